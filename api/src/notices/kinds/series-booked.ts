import { findBookingState } from '../store.ts';
import { isAhead, noticeKind, seriesPayload } from './kind.ts';

/** To the champion and to the learner, once for all sessions of a series. */
export const seriesBooked = noticeKind({
  payload: seriesPayload,
  stillTrue: async (tx, { sessions }, now) => {
    for (const { bookingId, startsAt } of sessions) {
      if (isAhead(startsAt, now) && (await findBookingState(tx, bookingId))?.state === 'booked') return true;
    }
    return false;
  },
});
