import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import { withdraw } from '../../notices/actions.ts';
import { sayDate } from '../../office-hours/say-time.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { say } from '../../platform/messages.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { isTopic } from '../../topics/label.ts';
import type { Unmatched } from '../candidates.ts';
import type { Invitation } from '../schema.ts';
import { findCohort, findOpenCohorts, type StoredCohort } from '../store/cohorts.ts';
import { findListed, findParticipation, type Participation, saveParticipation } from '../store/learners.ts';
import { findPlaceInLedger } from '../store/matches.ts';
import { canTakePart, isFor, type Listed } from '../taking-part.ts';
import { askedKey } from './asking.ts';

/** Cohorts the reader was asked to join, is in or has left, or could volunteer for. */
export async function listInvitations(deps: Deps, actor: Actor): Promise<{ items: Invitation[] }> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const listed = await findListed(tx, actor.personId);
    if (!listed || !canTakePart(listed)) return { items: [] };
    const items: Invitation[] = [];
    for (const cohort of await findOpenCohorts(tx)) {
      const own = await findParticipation(tx, cohort.cohortId, actor.personId);
      if (own || isOpenTo(listed, cohort)) items.push(await sayInvitation(deps, actor, tx, cohort, own));
    }
    return { items };
  });
}

export type Answer =
  | { answer: 'join'; goal: string; work: string; topic: string | null }
  | { answer: 'decline' | 'leave' };

/**
 * The reader joins with a goal, changes it, declines, or leaves at any time; no reason is asked. A mentorship they have goes
 * on: it is ended where it is.
 */
export async function answerInvitation(
  deps: Deps,
  actor: Actor,
  cohortId: string,
  given: Answer,
): Promise<Result<Invitation, 'no-such-cohort' | 'closed' | 'not-asked' | 'not-for-guests'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const cohort = await findCohort(tx, cohortId);
    if (!cohort) return refuse('no-such-cohort');
    if (cohort.state === 'closed') return refuse('closed');
    const listed = await findListed(tx, actor.personId);
    if (!listed || !canTakePart(listed)) return refuse('not-for-guests');
    const before = await findParticipation(tx, cohortId, actor.personId, 'lock');
    if (!before && !isOpenTo(listed, cohort)) return refuse('not-asked');
    const own = afterwards(before, given);
    await saveParticipation(tx, cohortId, actor.personId, own, deps.now());
    const inTx = { ...deps, db: tx };
    await withdraw(inTx, actor.tenantId, askedKey(cohortId, actor.personId));
    await touch(inTx, actor.tenantId, [`person:${actor.personId}`]);
    return done(await sayInvitation(deps, actor, tx, cohort, own));
  });
}

const isOpenTo = (listed: Listed, { settings }: StoredCohort) => settings.volunteersOnly && isFor(listed, settings);

const nothingYet: Participation = { state: 'asked', goal: '', work: '', topic: null };

/** What they said before is kept when they leave, for when they come back. */
function afterwards(before: Participation = nothingYet, given: Answer): Participation {
  if (given.answer === 'join') {
    const { goal, work, topic } = given;
    return { state: 'in', goal, work, topic: topic !== null && isTopic(topic) ? topic : null };
  }
  return { ...before, state: before.state === 'in' || before.state === 'left' ? 'left' : 'declined' };
}

async function sayInvitation(
  deps: Deps,
  actor: Actor,
  tx: Tx,
  cohort: StoredCohort,
  own: Participation | undefined,
): Promise<Invitation> {
  const { state, goal, work, topic } = own ?? { ...nothingYet, state: 'open' as const };
  const waits = state === 'in' && cohort.state === 'published';
  const place = waits ? await findPlaceInLedger(tx, cohort.cohortId, actor.personId) : undefined;
  return {
    cohortId: cohort.cohortId,
    name: cohort.settings.name,
    state,
    goal,
    work,
    topic,
    waiting: place ? sayWaiting(deps, actor, place.because, cohort.settings.nextRunOn) : null,
  };
}

/** Reasons that are about nobody else are told; a block or somebody's no are not. */
const told: Partial<Record<Unmatched, string>> = {
  language: 'language',
  hours: 'hours',
  department: 'department',
  'all-places-taken': 'full',
};

function sayWaiting(deps: Deps, actor: Actor, because: Unmatched | null, nextRunOn: string | null): string {
  const reason = (because && told[because]) ?? 'other';
  const now = deps.now();
  const today = now.toZonedDateTimeISO('UTC').toPlainDate().toString();
  const dated = nextRunOn !== null && nextRunOn > today;
  const date = dated ? sayDate(nextRunOn, { now, ...actor }) : '';
  return say(actor.locale, 'cohort.waiting', { reason, dated: String(dated), date });
}
