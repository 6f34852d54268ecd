import { findBookingState } from '../store.ts';
import { noticeKind, sessionPayload } from './kind.ts';

/** To the learner when the session is over: did it help? Dropped when they said so already, or somebody did not come. */
export const helpAsked = noticeKind({
  payload: sessionPayload,
  stillTrue: async (tx, { bookingId, startsAt }) => {
    const booking = await findBookingState(tx, bookingId);
    const took = booking?.state === 'booked' && booking.startsAt.equals(startsAt) && booking.absent === null;
    return took && booking.helped === null;
  },
});
