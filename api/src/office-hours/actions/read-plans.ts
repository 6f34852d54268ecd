import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import type { Tx } from '../../platform/database.ts';
import type { Busy } from '../slots.ts';
import { findEngagements } from '../store/engagements.ts';
import { findHolds, type Hold, letGo } from '../store/holds.ts';
import { findOfferings } from '../store/hours.ts';
import { findLearner } from '../store/learners.ts';
import { anybodyWaits } from '../store/line.ts';
import { offerFreePlaces } from './waiting/offer.ts';

export type DecisionOn = {
  championId: string;
  learnerId: string;
  /** What else the champion's calendar has. */
  calendar?: readonly Busy[] | undefined;
  /** The learner's hold that this decision is to use. */
  keep?: { bookingId: string; startsAt: Temporal.Instant } | undefined;
};

/** What champion and learner have, once whatever is only in the way for now is out of it. */
export async function readPlans(deps: Deps, tx: Tx, on: DecisionOn, now: Temporal.Instant) {
  const { championId, learnerId } = on;
  const read = () => readAsItIs(tx, on, now);
  // All asked at once. Mostly nothing is in the way, and what was read stands.
  const [holds, waited, asItIs] = await Promise.all([
    findHolds(tx, { actorId: learnerId, people: [championId, learnerId], now }),
    anybodyWaits(tx, championId),
    read(),
  ]);
  const kept = holds.find((hold) => isKept(hold, on, now));
  const others = holds.filter((hold) => hold !== kept);
  if (others.length === 0 && !waited) return { ...asItIs, kept };
  await makeWay(deps, tx, championId, { holds: others, waited, groups: asItIs.offering?.groupSessions ?? [] });
  return { ...(await read()), kept };
}

/** What both have, with whatever is in the way. */
export async function readAsItIs(tx: Tx, { championId, learnerId }: DecisionOn, now: Temporal.Instant) {
  const [offerings, learner, planned] = await Promise.all([
    findOfferings(tx, [championId], now),
    findLearner(tx, learnerId, now),
    findEngagements(tx, learnerId, now),
  ]);
  return { offering: offerings.get(championId), learner, planned };
}

/** Lets go of holds that are in the way, and offers what is free with this champion to whoever waits for it. */
export async function makeWay(
  deps: Deps,
  tx: Tx,
  championId: string,
  { holds, waited, groups }: { holds: readonly Hold[]; waited: boolean; groups: readonly { sessionId: string }[] },
): Promise<void> {
  const sessionIds = groups.map(({ sessionId }) => sessionId);
  await letGo(tx, holds, sessionIds);
  if (waited) await offerFreePlaces({ ...deps, db: tx }, tx.tenantId, championId);
}

function isKept(hold: Hold, { championId, learnerId, keep }: DecisionOn, now: Temporal.Instant): boolean {
  return (
    keep !== undefined &&
    hold.bookingId === keep.bookingId &&
    hold.learnerId === learnerId &&
    hold.championId === championId &&
    hold.startsAt.equals(keep.startsAt) &&
    hold.heldUntil.epochMilliseconds > now.epochMilliseconds
  );
}
