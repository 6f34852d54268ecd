import type { Deps } from '../../deps.ts';
import { knownExpertise } from '../../matching/actions/known-expertise.ts';
import type { Tx } from '../../platform/database.ts';
import { refuse } from '../../platform/result.ts';
import { pairing, type Result, type Setup } from '../pairing.ts';
import { findCohort } from '../store/cohorts.ts';
import { findMentorsOf, insertMatches } from '../store/matches.ts';
import { findMentors } from '../store/mentors.ts';
import { findDue, findToRematch, lockPublication } from '../store/publication.ts';
import { completeRun, failRun, findLastRun, insertRun, type Lease, leaseRun, renewLease } from '../store/runs.ts';
import { findSeekers } from '../store/seekers.ts';
import { summarise } from '../summary.ts';
import { publishRun } from './publish.ts';

/** Long enough for an assignment on a busy machine, short enough that a dead process is soon replaced. */
const leaseSeconds = 120;
/** Learners between two signs of life, each some tenth of a millisecond. */
const chunk = 500;
/** Of 1: less in common than this would move a fit by less than a hundredth. */
const leastExpertise = 0.05;
/** A run that no process could bring to an end in this time never will be. */
const givenUpAfterHours = 1;

/**
 * Each minute: who lost their mentor by a decline is matched anew, the run that people were told the date of is begun for the
 * owner to look at, and runs are worked on that nobody works on.
 */
export async function cohortRuns(deps: Deps, tenantId: string): Promise<void> {
  const at = deps.now();
  const ask = (cohortId: string, rematch: boolean) =>
    deps.db.transaction(tenantId, (tx) => insertRun(tx, cohortId, { askedBy: null, at, rematch }));
  for (const cohortId of await deps.db.transaction(tenantId, findToRematch)) await ask(cohortId, true);
  for (const cohortId of await deps.db.transaction(tenantId, (tx) => findDue(tx, at))) await ask(cohortId, false);
  await workOnRuns(deps, tenantId);
}

/** Works on one run after the other until none is left that another process does not have. */
export async function workOnRuns(deps: Deps, tenantId: string): Promise<void> {
  for (;;) {
    const now = deps.now();
    const lease = await deps.db.transaction(tenantId, (tx) => leaseRun(tx, now, now.add({ seconds: leaseSeconds })));
    if (!lease) return;
    await workOn(deps, tenantId, lease);
  }
}

async function workOn(deps: Deps, tenantId: string, leased: Lease): Promise<void> {
  let lease = leased;
  const fail = (failure: string) => deps.db.transaction(tenantId, (tx) => failRun(tx, lease, failure, deps.now()));
  if (deps.now().since(lease.askedAt).total('hours') >= givenUpAfterHours) return fail('interrupted');
  const renew = async (state: 'scoring' | 'matching', scored: number, of: number): Promise<boolean> => {
    const progress = { state, scored, of, until: deps.now().add({ seconds: leaseSeconds }) };
    const renewed = await deps.db.transaction(tenantId, (tx) => renewLease(tx, lease, progress));
    lease = renewed ?? lease;
    return renewed !== undefined;
  };
  try {
    const setup = await deps.db.transaction(tenantId, (tx) => readSetup(deps, tx, lease.cohortId));
    const of = setup.seekers.length;
    const { score, solve } = pairing(setup);
    for (let from = 0; from < of; from += chunk) {
      const to = Math.min(from + chunk, of);
      score(from, to);
      if (!(await renew('scoring', to, of))) return;
    }
    if (!(await renew('matching', of, of))) return;
    const result = solve();
    if (!result.optimal) throw new Error(`the assignment of cohort ${lease.cohortId} is not proven`);
    await keep(deps, tenantId, lease, setup, result);
  } catch (error) {
    deps.log.error('cohort run failed', { tenantId, cohortId: lease.cohortId, run: lease.run, error });
    await fail('fault');
  }
}

async function readSetup(deps: Deps, tx: Tx, cohortId: string): Promise<Setup> {
  const found = await findCohort(tx, cohortId);
  if (!found) throw new Error(`there is no cohort ${cohortId}`);
  const now = deps.now();
  const { settings } = found;
  const mentors = await findMentors(tx, cohortId, settings, now);
  const seekers = await findSeekers(tx, cohortId, new Set(mentors.map(({ personId }) => personId)));
  const { weights, worstOffFirst } = settings;
  const writings = await knownExpertise(deps, tx);
  const expertise = (goal: string) => writings.scoreAbove(leastExpertise, goal);
  return { mentors, seekers, rules: settings, weights, worstOffFirst, now, expertise };
}

/** The whole result or nothing, and only in the hands of who still has the run. What a decline asked for is published too. */
async function keep(deps: Deps, tenantId: string, lease: Lease, setup: Setup, result: Result): Promise<void> {
  const { cohortId, run, rematch } = lease;
  const now = deps.now();
  await deps.db.transaction(tenantId, async (tx) => {
    // Before the run's own row, in the order in which everybody locks them.
    if (rematch) await lockPublication(tx);
    const cohort = rematch ? await findCohort(tx, cohortId, 'lock') : undefined;
    const last = await findLastRun(tx, cohortId, 'done');
    const earlier = last ? { run: last.run, mentorOf: await findMentorsOf(tx, cohortId, last.run) } : null;
    const mentorIds = setup.mentors.map(({ personId }) => personId);
    const summary = summarise(result.found, mentorIds, earlier);
    const milliseconds = Math.round(now.since(setup.now).total('milliseconds'));
    const { matched, cost, optimal } = result;
    if (!(await completeRun(tx, lease, { matched, cost, optimal, milliseconds, summary }, now))) return refuse('lost');
    await insertMatches(tx, cohortId, run, result.found);
    if (cohort?.state === 'published') await publishRun({ ...deps, db: tx }, tx, cohort, run, { rematch });
    return undefined;
  });
}
