import { instant } from '../../platform/contract.ts';
import { isStillWaiting } from '../store.ts';
import { isAhead, noticeKind, waitingPayload } from './kind.ts';

/** To whoever was passed over because they have a session then; they keep their place in line. */
export const offerWhileBusy = noticeKind({
  payload: waitingPayload.extend({ startsAt: instant }),
  stillTrue: async (tx, { waitingId, startsAt }, now) => isAhead(startsAt, now) && isStillWaiting(tx, waitingId),
});
