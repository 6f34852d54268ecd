import { instant } from '../../platform/contract.ts';
import { findOfferState } from '../store.ts';
import { isAhead, noticeKind, waitingPayload } from './kind.ts';

/** To the next in line: a place is kept for them, and until when. */
export const offerMade = noticeKind({
  payload: waitingPayload.extend({ startsAt: instant, endsAt: instant, until: instant }),
  stillTrue: async (tx, { waitingId, startsAt, until }, now) =>
    isAhead(until, now) && (await findOfferState(tx, waitingId, startsAt)) === 'open',
});
