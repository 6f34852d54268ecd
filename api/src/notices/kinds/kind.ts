import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { id, instant } from '../../platform/contract.ts';
import type { Tx } from '../../platform/database.ts';
import { findBookingState } from '../store.ts';

/** What a kind of notice carries, and how to tell, just before it is delivered, whether it still holds. */
export type NoticeKind<Payload extends z.ZodType = z.ZodType> = {
  payload: Payload;
  stillTrue: (tx: Tx, payload: z.output<Payload>, now: Temporal.Instant) => Promise<boolean>;
};

export function noticeKind<Payload extends z.ZodType>(kind: NoticeKind<Payload>): NoticeKind<Payload> {
  return kind;
}

/** A session as a notice says it: enough to be understood even after the session itself has changed. */
export const sessionPayload = z.object({
  bookingId: id,
  startsAt: instant,
  endsAt: instant,
  championId: id,
  championName: z.string(),
  learnerId: id,
  learnerName: z.string(),
  question: z.string(),
});

/** True while the session is booked for that time and has not begun. */
export async function stillAhead(
  tx: Tx,
  { bookingId, startsAt }: { bookingId: string; startsAt: string },
  now: Temporal.Instant,
) {
  const booking = await findBookingState(tx, bookingId);
  return booking?.state === 'booked' && booking.startsAt.equals(startsAt) && isAhead(startsAt, now);
}

/** True until the time of a session that no longer takes place: afterwards the news is of no use. */
export async function stillUseful(_tx: Tx, { startsAt }: { startsAt: string }, now: Temporal.Instant) {
  return isAhead(startsAt, now);
}

const isAhead = (startsAt: string, now: Temporal.Instant) => Temporal.Instant.compare(startsAt, now) > 0;
