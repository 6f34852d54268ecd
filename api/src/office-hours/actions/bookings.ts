import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { cutPage, decodeCursor, keyParts } from '../../platform/page.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { Booking } from '../schema/bookings.ts';
import { findBooking, listBookingsOf } from '../store/bookings.ts';
import { isTheirs, sayBooking } from './say-booking.ts';

const pageKey = z.tuple([keyParts.instant, keyParts.id]);

/** The actor's sessions: coming ones soonest first; past ones, and those called off, latest first. */
export async function listBookings(
  deps: Deps,
  actor: Actor,
  input: {
    when?: 'coming' | 'past' | undefined;
    as?: 'learner' | 'champion' | 'either' | undefined;
    cursor?: string | undefined;
    limit?: number | undefined;
  },
): Promise<{ items: Booking[]; next: string | null }> {
  const { when = 'coming', as = 'either', cursor, limit = 25 } = input;
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const after = decodeCursor(cursor, pageKey);
    const now = deps.now();
    const rows = await listBookingsOf(tx, actor.personId, now, { when, as, after, limit });
    const { items, next } = cutPage(rows, limit, (row) => [row.startsAt.toString(), row.bookingId]);
    return { items: items.map((row) => sayBooking(actor, row, now)), next };
  });
}

/** One of the actor's sessions; to everybody else it does not exist. */
export async function getBooking(
  deps: Deps,
  actor: Actor,
  bookingId: string,
): Promise<Result<Booking, 'no-such-booking'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const booking = await findBooking(tx, bookingId);
    if (!booking || !isTheirs(actor, booking)) return refuse('no-such-booking');
    return done(sayBooking(actor, booking, deps.now()));
  });
}
