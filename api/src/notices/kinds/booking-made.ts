import { noticeKind, sessionPayload, stillAhead } from './kind.ts';

/** To the champion and to the learner, when a session was booked. */
export const bookingMade = noticeKind({ payload: sessionPayload, stillTrue: stillAhead });
