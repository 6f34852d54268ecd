import { z } from 'zod';
import { personSummary } from '../people/schema.ts';
import { contract, id, instant, text } from '../platform/contract.ts';
import { topic } from '../topics/schema.ts';
import type { CriterionName } from './appraisal.ts';

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

/** How much one criterion counts beside the others; 0 leaves it out. */
const importance = z.number().min(0).max(10);

/** What the programme owner decides about the order; what they leave out stays as usual. */
export const rankingRules = z.object({
  weights: z
    .strictObject({
      skill: importance,
      step: importance,
      helped: importance,
      loves: importance,
      expertise: importance,
      together: importance,
      helpedDepartment: importance,
      department: importance,
      language: importance,
      sharedHours: importance,
      office: importance,
      wentWell: importance,
      soon: importance,
      room: importance,
    } satisfies Record<CriterionName, typeof importance>)
    .partial()
    .default({}),
  departments: z.enum(['same', 'other', 'ignore']).default('same'),
});
export type RankingRules = z.output<typeof rankingRules>;

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
