import { z } from 'zod';
import { personSummary } from '../people/schema.ts';
import { contract, date, id, instant, pageOf, paging, text } from '../platform/contract.ts';

export const offer = z.object({
  skills: z
    .array(z.object({ topic: z.string().max(60), level: z.union([z.literal(1), z.literal(2), z.literal(3)]) }))
    .max(12),
  lovesToHelpWith: text(600),
  capacityPerWeek: z.number().int().min(0).max(40),
  /** A date, `YYYY-MM-DD`: no new bookings before it. */
  pausedUntil: date.nullable(),
});
export type Offer = z.output<typeof offer>;

export const nomination = z.object({
  person: personSummary,
  kind: z.enum(['champion', 'mentor']),
  state: z.enum(['nominated', 'confirmed', 'declined', 'ended']),
  nominatedBy: z.string().nullable(),
  note: z.string(),
  decidedAt: instant.nullable(),
});
export type Nomination = z.output<typeof nomination>;

const params = z.object({ personId: id });

export const championsContract = contract({
  'GET /api/champions': {
    operationId: 'listChampions',
    summary: 'Champions and mentors by state; nominations waiting for a decision come through here.',
    roles: ['owner'],
    query: z.object({ state: z.enum(['nominated', 'confirmed', 'declined', 'ended']).default('confirmed'), ...paging }),
    response: pageOf(nomination),
  },
  'PUT /api/champions/{personId}': {
    operationId: 'changeOffer',
    summary: 'Champions change their own skills, what they love to help with, capacity and pause.',
    roles: 'everyone',
    params,
    body: offer,
    response: offer,
    reasons: ['not-allowed', 'not-a-champion', 'unknown-topic'],
  },
  'POST /api/champions/{personId}/nomination': {
    operationId: 'nominate',
    summary: 'Anyone may nominate a colleague, or themselves, as champion or mentor.',
    roles: 'everyone',
    params,
    body: z.object({
      kind: z.enum(['champion', 'mentor']).default('champion'),
      note: text(600).default(''),
    }),
    status: 201,
    response: nomination,
    reasons: ['no-such-person', 'already-a-champion', 'already-nominated'],
  },
  'POST /api/champions/{personId}/decision': {
    operationId: 'decideNomination',
    summary: 'The programme owner confirms or declines a nomination, ends a champion, or reopens the decision.',
    roles: ['owner'],
    params,
    body: z.object({ decision: z.enum(['confirm', 'decline', 'end', 'reopen']) }),
    response: nomination,
    reasons: ['no-such-nomination'],
  },
});
export type ChampionsContract = typeof championsContract;
