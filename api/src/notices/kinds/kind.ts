import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { id, instant } from '../../platform/contract.ts';
import type { Tx } from '../../platform/database.ts';
import { findBookingState } from '../store.ts';

/** What a kind of notice carries, and how to tell, just before it is delivered, whether it still holds. */
export type NoticeKind<Payload extends z.ZodType = z.ZodType> = {
  payload: Payload;
  stillTrue: (tx: Tx, payload: z.output<Payload>, now: Temporal.Instant) => Promise<boolean>;
  /** Fills in what nobody could know when the notice was owed. */
  upToDate?: (tx: Tx, payload: z.output<Payload>) => Promise<z.output<Payload>>;
};

export function noticeKind<Payload extends z.ZodType>(kind: NoticeKind<Payload>): NoticeKind<Payload> {
  return kind;
}

const seats = z.object({ taken: z.number().int(), of: z.number().int() });

/** Where a session takes place. `meetingUrl` is null until its calendar event has made the meeting. */
export const whereabouts = {
  place: z.enum(['teams', 'room', 'either']).default('teams'),
  room: z.string().default(''),
  meetingUrl: z.string().nullable().default(null),
};

/**
 * A session as a notice says it: enough to be understood even after the session itself has changed. What has a default was
 * not said by earlier versions.
 */
export const sessionPayload = z.object({
  bookingId: id,
  startsAt: instant,
  endsAt: instant,
  championId: id,
  championName: z.string(),
  /** IANA, where it is known. */
  championTimeZone: z.string().nullable().default(null),
  learnerId: id,
  learnerName: z.string(),
  learnerTimeZone: z.string().nullable().default(null),
  question: z.string(),
  /** Null for a session for one learner. */
  seats: seats.nullable().default(null),
  ...whereabouts,
});

/** The sessions of a series, soonest first. */
export const seriesPayload = z.object({
  seriesId: id,
  championId: id,
  championName: z.string(),
  learnerId: id,
  learnerName: z.string(),
  question: z.string(),
  sessions: z.array(z.object({ bookingId: id, startsAt: instant, endsAt: instant })).min(1),
});

/** A place in a champion's waiting list. */
export const waitingPayload = z.object({ waitingId: id, championId: id, championName: z.string() });

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

export const isAhead = (instant: string, now: Temporal.Instant) => Temporal.Instant.compare(instant, now) > 0;
