import { z } from 'zod';
import { contract, id, instant, text } from '../../platform/contract.ts';

export const personInQueue = z.object({ personId: id, displayName: z.string(), jobTitle: z.string() });
export const topicInQueue = z.object({ topic: z.string(), label: z.string() });

/** What somebody is told to expect, in whole minutes as people say them; null while nobody is there to help. */
export const expectedWait = z.object({
  low: z.number().int(),
  high: z.number().int(),
  /** By then the hours of everybody are over. */
  afterHours: z.boolean(),
});
export type ExpectedWait = z.output<typeof expectedWait>;

const queueState = z.enum(['closed', 'open', 'paused', 'closing']);
export type QueueStateOnWire = z.output<typeof queueState>;

/** A champion at a queue: free, with somebody, or pausing. Whom they help is for the queue's champions only. */
const atQueue = personInQueue.extend({
  state: z.enum(['free', 'helping', 'paused']),
  until: instant.nullable(),
  topics: z.array(topicInQueue),
});

/** A queue as everybody sees it. */
export const queue = z.object({
  queueId: id,
  name: z.string(),
  host: personInQueue,
  /** The host's. */
  department: z.string(),
  state: queueState,
  /** What its champions tell those waiting; may be empty. */
  note: z.string(),
  champions: z.array(atQueue),
  /** Turns in line: a group counts once. */
  waiting: z.number().int(),
  /** Of somebody who joins now. */
  wait: expectedWait.nullable(),
  /** Whether the reader can join now, and if not, why: it is closed or closing, or they serve it. */
  joinable: z.boolean(),
  /** True for who helps at it just now. */
  yours: z.boolean(),
});
export type Queue = z.output<typeof queue>;

/** A question in line that its asker lets others join. */
const openQuestion = z.object({
  ticketId: id,
  topic: topicInQueue.nullable(),
  question: z.string(),
  /** How many wait with it. */
  people: z.number().int(),
});
export type OpenQuestion = z.output<typeof openQuestion>;

export const queueWithRule = queue.extend({
  /** The rule in force, a sentence each, most important first. */
  rule: z.array(z.string()),
  questions: z.array(openQuestion),
  readyCheckSeconds: z.number().int(),
  holdMinutes: z.number().int(),
});
export type QueueWithRule = z.output<typeof queueWithRule>;

/** How a queue is run, as its host sets it. */
export const queueSettings = z.object({
  name: text(80).refine((name) => name !== '', 'no name'),
  order: z.enum(['first-come', 'fewer-recent-helps-first', 'escalated-first']).default('first-come'),
  missesLast: z.boolean().default(true),
  longWaitMinutes: z.number().int().min(5).max(480).default(45),
  helpHalfLifeDays: z.number().int().min(1).max(90).default(7),
  /** How many turns from the head are looked at for a topic that the champion knows; 1: nobody is overtaken. */
  reachTurns: z.number().int().min(1).max(10).default(3),
  overtakings: z.number().int().min(0).max(10).default(2),
  readyCheckSeconds: z.number().int().min(30).max(600).default(90),
  holdMinutes: z.number().int().min(5).max(240).default(30),
});
export type QueueSettings = z.output<typeof queueSettings>;

const queueParams = z.object({ queueId: id });

