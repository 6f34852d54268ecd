import { findWhereabouts } from '../store.ts';
import { noticeKind, sessionPayload, stillAhead } from './kind.ts';

/** To both sides shortly before their session; due then, and dropped when the session moved or ended. */
export const bookingReminder = noticeKind({
  payload: sessionPayload,
  stillTrue: stillAhead,
  upToDate: async (tx, payload) => ({ ...payload, ...(await findWhereabouts(tx, { bookingId: payload.bookingId })) }),
});
