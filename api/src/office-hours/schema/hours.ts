import { z } from 'zod';
import { contract, date, id, text, timeZone } from '../../platform/contract.ts';
import { calendarState, offeredSlot, place } from './slots.ts';

const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:30');

/** What the sessions of some hours are like. */
const offer = {
  /** 1 is a session for one learner; more is a group session. */
  seats: z.number().int().min(1).max(100).default(1),
  place: place.default('teams'),
  room: text(120).default(''),
  /** Topic keys; empty is any topic. */
  topics: z.array(z.string().max(60)).max(20).default([]),
  /** BCP 47 primary tags; empty is every language the champion speaks. */
  languages: z.array(z.string().max(10)).max(10).default([]),
};

export const weeklyWindow = z.object({
  weekday: z.number().int().min(1).max(7),
  startsAt: localTime,
  endsAt: localTime,
  timeZone,
  everyWeeks: z.number().int().min(1).max(8).default(1),
  validFrom: date,
  validUntil: date.nullable().default(null),
  ...offer,
});

export const dateException = z.object({
  date,
  kind: z.enum(['off', 'extra']),
  startsAt: localTime.nullable().default(null),
  endsAt: localTime.nullable().default(null),
  timeZone,
  ...offer,
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
    /** Sessions a day at most, by the champion's own days; null is no limit. The weekly limit is part of their offer. */
    sessionsPerDay: z.number().int().min(1).max(48).nullable().default(null),
  }),
});
export type OfficeHours = z.output<typeof officeHours>;
/** Hours as somebody writes them: what is usual may be left out. */
export type OfficeHoursDraft = z.input<typeof officeHours>;

const preview = z.object({ slots: z.array(offeredSlot), calendar: calendarState });
export type HoursPreview = z.output<typeof preview>;

const coverage = z.object({
  timeZone: z.string(),
  /** Departments, those with nothing to book first. */
  departments: z.array(
    z.object({
      department: z.string(),
      people: z.number().int(),
      champions: z.number().int(),
      /** Sessions of their champions that can be booked in the coming four weeks, and those already booked. */
      free: z.number().int(),
      booked: z.number().int(),
      waiting: z.number().int(),
    }),
  ),
  /** 7 rows (Monday first) of 24 hours in `timeZone`: champions who offer that hour in at least one of the four weeks. */
  hours: z.array(z.array(z.number().int()).length(24)).length(7),
});
export type HoursCoverage = z.output<typeof coverage>;

export const hoursContract = contract({
  // Before the hours of a person, whose address would match this one too.
  'GET /api/office-hours/coverage': {
    operationId: 'getHoursCoverage',
    summary:
      'Where and when nobody can be booked: sessions offered in the coming four weeks, by department, and by hour in all of them or one.',
    roles: ['owner'],
    query: z.object({ timeZone: timeZone.optional(), department: z.string().max(200).optional() }),
    response: coverage,
    reasons: ['not-allowed'],
  },
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
    reasons: ['not-allowed', 'not-a-champion', 'empty-window', 'room-missing'],
  },
  'POST /api/office-hours/{personId}/preview': {
    operationId: 'previewOfficeHours',
    summary: 'The slots learners would see if these hours were published, in one week.',
    roles: 'everyone',
    params: z.object({ personId: id }),
    body: officeHours.extend({ weekOf: date }),
    response: preview,
    reasons: ['not-allowed', 'not-a-champion', 'empty-window', 'room-missing'],
  },
});
export type HoursContract = typeof hoursContract;