export const queuesContract = contract({
  'GET /api/queues': {
    operationId: 'listQueues',
    summary: 'The queues that are live, those of the reader’s department first, then the shortest wait.',
    roles: 'everyone',
    response: z.object({ items: z.array(queue) }),
    conditional: true,
  },
  'GET /api/queues/{queueId}': {
    operationId: 'getQueue',
    summary: 'One queue with its rule in words and the questions one could join.',
    roles: 'everyone',
    params: queueParams,
    response: queueWithRule,
    conditional: true,
    reasons: ['no-such-queue'],
  },
  'GET /api/queues/mine': {
    operationId: 'getOwnQueue',
    summary: 'The champion’s own queue with its settings (null before the first time), and where they help just now.',
    roles: ['champion', 'mentor'],
    response: z.object({
      own: z.object({ queueId: id, state: queueState, settings: queueSettings }).nullable(),
      helpingAt: z.object({ queueId: id, name: z.string() }).nullable(),
    }),
    conditional: true,
  },
  'GET /api/queues/rule': {
    operationId: 'sayRule',
    summary: 'A rule in the words in which everybody in line would read it, for the champion who is choosing it.',
    roles: ['champion', 'mentor'],
    query: z.object({
      order: queueSettings.shape.order,
      missesLast: z.enum(['true', 'false']),
      longWaitMinutes: z.coerce.number().int().min(5).max(480),
      helpHalfLifeDays: z.coerce.number().int().min(1).max(90),
      reachTurns: z.coerce.number().int().min(1).max(10).default(3),
      overtakings: z.coerce.number().int().min(0).max(10).default(2),
    }),
    response: z.object({ rule: z.array(z.string()) }),
    conditional: true,
  },
  'PUT /api/queues/mine': {
    operationId: 'setUpOwnQueue',
    summary: 'A champion sets how their own queue is run; makes it when there is none.',
    roles: ['champion', 'mentor'],
    body: queueSettings,
    response: z.object({ queueId: id, settings: queueSettings }),
    reasons: ['not-a-champion'],
  },
  'POST /api/queues/{queueId}/opening': {
    operationId: 'openQueue',
    summary: 'Opens a queue, or goes on with one that was paused or closing; who opens it helps at it.',
    roles: ['champion', 'mentor'],
    params: queueParams,
    body: z.object({ until: instant.nullable().default(null), note: text(300).default('') }),
    response: queueWithRule,
    reasons: ['no-such-queue', 'not-a-champion', 'not-your-queue', 'helping-elsewhere'],
  },
  'POST /api/queues/{queueId}/pause': {
    operationId: 'pauseQueue',
    summary: 'Nobody is called until it goes on; people can join and keep their places.',
    roles: ['champion', 'mentor'],
    params: queueParams,
    body: z.object({ note: text(300).default('') }),
    response: queueWithRule,
    reasons: ['no-such-queue', 'not-helping-here', 'not-open'],
  },
  'POST /api/queues/{queueId}/closing': {
    operationId: 'closeQueue',
    summary:
      'Closes a queue: those waiting are still served (`finish`), move to another champion’s queue with their places (`pass-on`), or are sent home with a note and a way to book (`send-home`).',
    roles: ['champion', 'mentor'],
    params: queueParams,
    body: z.object({
      waiting: z.enum(['finish', 'pass-on', 'send-home']),
      /** A champion who is at another queue. */
      championId: id.optional(),
      note: text(300).default(''),
    }),
    response: z.object({
      queue: queueWithRule,
      passedOn: z.number().int(),
      sentHome: z.number().int(),
      stayed: z.number().int(),
    }),
    reasons: ['no-such-queue', 'not-helping-here', 'not-open', 'nobody-to-pass-to'],
  },
  'PUT /api/queues/{queueId}/helping': {
    operationId: 'helpAtQueue',
    summary: 'A champion helps at a queue, pauses there, or goes on.',
    roles: ['champion', 'mentor'],
    params: queueParams,
    body: z.object({ state: z.enum(['here', 'paused']).default('here'), until: instant.nullable().default(null) }),
    response: queueWithRule,
    reasons: ['no-such-queue', 'not-a-champion', 'not-open', 'helping-elsewhere'],
  },
  'DELETE /api/queues/{queueId}/helping': {
    operationId: 'stopHelping',
    summary:
      'A champion goes; who waits for them alone waits for anybody of the queue. The last one closes it instead.',
    roles: ['champion', 'mentor'],
    params: queueParams,
    response: queueWithRule,
    reasons: ['no-such-queue', 'not-helping-here', 'still-helping', 'last-one'],
  },
  'GET /api/queues/accuracy': {
    operationId: 'getForecastAccuracy',
    summary: 'How well the waits were foretold that learners were told, over the last weeks.',
    roles: ['owner'],
    query: z.object({ weeks: z.coerce.number().int().min(1).max(26).default(8) }),
    response: z.object({
      forecasts: z.number().int(),
      /** All in minutes; null while there is nothing to judge by. */
      meanAbsoluteError: z.number().nullable(),
      /** Positive: people waited longer than they were told. */
      bias: z.number().nullable(),
      /** The share of waits inside the range that was said, 0 to 1. */
      insideRange: z.number().nullable(),
      medianWait: z.number().nullable(),
      weeks: z.array(
        z.object({
          from: z.iso.date(),
          forecasts: z.number().int(),
          meanAbsoluteError: z.number(),
          bias: z.number(),
          insideRange: z.number(),
        }),
      ),
    }),
  },
});
export type QueuesContract = typeof queuesContract;
