import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import { owe } from '../../notices/actions.ts';
import type { MentorshipEvent } from '../apply.ts';
import { findUntold, insertFitChecks } from '../store/check-ins.ts';
import { findMentorships, findOverdue, type Overdue } from '../store/mentorships.ts';
import { changeAs } from './change.ts';
import { toldTo } from './news.ts';

const events: Record<Overdue['because'], MentorshipEvent> = {
  resume: { does: 'resume' },
  lapse: { does: 'lapse' },
  'learner-left': { does: 'leave', side: 'learner' },
  'mentor-left': { does: 'leave', side: 'mentor' },
};

/**
 * What happens to a tenant's mentorships by itself: pauses end, proposals that nobody answers lapse, those of people who left
 * end, and both sides are asked how it goes. Trouble with one of these is logged and keeps none of the others waiting.
 */
export async function mentorshipClock(deps: Deps, tenantId: string): Promise<void> {
  const overdue = await deps.db.transaction(tenantId, (tx) => findOverdue(tx, deps.now()));
  const tasks = [
    ...overdue.map((each) => () => bringIntoStep(deps, tenantId, each)),
    () => askHowItGoes(deps, tenantId),
  ];
  for (const task of tasks) {
    try {
      await task();
    } catch (error) {
      deps.log.error('part of the mentorship clock failed', { tenantId, error });
    }
  }
}

/** What somebody did meanwhile may make it impossible; then nothing is left to do. */
async function bringIntoStep(deps: Deps, tenantId: string, { mentorshipId, because }: Overdue): Promise<void> {
  const now = deps.now();
  await changeAs(deps, tenantId, mentorshipId, events[because], ({ people: { learner } }) => ({
    by: 'clock',
    now,
    today: now
      .toZonedDateTimeISO(learner.timeZone ?? 'UTC')
      .toPlainDate()
      .toString(),
  }));
}

async function askHowItGoes(deps: Deps, tenantId: string): Promise<void> {
  const now = deps.now();
  await deps.db.transaction(tenantId, async (tx) => {
    await insertFitChecks(tx, now);
    const untold = await findUntold(tx, now);
    const ids = [...new Set(untold.map(({ mentorshipId }) => mentorshipId))];
    const mentorships = new Map((await findMentorships(tx, ids, now)).map((each) => [each.mentorshipId, each]));
    const notices = untold.flatMap(({ mentorshipId, personId, point, key }) => {
      const mentorship = mentorships.get(mentorshipId);
      if (!mentorship) return [];
      const { payload } = toldTo(mentorship, personId === mentorship.learnerId ? 'learner' : 'mentor');
      return [{ kind: 'check-in-due' as const, key, personId, payload: { ...payload, point } }];
    });
    const inTx = { ...deps, db: tx };
    await owe(inTx, tenantId, notices);
    await touch(
      inTx,
      tenantId,
      notices.map(({ personId }) => `person:${personId}` as const),
    );
  });
}
