import type { Deps } from '../../../deps.ts';
import type { Actor } from '../../../platform/actor.ts';
import { done, type Result, refuse } from '../../../platform/result.ts';
import type { Waiting } from '../../schema/waiting-list.ts';
import { endPlace } from '../../store/line.ts';
import { lockHours } from '../../store/locks.ts';
import { answerOffer } from '../../store/offers.ts';
import { findWaiting } from '../../store/waiting.ts';
import { offerFreePlaces, tellLine } from './offer.ts';
import { sayWaiting } from './say-waiting.ts';

/** The actor leaves a line; a place that was held for them goes to the next. */
export async function leaveWaitingList(
  deps: Deps,
  actor: Actor,
  waitingId: string,
): Promise<Result<Waiting, 'no-such-place' | 'already-ended'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const joined = { ...deps, db: tx };
    const place = await findWaiting(tx, waitingId);
    if (place?.learner.personId !== actor.personId) return refuse('no-such-place');
    const championId = place.champion.personId;
    await lockHours(tx, championId);
    const now = deps.now();
    if ((await findWaiting(tx, waitingId))?.state !== 'waiting') return refuse('already-ended');
    await answerOffer(tx, waitingId, 'passed', now);
    await endPlace(tx, waitingId, { state: 'left' }, now);
    await tellLine(joined, actor.tenantId, championId, [{ learnerId: actor.personId }]);
    await offerFreePlaces(joined, actor.tenantId, championId);
    const left = await findWaiting(tx, waitingId);
    return left ? done(sayWaiting(actor, left, now)) : refuse('no-such-place');
  });
}
