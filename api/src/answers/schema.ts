import { z } from 'zod';
import { contract, id, instant, pageOf, paging, text } from '../platform/contract.ts';

/** A question and its answer as a champion tells them to everybody, in their own words. Nothing leads to who asked. */
export const sharedAnswer = z.object({
  answerId: id,
  champion: z.object({ personId: id, displayName: z.string(), jobTitle: z.string() }),
  /** The champion's when they shared it. */
  department: z.string(),
  topic: z.object({ topic: z.string(), label: z.string() }).nullable(),
  question: z.string(),
  answer: z.string(),
  sharedAt: instant,
  /** Whether the reader may withdraw it. */
  yours: z.boolean(),
});
export type SharedAnswer = z.output<typeof sharedAnswer>;

const written = (longest: number) => text(longest).refine((words) => words !== '', 'nothing is written');

export const newAnswer = z.object({
  question: written(2_000),
  answer: written(5_000),
  topic: z.string().max(60).nullable().default(null),
  /** The session it began with, to look for the names of who asked in the text. Not kept. */
  bookingId: id.optional(),
  /** The same for a ticket of the live queue. */
  ticketId: id.optional(),
});
export type NewAnswer = z.output<typeof newAnswer>;

export const answersContract = contract({
  'GET /api/answers': {
    operationId: 'listAnswers',
    summary: 'Answers that champions shared, newest first; all words of a search occur in each.',
    roles: 'everyone',
    query: z.object({
      topic: z.string().max(60).optional(),
      department: z.string().max(256).optional(),
      championId: id.optional(),
      search: text(200).optional(),
      ...paging,
    }),
    response: pageOf(sharedAnswer),
  },
  'POST /api/answers/similar': {
    operationId: 'findSimilarAnswers',
    summary:
      'Up to three answers to questions like this one, for who is about to ask it or waits with it. A read that takes its words in the body, so that no address holds them.',
    roles: 'everyone',
    body: z.object({ question: text(2_000), topic: z.string().max(60).optional() }),
    response: z.object({ items: z.array(sharedAnswer) }),
  },
  'POST /api/answers': {
    operationId: 'shareAnswer',
    summary:
      'A champion shares a question and its answer with everybody. Refused with the words in which it names somebody who asked.',
    roles: ['champion', 'mentor'],
    body: newAnswer,
    status: 201,
    response: sharedAnswer,
    reasons: ['not-a-champion', 'no-such-booking', 'no-such-ticket', 'unknown-topic', 'names-somebody', 'key-reused'],
  },
  'DELETE /api/answers/{answerId}': {
    operationId: 'withdrawAnswer',
    summary: 'Its champion, or the programme owner, withdraws an answer.',
    roles: 'everyone',
    params: z.object({ answerId: id }),
    response: z.object({ withdrawn: z.boolean() }),
    reasons: ['no-such-answer', 'not-allowed'],
  },
});
export type AnswersContract = typeof answersContract;
