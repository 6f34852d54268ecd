import { z } from 'zod';
import { contract, id, instant, pageOf, paging } from '../../platform/contract.ts';

/** When a session could be or is. */
export const slot = z.object({ startsAt: instant, endsAt: instant });
export type SlotOnWire = z.output<typeof slot>;

export const topicOnWire = z.object({ topic: z.string(), label: z.string() });

export const place = z.enum(['teams', 'room', 'either']);

/** A slot with what it offers. */
export const offeredSlot = slot.extend({
  /** Null for a session for one learner; `left` is 0 for a session that is full and may be waited for. */
  seats: z.object({ left: z.number().int(), of: z.number().int() }).nullable(),
  /** The session that already takes place then, which one more learner would join. */
  sessionId: id.nullable(),
  place,
  room: z.string(),
  topics: z.array(topicOnWire),
  languages: z.array(z.string()),
});
export type OfferedSlotOnWire = z.output<typeof offeredSlot>;

/**
 * Whether what Outlook knows was taken into account: `not-checked` when it could not be asked in time or refused, and
 * booking asks again.
 */
export const calendarState = z.enum(['checked', 'not-checked']);

const soonestSlot = z.object({
  champion: z.object({
    personId: id,
    displayName: z.string(),
    jobTitle: z.string(),
    department: z.string(),
    timeZone: z.string().nullable(),
  }),
  slot: offeredSlot,
});
export type SoonestSlot = z.output<typeof soonestSlot>;

export const slotsContract = contract({
  'GET /api/office-hours/{personId}/slots': {
    operationId: 'listSlots',
    summary: 'Free slots of a champion that the reader is free for too, soonest first, and full sessions to wait for.',
    roles: 'everyone',
    params: z.object({ personId: id }),
    query: z.object({ from: instant.optional(), until: instant.optional(), ...paging }),
    response: pageOf(offeredSlot).extend({ calendar: calendarState }),
    reasons: ['not-a-champion', 'champion-paused'],
  },
  'GET /api/office-hours/soonest': {
    operationId: 'listSoonestSlots',
    summary: 'Champions by their soonest free slot, for whoever needs help today.',
    roles: 'everyone',
    query: z.object({
      topic: z.string().max(60).optional(),
      language: z.string().max(10).optional(),
      limit: z.coerce.number().int().min(1).max(50).default(12),
    }),
    response: z.object({ items: z.array(soonestSlot), calendar: calendarState }),
  },
});
export type SlotsContract = typeof slotsContract;
