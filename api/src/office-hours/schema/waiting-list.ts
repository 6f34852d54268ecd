import { z } from 'zod';
import { contract, id, instant, text } from '../../platform/contract.ts';
import { booking } from './bookings.ts';
import { slot, topicOnWire } from './slots.ts';

const person = z.object({ personId: id, displayName: z.string(), jobTitle: z.string(), department: z.string() });

/** A place in a waiting list. */
export const waiting = z.object({
  waitingId: id,
  champion: person,
  learner: person,
  /** The session waited for; null: any time of the champion's. */
  session: slot.nullable(),
  topic: topicOnWire.nullable(),
  question: z.string(),
  joinedAt: instant,
  /** How many are ahead. */
  ahead: z.number().int(),
  /** The slot held for this person just now, and until when they may accept it. */
  offer: slot.extend({ bookingId: id, until: instant }).nullable(),
  /** What was offered before, newest first: a time when they were busy, one they passed, one they let go by. */
  past: z.array(slot.pick({ startsAt: true }).extend({ answer: z.enum(['passed', 'missed', 'busy', 'withdrawn']) })),
  state: z.enum(['waiting', 'accepted', 'left', 'ended']),
  /** Why it ended, in words. */
  ended: z.string().nullable(),
});
export type Waiting = z.output<typeof waiting>;

const waitingParams = z.object({ waitingId: id });

export const waitingListContract = contract({
  'GET /api/waiting-list': {
    operationId: 'listWaiting',
    summary: 'Where the reader waits for a place; as a champion, who waits for one of theirs, first in line first.',
    roles: 'everyone',
    query: z.object({ as: z.enum(['learner', 'champion']).default('learner') }),
    response: z.object({ items: z.array(waiting) }),
  },
  'POST /api/waiting-list': {
    operationId: 'joinWaitingList',
    summary: 'Waits for a place in a full session, or for any time of a champion who has none free.',
    roles: 'everyone',
    body: z.object({
      championId: id,
      sessionId: id.nullable().default(null),
      topic: z.string().max(60).nullable().default(null),
      question: text(2_000).default(''),
    }),
    status: 201,
    response: waiting,
    reasons: [
      'not-a-champion',
      'champion-paused',
      'own-slot',
      'no-longer-active',
      'no-such-session',
      'places-are-free',
      'already-waiting',
      'already-in-session',
      'too-many-open',
      'too-many-late-cancellations',
      'key-reused',
    ],
  },
  'DELETE /api/waiting-list/{waitingId}': {
    operationId: 'leaveWaitingList',
    summary: 'Leaves the line; a place held for this person goes to the next.',
    roles: 'everyone',
    params: waitingParams,
    response: waiting,
    reasons: ['no-such-place', 'already-ended'],
  },
  'POST /api/waiting-list/{waitingId}/acceptance': {
    operationId: 'acceptOffer',
    summary: 'Takes the slot that is held for this person.',
    roles: 'everyone',
    params: waitingParams,
    response: booking,
    reasons: ['no-such-place', 'offer-over', 'too-many-open', 'too-many-late-cancellations', 'key-reused'],
  },
  'POST /api/waiting-list/{waitingId}/pass': {
    operationId: 'passOffer',
    summary: 'Lets the slot go to the next in line and keeps the place in line.',
    roles: 'everyone',
    params: waitingParams,
    response: waiting,
    reasons: ['no-such-place', 'offer-over'],
  },
});
export type WaitingListContract = typeof waitingListContract;
