import { z } from 'zod';
import { personSummary } from '../people/schema.ts';
import { contract, id, instant, text } from '../platform/contract.ts';
import { topic } from '../topics/schema.ts';

export const goal = z.object({
  /** What the learner wants to get done, in their own words. */
  goal: text(600).default(''),
  topics: z.array(z.string().max(60)).max(8).default([]),
  /** Looks only for people who speak this language (primary tag). */
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  department: text(200).optional(),
  limit: z.number().int().min(1).max(20).default(3),
  /** One's own line manager is left out unless one asks. */
  lineManagerToo: z.boolean().default(false),
});
export type Goal = z.output<typeof goal>;

export const match = z.object({
  person: personSummary,
  /** Why this person, most telling first, in the learner's language and time zone. Never a score. */
  reasons: z.array(z.object({ kind: z.string(), words: z.string() })).min(1),
  nextFreeSlot: z.object({ startsAt: instant, endsAt: instant }).nullable(),
});
export type Match = z.output<typeof match>;

export const matchingContract = contract({
  'POST /api/matches': {
    operationId: 'findChampions',
    summary: 'From a goal in free words to the champions who fit best, each with reasons and their soonest free slot.',
    roles: 'everyone',
    body: goal,
    response: z.object({ matchId: id, topics: z.array(topic), matches: z.array(match) }),
  },
});
export type MatchingContract = typeof matchingContract;
