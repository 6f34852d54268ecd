import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { answerOnce } from '../../platform/answer-once.ts';
import type { Config } from '../../platform/config.ts';
import { implement, type Operation } from '../../platform/operations.ts';
import { reportAbsence, withdrawAbsence } from '../actions/absence.ts';
import { bookSlot } from '../actions/book.ts';
import { getBooking, listBookings } from '../actions/bookings.ts';
import { getBookingCalendar } from '../actions/calendar/file.ts';
import { calendarAround, calendarAroundMove } from '../actions/calendar/free-busy.ts';
import { cancelBooking } from '../actions/cancel.ts';
import { sayWhetherItHelped } from '../actions/helped.ts';
import { holdSlot, releaseHold } from '../actions/hold.ts';
import { moveBooking } from '../actions/move.ts';
import { getSessionNotes, writeSessionNotes } from '../actions/notes.ts';
import { bookingsContract, placeRefusals } from '../schema/bookings.ts';
import { sessionUrlOf } from './session-url.ts';

type Named = { deps: Deps; actor: Actor; input: unknown; idempotencyKey: string | undefined };

function once<Answer extends object>(
  { deps, actor, input, idempotencyKey: key }: Named,
  operation: string,
  work: (deps: Deps) => Promise<Answer>,
) {
  return answerOnce(deps, actor, { key, operation, input }, work);
}

export function bookingsOperations(config: Config): Operation[] {
  const sessionUrl = sessionUrlOf(config);
  return implement(bookingsContract, {
    'GET /api/bookings': {
      run: ({ deps, actor, input }) => listBookings(deps, actor, input.query),
    },
    'POST /api/holds': {
      run: async (call) => {
        const { actor, input } = call;
        const checked = await calendarAround(call.deps, call, input.body);
        return once(call, 'holdSlot', (deps) => holdSlot(deps, actor, input.body, checked));
      },
      refusals: placeRefusals,
    },
    'DELETE /api/holds/{bookingId}': {
      run: ({ deps, actor, input }) => releaseHold(deps, actor, input.params.bookingId),
    },
    'POST /api/bookings': {
      run: async (call) => {
        const { actor, input } = call;
        const checked = await calendarAround(call.deps, call, input.body);
        return once(call, 'bookSlot', (deps) => bookSlot(deps, actor, input.body, checked));
      },
      refusals: placeRefusals,
    },
    'GET /api/bookings/{bookingId}': {
      run: ({ deps, actor, input }) => getBooking(deps, actor, input.params.bookingId),
      refusals: { 'no-such-booking': 404 },
    },
    'GET /api/bookings/{bookingId}/calendar.ics': {
      run: async ({ deps, actor, input }) => {
        const result = await getBookingCalendar(deps, actor, input.params.bookingId, sessionUrl);
        return result.ok ? result.calendar : result;
      },
      refusals: { 'no-such-booking': 404 },
    },
    'POST /api/bookings/{bookingId}/move': {
      run: async (call) => {
        const { actor, input } = call;
        const { bookingId } = input.params;
        const checked = await calendarAroundMove(call.deps, call, bookingId, input.body.startsAt);
        return once(call, 'moveBooking', (deps) => moveBooking(deps, actor, bookingId, input.body, checked));
      },
      refusals: { ...placeRefusals, 'no-such-booking': 404, 'already-ended': 409, 'already-started': 409 },
    },
    'POST /api/bookings/{bookingId}/cancellation': {
      run: (call) =>
        once(call, 'cancelBooking', (deps) =>
          cancelBooking(deps, call.actor, call.input.params.bookingId, call.input.body),
        ),
      refusals: { 'no-such-booking': 404, 'already-ended': 409, 'already-started': 409, 'key-reused': 422 },
    },
    'PUT /api/bookings/{bookingId}/absence': {
      run: ({ deps, actor, input }) => reportAbsence(deps, actor, input.params.bookingId, input.body),
      refusals: { 'no-such-booking': 404, 'already-ended': 409, 'not-yet': 409, 'too-late': 409, 'already-said': 409 },
    },
    'DELETE /api/bookings/{bookingId}/absence': {
      run: ({ deps, actor, input }) => withdrawAbsence(deps, actor, input.params.bookingId),
      refusals: { 'no-such-booking': 404, 'not-yours': 403, 'too-late': 409 },
    },
    'GET /api/bookings/{bookingId}/notes': {
      run: ({ deps, actor, input }) => getSessionNotes(deps, actor, input.params.bookingId),
      refusals: { 'no-such-booking': 404 },
    },
    'PUT /api/bookings/{bookingId}/notes': {
      run: ({ deps, actor, input }) => writeSessionNotes(deps, actor, input.params.bookingId, input.body),
      refusals: { 'no-such-booking': 404, 'already-ended': 409 },
    },
    'PUT /api/bookings/{bookingId}/helped': {
      run: ({ deps, actor, input }) => sayWhetherItHelped(deps, actor, input.params.bookingId, input.body),
      refusals: {
        'no-such-booking': 404,
        'already-ended': 409,
        'not-yours': 403,
        'not-yet': 409,
        'somebody-was-absent': 409,
        'already-said': 409,
      },
    },
  });
}
