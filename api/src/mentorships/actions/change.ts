import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, type Refusal, type Result, refuse } from '../../platform/result.ts';
import { apply, type How, type MentorshipEvent, type Objection, type Side } from '../apply.ts';
import { movedByPause, weeklyCheckIns } from '../check-ins.ts';
import { findUnanswered, insertCheckIns, moveCheckIns } from '../store/check-ins.ts';
import { findMentorships, type StoredMentorship, saveMentorship } from '../store/mentorships.ts';
import { tellNews } from './news.ts';

type Missed = 'no-such-mentorship' | 'not-now' | 'changed-meanwhile';
/** What a change can be refused for: only a goal belongs to one side alone, and only a pause has a date. */
export type Reason<E extends MentorshipEvent> =
  | Missed
  | (E['does'] extends 'set-goal' ? 'not-yours' : never)
  | (E['does'] extends 'pause' ? 'date-past' : never);

/** The other side may act at the same moment; more often than this in a row nobody does. */
const mostTries = 4;

/** What one of the two does to their mentorship. */
export async function changeMentorship<E extends MentorshipEvent>(
  deps: Deps,
  actor: Actor,
  mentorshipId: string,
  event: E,
): Promise<Result<{ mentorship: StoredMentorship }, Reason<E>>> {
  const today = deps.now().toZonedDateTimeISO(actor.timeZone).toPlainDate().toString();
  const changed = await changeAs(deps, actor.tenantId, mentorshipId, event, (mentorship) => {
    const by = sideOf(mentorship, actor.personId);
    return by && { by, now: deps.now(), today };
  });
  return changed as Result<{ mentorship: StoredMentorship }, Reason<E>>;
}

/** The side of a mentorship somebody is on, if any. */
export function sideOf({ learnerId, mentorId }: StoredMentorship, personId: string): Side | undefined {
  if (personId === learnerId) return 'learner';
  return personId === mentorId ? 'mentor' : undefined;
}

/**
 * Writes what becomes of a mentorship, with all that goes with it in the same transaction: check-ins, and whoever is to be
 * told. Everything that alters one goes through here. `howFor` answers nothing for whom it is not there.
 */
export async function changeAs(
  deps: Deps,
  tenantId: string,
  mentorshipId: string,
  event: MentorshipEvent,
  howFor: (mentorship: StoredMentorship) => How | undefined,
): Promise<Result<{ mentorship: StoredMentorship }, Missed | Objection>> {
  for (let tries = 1; ; tries++) {
    const outcome = await deps.db.transaction(tenantId, async (tx) => {
      const [before] = await findMentorships(tx, [mentorshipId], deps.now());
      const how = before && howFor(before);
      if (!how) return refuse('no-such-mentorship');
      return changeOnce({ ...deps, db: tx }, tx, before, event, how);
    });
    if (outcome.ok || outcome.reason !== 'changed-meanwhile' || tries === mostTries) return outcome;
  }
}

async function changeOnce(
  deps: Deps,
  tx: Tx,
  before: StoredMentorship,
  event: MentorshipEvent,
  how: How,
): Promise<{ ok: true; mentorship: StoredMentorship } | Refusal<Objection | 'changed-meanwhile'>> {
  const applied = apply(before, event, how);
  if (!applied.ok) return applied;
  const { mentorship, news } = applied;
  if (mentorship === before) return done({ mentorship });
  if (!(await saveMentorship(tx, before, mentorship))) return refuse('changed-meanwhile');
  await keepCheckIns(tx, before, mentorship, how);
  await tellNews(deps, tx.tenantId, mentorship, news);
  await touch(deps, tx.tenantId, [`person:${mentorship.learnerId}`, `person:${mentorship.mentorId}`]);
  return done({ mentorship });
}

async function keepCheckIns(tx: Tx, before: StoredMentorship, after: StoredMentorship, { now }: How): Promise<void> {
  const { mentorshipId, learnerId, mentorId } = after;
  if (!before.startedAt && after.startedAt) {
    await insertCheckIns(tx, mentorshipId, [learnerId, mentorId], weeklyCheckIns(after.startedAt));
  }
  if (before.pause && after.state === 'active') {
    const pause = { from: before.pause.from, until: now };
    await moveCheckIns(tx, mentorshipId, movedByPause(await findUnanswered(tx, mentorshipId), pause));
  }
}
