import { z } from 'zod';
import { contract, id, instant, text } from '../../platform/contract.ts';
import { booking } from './bookings.ts';
import { slot } from './slots.ts';

const seriesOf = z.object({
  championId: id,
  /** The first session; the others are at the same wall time in the champion's zone. */
  startsAt: instant,
  everyWeeks: z.number().int().min(1).max(8).default(2),
  sessions: z.number().int().min(2).max(12).default(6),
});
export type SeriesOf = z.output<typeof seriesOf>;

const occurrence = slot.extend({
  /** Null when it can be booked. */
  conflict: z.enum(['slot-taken', 'you-are-busy', 'not-offered', 'champion-full', 'calendar-busy']).nullable(),
  nearest: z.array(slot),
});
export type Occurrence = z.output<typeof occurrence>;

export const seriesRequest = z.object({
  championId: id,
  everyWeeks: z.number().int().min(1).max(8),
  /** Each session's start, as the preview showed them or moved. */
  starts: z.array(instant).min(2).max(12),
  topic: z.string().max(60).nullable().default(null),
  question: text(2_000).default(''),
});
export type SeriesRequest = z.output<typeof seriesRequest>;

/** Regular sessions with a mentor. They may reach beyond the horizon of single bookings, half a year at most. */
export const seriesContract = contract({
  'POST /api/series/preview': {
    operationId: 'previewSeries',
    summary: 'The sessions a series would have, each with what stands in its way and the free slots near it.',
    roles: 'everyone',
    body: seriesOf,
    response: z.object({ occurrences: z.array(occurrence) }),
    reasons: ['not-a-mentor', 'champion-paused', 'own-slot', 'no-longer-active'],
  },
  'POST /api/series': {
    operationId: 'bookSeries',
    summary:
      'Books all sessions of a series or none; a refusal names the sessions that cannot be had (`conflicts`, as in the preview).',
    roles: 'everyone',
    body: seriesRequest,
    status: 201,
    response: z.object({ seriesId: id, bookings: z.array(booking) }),
    reasons: [
      'not-a-mentor',
      'champion-paused',
      'own-slot',
      'no-longer-active',
      'series-conflict',
      'too-many-open',
      'too-many-late-cancellations',
      'key-reused',
    ],
  },
  'POST /api/series/{seriesId}/cancellation': {
    operationId: 'cancelSeries',
    summary: 'Either side calls off all coming sessions of a series, with a note to the other.',
    roles: 'everyone',
    params: z.object({ seriesId: id }),
    body: z.object({ note: text(1_000).default('') }),
    response: z.object({ cancelled: z.number().int() }),
    reasons: ['no-such-series', 'already-ended', 'key-reused'],
  },
});
export type SeriesContract = typeof seriesContract;
