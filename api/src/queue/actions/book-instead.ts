import type { Deps } from '../../deps.ts';
import { bookSlot, type Checked } from '../../office-hours/actions/book.ts';
import type { Facts, PlaceRefused } from '../../office-hours/actions/take.ts';
import type { Booking, BookingRequest } from '../../office-hours/schema/bookings.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { change, step } from './change.ts';
import { type Reader, seeTicket } from './reader.ts';

type Refused =
  | PlaceRefused
  | 'no-such-ticket'
  | 'not-your-ticket'
  | 'not-now'
  | 'ticket-over'
  | 'only-in-writing'
  | 'changed-meanwhile';

/**
 * The asker books a session instead of waiting on, with the ticket's question and topic unless they say another: the place
 * in line goes when the session is booked, and stands while it cannot be.
 */
export async function bookInstead(
  deps: Deps,
  reader: Reader,
  ticketId: string,
  request: BookingRequest,
  checked: Checked = {},
): Promise<Result<Booking, Refused, Facts>> {
  return deps.db.transaction(reader.actor.tenantId, async (tx) => {
    const seen = await seeTicket(tx, reader, ticketId);
    if (!seen) return refuse('no-such-ticket');
    if (seen.role !== 'asker') return refuse('not-your-ticket');
    const { ticket, identity } = seen;
    const converted = step(ticket, { does: 'convert' }, { by: { role: 'asker', ...identity }, now: deps.now() });
    if (!converted.ok) {
      const { reason } = converted;
      return refuse(reason === 'ticket-over' || reason === 'only-in-writing' ? reason : 'not-now');
    }
    const topic = request.topic ?? (ticket.topic || null);
    const wanted = { ...request, topic, question: request.question || ticket.question };
    const booking = await bookSlot({ ...deps, db: tx }, reader.actor, wanted, checked);
    if (!booking.ok) return booking;
    const { applied } = converted.change;
    const booked = { ...applied, ticket: { ...applied.ticket, bookingId: booking.bookingId } };
    const changed = await change(deps, tx, [{ ...converted.change, applied: booked }]);
    return changed.ok ? done(booking) : refuse('changed-meanwhile');
  });
}
