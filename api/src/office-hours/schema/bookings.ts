import { z } from 'zod';
import { contract, id, instant, pageOf, paging, text } from '../../platform/contract.ts';
import { place, topicOnWire } from './slots.ts';

const side = z.object({
  personId: id,
  displayName: z.string(),
  jobTitle: z.string(),
  department: z.string(),
  timeZone: z.string().nullable(),
});

export const helpedAnswer = z.enum(['yes', 'partly', 'no']);

/** One seat of a session, as one of its two people sees it. */
export const booking = z.object({
  bookingId: id,
  sessionId: id,
  champion: side,
  learner: side,
  startsAt: instant,
  endsAt: instant,
  topic: topicOnWire.nullable(),
  question: z.string(),
  /** `held` is a slot kept for its learner while they write; it lets go of itself at `heldUntil`. */
  state: z.enum(['held', 'booked', 'cancelled', 'released']),
  heldUntil: instant.nullable(),
  endedBy: z.string().nullable(),
  endedNote: z.string(),
  /** What the reader is in this booking. */
  yourPart: z.enum(['learner', 'champion']),
  /** Null for a session for one learner. */
  seats: z.object({ taken: z.number().int(), of: z.number().int() }).nullable(),
  place,
  room: z.string(),
  /** Where to join in Teams; null until the calendar event has made the meeting. */
  meetingUrl: z.string().nullable(),
  /** Whether the event in Outlook is as it should be. `pending`: it is brought into step when either is next here. */
  calendar: z.enum(['in-step', 'pending']),
  seriesId: id.nullable(),
  /** Who did not come, as the other side (or they themselves) said. */
  absent: z.object({ side: z.enum(['learner', 'champion']), saidByYou: z.boolean() }).nullable(),
  /** The learner's answer to "did it help?", and whether the reader is to be asked. */
  helped: helpedAnswer.nullable(),
  askHelped: z.boolean(),
  /** From when on calling it off counts as late for the learner. */
  lateFrom: instant,
});
export type Booking = z.output<typeof booking>;

export const bookingRequest = z.object({
  championId: id,
  startsAt: instant,
  topic: z.string().max(60).nullable().default(null),
  question: text(2_000).default(''),
  /** Where the hours leave it open. */
  place: z.enum(['teams', 'room']).optional(),
  /** The hold that kept the slot meanwhile; one that has run out does no harm while the slot is free. */
  holdId: id.optional(),
  /** The learning post that led to it; one that nobody knows any more does no harm. */
  postId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
});
export type BookingRequest = z.output<typeof bookingRequest>;

const bookingParams = z.object({ bookingId: id });

/** Why a slot cannot be had, each with the status that says it. */
export const placeRefusals = {
  'slot-taken': 409,
  'session-full': 409,
  'you-are-busy': 409,
  'not-offered': 409,
  'not-a-champion': 404,
  'champion-paused': 409,
  'champion-full': 409,
  'calendar-busy': 409,
  'own-slot': 422,
  'no-longer-active': 403,
  'too-many-open': 409,
  'too-many-late-cancellations': 409,
  'key-reused': 422,
} as const;
export const placeReasons = Object.keys(placeRefusals) as (keyof typeof placeRefusals)[];

