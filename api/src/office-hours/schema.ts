import { z } from 'zod';
import { contract, date, id, instant, pageOf, paging, text, timeZone } from '../platform/contract.ts';

const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:30');

export const slot = z.object({ startsAt: instant, endsAt: instant });
export type SlotOnWire = z.output<typeof slot>;

export const weeklyWindow = z.object({
  weekday: z.number().int().min(1).max(7),
  startsAt: localTime,
  endsAt: localTime,
  timeZone,
  everyWeeks: z.number().int().min(1).max(8).default(1),
  validFrom: date,
  validUntil: date.nullable().default(null),
});

export const dateException = z.object({
  date,
  kind: z.enum(['off', 'extra']),
  startsAt: localTime.nullable().default(null),
  endsAt: localTime.nullable().default(null),
  timeZone,
});

/** A champion's published hours: weekly windows in wall time, days that differ, and the rules for sessions. */
export const officeHours = z.object({
  windows: z.array(weeklyWindow).max(30),
  exceptions: z.array(dateException).max(200),
  rules: z.object({
    sessionMinutes: z.number().int().min(5).max(480),
    bufferBeforeMinutes: z.number().int().min(0).max(240),
    bufferAfterMinutes: z.number().int().min(0).max(240),
    minimumNoticeMinutes: z.number().int().min(0).max(43_200),
    horizonDays: z.number().int().min(1).max(365),
  }),
});
export type OfficeHours = z.output<typeof officeHours>;

const side = z.object({
  personId: id,
  displayName: z.string(),
  jobTitle: z.string(),
  department: z.string(),
  timeZone: z.string().nullable(),
});

export const booking = z.object({
  bookingId: id,
  champion: side,
  learner: side,
  startsAt: instant,
  endsAt: instant,
  topic: z.object({ topic: z.string(), label: z.string() }).nullable(),
  question: z.string(),
  state: z.enum(['booked', 'cancelled', 'released']),
  endedBy: z.string().nullable(),
  endedNote: z.string(),
  /** What the reader is in this booking. */
  yourPart: z.enum(['learner', 'champion']),
});
export type Booking = z.output<typeof booking>;

export const bookingRequest = z.object({
  championId: id,
  startsAt: instant,
  topic: z.string().max(60).nullable().default(null),
  question: text(2_000).default(''),
});
export type BookingRequest = z.output<typeof bookingRequest>;

const bookingParams = z.object({ bookingId: id });

export const officeHoursContract = contract({
  'GET /api/office-hours/{personId}': {
    operationId: 'getOfficeHours',
    summary: "A champion's published hours.",
    roles: 'everyone',
    params: z.object({ personId: id }),
    response: officeHours,
    reasons: ['not-a-champion'],
  },
  'PUT /api/office-hours/{personId}': {
    operationId: 'publishOfficeHours',
    summary: 'Champions publish their own hours. Bookings already made stand.',
    roles: 'everyone',
    params: z.object({ personId: id }),
    body: officeHours,
    response: officeHours,
    reasons: ['not-allowed', 'not-a-champion', 'empty-window'],
  },
  'GET /api/office-hours/{personId}/slots': {
    operationId: 'listSlots',
    summary: 'Free slots of a champion, soonest first.',
    roles: 'everyone',
    params: z.object({ personId: id }),
    query: z.object({ from: instant.optional(), until: instant.optional(), ...paging }),
    response: pageOf(slot),
    reasons: ['not-a-champion', 'champion-paused'],
  },
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
  'POST /api/bookings': {
    operationId: 'bookSlot',
    summary: 'Books a free slot. A slot taken meanwhile is refused with the three nearest that are still free.',
    roles: 'everyone',
    body: bookingRequest,
    status: 201,
    response: booking,
    reasons: [
      'slot-taken',
      'you-are-busy',
      'not-offered',
      'not-a-champion',
      'champion-paused',
      'champion-full',
      'own-slot',
      'no-longer-active',
    ],
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
  'POST /api/bookings/{bookingId}/cancellation': {
    operationId: 'cancelBooking',
    summary: 'Either side cancels, with a note to the other.',
    roles: 'everyone',
    params: bookingParams,
    body: z.object({ note: text(1_000).default('') }),
    response: booking,
    reasons: ['no-such-booking', 'already-ended', 'already-started'],
  },
});
export type OfficeHoursContract = typeof officeHoursContract;
