import { answerInvitation } from '@open-door/api/cohorts/actions/participation.ts';
import { cohortRuns } from '@open-door/api/cohorts/actions/work.ts';
import type { Cohort, CohortMatch, CohortRun, CohortSettings, LedgerEntry } from '@open-door/api/cohorts/schema.ts';
import type { Deps } from '@open-door/api/deps.ts';
import { Temporal } from 'temporal-polyfill';
import { beforeEach, expect } from 'vitest';
import { type Hired, hire, makeChampion, type Organisation, testDeps } from '../support/organisation.ts';
import { beginOnMonday, door, organisation } from './monday.ts';

// Set anew before each test of the file that calls `beginProgramme`.
export let programme: Awaited<ReturnType<typeof openProgramme>>;

/** An organisation with a programme owner, on a Monday at eight. */
export function beginProgramme(): void {
  beginOnMonday();
  beforeEach(async () => {
    programme = await openProgramme();
  });
}

async function openProgramme() {
  const now = Temporal.Instant.from('2026-11-23T08:00:00Z');
  door.setNow(now);
  const owner = await hire(organisation, { name: 'Teresa Almada', roles: ['owner'] });
  const deps = testDeps(organisation, now.toString());
  return { owner, deps, ...throughTheDoor(owner, deps) };
}

/** What the owner and the clock do, through the door. */
function throughTheDoor(owner: Hired, deps: Deps) {
  const ask = async <T>(operation: string, body?: unknown): Promise<T> => {
    const answer = await door.ask(owner, operation, body);
    expect(answer.status, answer.body).toBeLessThan(300);
    return answer.json<T>();
  };
  const getRun = (cohortId: string, run: number) => ask<CohortRun>(`GET /api/cohorts/${cohortId}/runs/${run}`);
  return {
    ask,
    getRun,
    create: (settings: Partial<CohortSettings> = {}) =>
      ask<Cohort>('POST /api/cohorts', { name: 'Spring', ...settings }),
    /** Asks for a run and waits until it is over. */
    match: async (cohortId: string): Promise<CohortRun> => {
      const { run } = await ask<CohortRun>(`POST /api/cohorts/${cohortId}/runs`);
      return settled(() => getRun(cohortId, run));
    },
    publish: (cohortId: string, run: number) => ask<Cohort>(`POST /api/cohorts/${cohortId}/runs/${run}/publication`),
    matches: async (cohortId: string, run: number, query = '') =>
      (await ask<{ items: CohortMatch[] }>(`GET /api/cohorts/${cohortId}/runs/${run}/matches?limit=100${query}`)).items,
    ledger: async (cohortId: string) =>
      (await ask<{ items: LedgerEntry[] }>(`GET /api/cohorts/${cohortId}/ledger?limit=100`)).items,
    join: async (learner: Hired, cohortId: string, topic: string | null = null) => {
      const given = { answer: 'join', goal: 'To stop copying numbers by hand', work: '', topic } as const;
      expect(await answerInvitation(deps, learner, cohortId, given)).toMatchObject({ ok: true, state: 'in' });
    },
    /** The timer, as it comes each minute. */
    minutePasses: () => cohortRuns(deps, owner.tenantId),
  };
}

async function settled(look: () => Promise<CohortRun>): Promise<CohortRun> {
  return expect
    .poll(look, { timeout: 30_000, interval: 20 })
    .toMatchObject({ finishedAt: expect.any(String) })
    .then(look);
}

/** A confirmed mentor who knows this. */
export async function hireMentor(organisation: Organisation, name: string, topic: string): Promise<Hired> {
  return makeChampion(organisation, await hire(organisation, { name }), { kind: 'mentor', skills: { [topic]: 3 } });
}

/** Pairs of a list of matches, by name; why nobody in their place. */
export const pairsOf = (matches: readonly CohortMatch[]) =>
  Object.fromEntries(
    matches.map(({ learner, mentor, unmatched }) => [learner.displayName, mentor?.displayName ?? unmatched]),
  );