/** Everything here that changes something takes an `Idempotency-Key` header: the same key gets the same answer. */
export const bookingsContract = contract({
  'GET /api/bookings': {
    operationId: 'listBookings',
    summary: "The reader's sessions: coming ones soonest first, past ones newest first.",
    roles: 'everyone',
    query: z.object({
      when: z.enum(['coming', 'past']).default('coming'),
      as: z.enum(['learner', 'champion', 'either']).default('either'),
      ...paging,
    }),
    response: pageOf(booking),
  },
  'POST /api/holds': {
    operationId: 'holdSlot',
    summary:
      'Keeps a slot for some minutes while its learner writes the question. A second hold lets the first one go.',
    roles: 'everyone',
    body: z.object({ championId: id, startsAt: instant }),
    status: 201,
    response: booking,
    reasons: placeReasons,
  },
  'DELETE /api/holds/{bookingId}': {
    operationId: 'releaseHold',
    summary: 'Lets a held slot go.',
    roles: 'everyone',
    params: bookingParams,
    response: z.object({ released: z.boolean() }),
  },
  'POST /api/bookings': {
    operationId: 'bookSlot',
    summary: 'Books a free slot. A slot taken meanwhile is refused with the three nearest that are still free.',
    roles: 'everyone',
    body: bookingRequest,
    status: 201,
    response: booking,
    reasons: placeReasons,
  },
  'GET /api/bookings/{bookingId}': {
    operationId: 'getBooking',
    summary: "One of the reader's sessions.",
    roles: 'everyone',
    params: bookingParams,
    response: booking,
    reasons: ['no-such-booking'],
  },
  'GET /api/bookings/{bookingId}/calendar.ics': {
    operationId: 'getBookingCalendar',
    summary: 'The session as an iCalendar file.',
    roles: 'everyone',
    params: bookingParams,
    response: z.string(),
    responseType: 'text/calendar',
    reasons: ['no-such-booking'],
  },
  'POST /api/bookings/{bookingId}/move': {
    operationId: 'moveBooking',
    summary:
      'Either side moves a session to another free slot of the champion, in one step: the old one goes only with the new one had.',
    roles: 'everyone',
    params: bookingParams,
    body: z.object({ startsAt: instant, note: text(1_000).default('') }),
    response: booking,
    reasons: [...placeReasons, 'no-such-booking', 'already-ended', 'already-started'],
  },
  'POST /api/bookings/{bookingId}/cancellation': {
    operationId: 'cancelBooking',
    summary: 'Either side cancels, with a note to the other. In a group session a champion cancels for everybody.',
    roles: 'everyone',
    params: bookingParams,
    body: z.object({ note: text(1_000).default('') }),
    response: booking,
    reasons: ['no-such-booking', 'already-ended', 'already-started', 'key-reused'],
  },
  'PUT /api/bookings/{bookingId}/absence': {
    operationId: 'reportAbsence',
    summary:
      'Either side says that somebody did not come, from the start of the session until a week after it. The first word stands.',
    roles: 'everyone',
    params: bookingParams,
    body: z.object({ absent: z.enum(['learner', 'champion']) }),
    response: booking,
    reasons: ['no-such-booking', 'already-ended', 'not-yet', 'too-late', 'already-said'],
  },
  'DELETE /api/bookings/{bookingId}/absence': {
    operationId: 'withdrawAbsence',
    summary: 'Whoever said that somebody did not come takes it back, within a day.',
    roles: 'everyone',
    params: bookingParams,
    response: booking,
    reasons: ['no-such-booking', 'not-yours', 'too-late'],
  },
  'GET /api/bookings/{bookingId}/notes': {
    operationId: 'getSessionNotes',
    summary: 'What the two wrote down about their session; nobody else can read it.',
    roles: 'everyone',
    params: bookingParams,
    response: z.object({ yours: z.string(), theirs: z.string() }),
    reasons: ['no-such-booking'],
  },
  'PUT /api/bookings/{bookingId}/notes': {
    operationId: 'writeSessionNotes',
    summary: "The reader's own notes of a session; the other side can read them. An empty text removes them.",
    roles: 'everyone',
    params: bookingParams,
    body: z.object({ body: text(5_000) }),
    response: z.object({ yours: z.string(), theirs: z.string() }),
    reasons: ['no-such-booking', 'already-ended'],
  },
  'PUT /api/bookings/{bookingId}/helped': {
    operationId: 'sayWhetherItHelped',
    summary: 'The learner says, once, whether the session helped.',
    roles: 'everyone',
    params: bookingParams,
    body: z.object({ helped: helpedAnswer }),
    response: booking,
    reasons: ['no-such-booking', 'already-ended', 'not-yours', 'not-yet', 'somebody-was-absent', 'already-said'],
  },
});
export type BookingsContract = typeof bookingsContract;
