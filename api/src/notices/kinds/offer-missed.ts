import { instant } from '../../platform/contract.ts';
import { isStillWaiting } from '../store.ts';
import { noticeKind, waitingPayload } from './kind.ts';

/** To whoever did not answer in time: the place went to the next, and they keep theirs in line. */
export const offerMissed = noticeKind({
  payload: waitingPayload.extend({ startsAt: instant }),
  stillTrue: (tx, { waitingId }) => isStillWaiting(tx, waitingId),
});
