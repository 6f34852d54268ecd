import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { isTopic } from '../../topics/label.ts';
import type { MentorshipEvent } from '../apply.ts';
import type { Point } from '../check-ins.ts';
import { isOver } from '../life.ts';
import type { Mentorship } from '../schema.ts';
import { answer, findCheckIns } from '../store/check-ins.ts';
import { findMentorships, findMentorshipsOf, type StoredMentorship } from '../store/mentorships.ts';
import { changeMentorship, type Reason, sideOf } from './change.ts';
import { sayMentorship } from './say-mentorship.ts';

/** The reader's mentorships on either side, live ones first. */
export async function listMentorships(deps: Deps, actor: Actor): Promise<{ items: Mentorship[] }> {
  return deps.db.transaction(actor.tenantId, async (tx) => ({
    items: await sayAll(deps, actor, tx, await findMentorshipsOf(tx, actor.personId, deps.now())),
  }));
}

export async function getMentorship(
  deps: Deps,
  actor: Actor,
  mentorshipId: string,
): Promise<Result<Mentorship, 'no-such-mentorship'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const [found] = await findMentorships(tx, [mentorshipId], deps.now());
    const [said] = found && sideOf(found, actor.personId) ? await sayAll(deps, actor, tx, [found]) : [];
    return said ? done(said) : refuse('no-such-mentorship');
  });
}

/** What one of the two does to their mentorship, and how it stands then. */
export async function act<E extends MentorshipEvent>(
  deps: Deps,
  actor: Actor,
  mentorshipId: string,
  event: E,
): Promise<Result<Mentorship, Reason<E>>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const changed = await changeMentorship({ ...deps, db: tx }, actor, mentorshipId, event);
    if (!changed.ok) return changed;
    const [said] = await sayAll(deps, actor, tx, [changed.mentorship]);
    return done(said as Mentorship);
  });
}

/** The learner says what they want to get done; a topic that is not in the catalogue is none. */
export function setGoal(
  deps: Deps,
  actor: Actor,
  mentorshipId: string,
  { goal, work, topic }: { goal: string; work: string; topic: string | null },
) {
  const known = topic !== null && isTopic(topic) ? topic : null;
  return act(deps, actor, mentorshipId, { does: 'set-goal', goal, work, topic: known });
}

/**
 * Answers a check-in that is due, once. "Not" at the fit check ends the mentorship without blame, and the learner is matched
 * anew.
 */
export async function answerCheckIn(
  deps: Deps,
  actor: Actor,
  { mentorshipId, point }: { mentorshipId: string; point: Point },
  { going, changed }: { going: 'well' | 'slowly' | 'not'; changed: string },
): Promise<Result<Mentorship, 'no-such-mentorship' | 'not-now' | 'changed-meanwhile'>> {
  const { personId, tenantId } = actor;
  return deps.db.transaction(tenantId, async (tx) => {
    const inTx = { ...deps, db: tx };
    const [found] = await findMentorships(tx, [mentorshipId], deps.now());
    if (!found || !sideOf(found, personId)) return refuse('no-such-mentorship');
    if (isOver(found.state)) return refuse('not-now');
    const kept = await answer(tx, { mentorshipId, personId, point }, { going, changed, at: deps.now() });
    if (!kept) return refuse('not-now');
    await touch(inTx, tenantId, [`person:${personId}`]);
    if (point === 'fit' && going === 'not') return act(inTx, actor, mentorshipId, { does: 'part' });
    const [said] = await sayAll(deps, actor, tx, [found]);
    return done(said as Mentorship);
  });
}

async function sayAll(
  deps: Deps,
  actor: Actor,
  tx: Tx,
  mentorships: readonly StoredMentorship[],
): Promise<Mentorship[]> {
  const ids = mentorships.map(({ mentorshipId }) => mentorshipId);
  const checkIns = Map.groupBy(await findCheckIns(tx, ids, actor.personId), ({ mentorshipId }) => mentorshipId);
  return mentorships.map((each) => sayMentorship(actor, each, checkIns.get(each.mentorshipId) ?? [], deps.now()));
}
