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

/** A champion in a list that is compared with another. */
const placed = z.object({
  person: z.object({ personId: id, displayName: z.string(), jobTitle: z.string(), department: z.string() }),
  /** Most telling first, in the programme owner's language. */
  reasons: z.array(z.string()),
  /** Their place under the rules that count now, from 1; null when it is after the tenth. */
  before: z.number().int().nullable(),
});

const rules = z.object({
  rules: rankingRules,
  /** What counts where nothing was decided. */
  usual: rankingRules.shape.weights.unwrap().required(),
  changedAt: instant.nullable(),
});

/** What is asked for again and again, without the person or their words; or the words somebody tries. */
const example = z.object({
  goal: z.string(),
  topic: topic.nullable(),
  department: z.string(),
  before: z.array(placed),
  after: z.array(placed),
});
export type RankingExample = z.output<typeof example>;

export const explanation = z.object({
  higher: z.object({ personId: id, displayName: z.string() }),
  lower: z.object({ personId: id, displayName: z.string() }),
  /** What decided, in a sentence. */
  summary: z.string(),
  /** The weightiest differences: what is to say of either. Empty when nothing but load or a draw tells them apart. */
  because: z.array(z.object({ higher: z.string(), lower: z.string() })),
  /** The fewest changes after which the lower one would be level or ahead; empty where nothing of theirs would change it. */
  wouldTake: z.array(z.object({ now: z.string(), needed: z.string() })),
});
export type Explanation = z.output<typeof explanation>;

const blocked = z.object({
  person: z.object({ personId: id, displayName: z.string(), jobTitle: z.string(), department: z.string() }),
  since: instant,
});
const owner = ['owner'] as const;
const blockParams = z.object({ personId: id });

export const matchingContract = contract({
  'POST /api/matches': {
    operationId: 'findChampions',
    summary: 'From a goal in free words to the champions who fit best, each with reasons and their soonest free slot.',
    roles: 'everyone',
    body: goal,
    response: z.object({ matchId: id, topics: z.array(topic), matches: z.array(match) }),
  },
  'POST /api/matches/explanation': {
    operationId: 'explainOrder',
    summary: 'Why one champion came lower than another for a goal, and what would change it.',
    roles: 'everyone',
    body: goal.omit({ limit: true }).extend({ higherId: id, lowerId: id }),
    response: explanation,
    reasons: ['not-ranked', 'not-lower'],
  },
  'GET /api/ranking-rules': {
    operationId: 'getRankingRules',
    summary: 'How much each criterion counts when champions are ranked.',
    roles: owner,
    response: rules,
  },
  'PUT /api/ranking-rules': {
    operationId: 'setRankingRules',
    summary: 'Decides how much each criterion counts; nothing at all brings the usual back.',
    roles: owner,
    body: rankingRules,
    response: rules,
  },
  'POST /api/ranking-rules/preview': {
    operationId: 'previewRankingRules',
    summary: 'What other rules would change for what people asked lately, or for a goal in free words.',
    roles: owner,
    body: z.object({ rules: rankingRules, goal: text(600).default('') }),
    response: z.object({ examples: z.array(example) }),
  },
  'GET /api/blocks': {
    operationId: 'listBlocks',
    summary: 'With whom the reader is not to be brought together; nobody else sees it.',
    roles: 'everyone',
    response: z.object({ items: z.array(blocked) }),
  },
  'PUT /api/blocks/{personId}': {
    operationId: 'block',
    summary: 'The reader is not brought together with somebody any more; nobody is told.',
    roles: 'everyone',
    params: blockParams,
    bodyIsOptional: true,
    body: z.object({}),
    response: z.object({ blocked: z.boolean() }),
    reasons: ['no-such-person'],
  },
  'DELETE /api/blocks/{personId}': {
    operationId: 'unblock',
    summary: 'Takes a block back.',
    roles: 'everyone',
    params: blockParams,
    response: z.object({ blocked: z.boolean() }),
  },
});
export type MatchingContract = typeof matchingContract;
