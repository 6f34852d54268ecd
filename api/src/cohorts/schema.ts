import { z } from 'zod';
import { rankingRules } from '../matching/schema.ts';
import { contract, date, id, instant, pageOf, paging, text } from '../platform/contract.ts';

const named = z.object({ personId: id, displayName: z.string(), jobTitle: z.string(), department: z.string() });

/** What the programme owner decides about a cohort. */
export const cohortSettings = z.object({
  name: text(120).refine((name) => name !== '', 'no name'),
  /** A pilot is for early adopters: those who came here before anybody asked them to. */
  preset: z.enum(['usual', 'pilot']).default('usual'),
  /** Whom it asks; empty lists ask everybody. Service accounts, guests and people who left are never in. */
  departments: z.array(text(256)).max(200).default([]),
  titles: z.array(text(80)).max(50).default([]),
  volunteersOnly: z.boolean().default(false),
  allowLineManager: z.boolean().default(false),
  allowPastPartner: z.boolean().default(false),
  sameLanguage: z.boolean().default(true),
  sharedHours: z.number().int().min(0).max(8).default(2),
  departmentRule: z.enum(['any', 'same', 'other']).default('any'),
  placesPerMentor: z.number().int().min(1).max(20).default(2),
  mentorsOnly: z.boolean().default(true),
  weights: rankingRules.shape.weights,
  worstOffFirst: z.boolean().default(true),
  nextRunOn: date.nullable().default(null),
});
export type CohortSettings = z.output<typeof cohortSettings>;

/** A run of the matching, while it works and afterwards. */
export const cohortRun = z.object({
  run: z.number().int(),
  state: z.enum(['queued', 'scoring', 'matching', 'done', 'failed', 'cancelled']),
  askedAt: instant,
  finishedAt: instant.nullable(),
  /** Learners scored, of all; for the progress bar. */
  scored: z.number().int(),
  of: z.number().int(),
  /** In words, when it failed. */
  failure: z.string().nullable(),
  published: z.boolean(),
  result: z
    .object({
      learners: z.number().int(),
      matched: z.number().int(),
      /** No other assignment matches more, or as many better: proven by prices. */
      optimal: z.boolean(),
      milliseconds: z.number().int(),
      /** Tenths of the fit, worst first: how many pairs lie in each. */
      spread: z.array(z.number().int()).length(10),
      /** Mentors by how many learners they have: `load[n]` have n. */
      load: z.array(z.number().int()),
      /** Those nobody fits, by why, in words. */
      unmatched: z.array(z.object({ because: z.string(), words: z.string(), learners: z.number().int() })),
      /** Beside the run before: pairs that are the same, people matched now and not before, and the other way round. */
      compared: z
        .object({ run: z.number().int(), same: z.number().int(), gained: z.number().int(), lost: z.number().int() })
        .nullable(),
    })
    .nullable(),
});
export type CohortRun = z.output<typeof cohortRun>;

export const cohort = z.object({
  cohortId: id,
  state: z.enum(['draft', 'published', 'closed']),
  settings: cohortSettings,
  createdAt: instant,
  publishedAt: instant.nullable(),
  asked: z.number().int(),
  joined: z.number().int(),
  declined: z.number().int(),
  mentors: z.number().int(),
  places: z.number().int(),
  lastRun: cohortRun.nullable(),
  /** The last run that found pairs: it stands while another works, and after one that failed or was stopped. */
  standing: cohortRun.nullable(),
  /** Of what was published. */
  mentorships: z.object({
    proposed: z.number().int(),
    active: z.number().int(),
    declined: z.number().int(),
    ended: z.number().int(),
  }),
});
export type Cohort = z.output<typeof cohort>;

export const cohortMatch = z.object({
  learner: named,
  mentor: named.nullable(),
  /** Why these two, most telling first. */
  reasons: z.array(z.string()),
  /** Why nobody, in words. */
  unmatched: z.string().nullable(),
  /** Mentors whom the hard rules leave. */
  candidates: z.number().int(),
  /** What is decided for the pair by now; the next run follows. */
  rule: z.enum(['locked', 'forbidden', 'none']),
});
export type CohortMatch = z.output<typeof cohortMatch>;

/** Somebody without a mentor: why, when it is tried again, and where they stand then. */
export const ledgerEntry = z.object({
  learner: named,
  goal: z.string(),
  because: z.string(),
  nextRunOn: date.nullable(),
  /** Runs that left them out; more come first in the next. */
  missedRuns: z.number().int(),
  /** 1 is first in the next run. */
  priority: z.number().int(),
});
export type LedgerEntry = z.output<typeof ledgerEntry>;

/** A cohort as somebody sees it who is asked to take part. */
export const invitation = z.object({
  cohortId: id,
  name: z.string(),
  state: z.enum(['asked', 'in', 'declined', 'left', 'open']),
  goal: z.string(),
  work: z.string(),
  topic: z.string().nullable(),
  /** In the ledger: why there is no mentor yet and when it is tried again, in words. */
  waiting: z.string().nullable(),
});
export type Invitation = z.output<typeof invitation>;

const cohortParams = z.object({ cohortId: id });
const owner = ['owner'] as const;
const pair = z.object({ learnerId: id, mentorId: id });

export const cohortsContract = contract({
  'GET /api/cohorts': {
    operationId: 'listCohorts',
    summary: 'Cohorts, newest first.',
    roles: owner,
    query: z.object(paging),
    response: pageOf(cohort),
  },
  'POST /api/cohorts': {
    operationId: 'createCohort',
    summary: 'Makes a cohort; nobody is asked yet.',
    roles: owner,
    body: cohortSettings,
    status: 201,
    response: cohort,
    reasons: ['key-reused'],
  },
  'GET /api/cohorts/{cohortId}': {
    operationId: 'getCohort',
    summary: 'One cohort with its last run.',
    roles: owner,
    params: cohortParams,
    response: cohort,
    conditional: true,
    reasons: ['no-such-cohort'],
  },
  'PUT /api/cohorts/{cohortId}': {
    operationId: 'changeCohort',
    summary: 'Changes a cohort; the next run follows.',
    roles: owner,
    params: cohortParams,
    body: cohortSettings,
    response: cohort,
    reasons: ['no-such-cohort', 'closed'],
  },
  'POST /api/cohorts/{cohortId}/asking': {
    operationId: 'askLearners',
    summary: 'Asks everybody whom it is for and who was not asked yet; each is told once.',
    roles: owner,
    params: cohortParams,
    bodyIsOptional: true,
    body: z.object({}),
    response: z.object({ asked: z.number().int() }),
    reasons: ['no-such-cohort', 'closed', 'volunteers-only', 'key-reused'],
  },
  'GET /api/cohorts/{cohortId}/learners': {
    operationId: 'listCohortLearners',
    summary: 'Who was asked and what they said.',
    roles: owner,
    params: cohortParams,
    query: z.object({ state: z.enum(['asked', 'in', 'declined', 'left']).optional(), ...paging }),
    response: pageOf(
      z.object({
        learner: named,
        state: z.enum(['asked', 'in', 'declined', 'left']),
        goal: z.string(),
        missedRuns: z.number().int(),
      }),
    ),
    reasons: ['no-such-cohort'],
  },
  'POST /api/cohorts/{cohortId}/runs': {
    operationId: 'runCohort',
    summary: 'Matches all learners anew, as a job that goes on by itself.',
    roles: owner,
    params: cohortParams,
    bodyIsOptional: true,
    body: z.object({}),
    status: 202,
    response: cohortRun,
    reasons: ['no-such-cohort', 'closed', 'already-running', 'nobody-joined', 'no-mentors', 'key-reused'],
  },
  'GET /api/cohorts/{cohortId}/runs/{run}': {
    operationId: 'getCohortRun',
    summary: 'How far a run is, and what it found.',
    roles: owner,
    params: z.object({ cohortId: id, run: z.coerce.number().int().min(1) }),
    response: cohortRun,
    conditional: true,
    reasons: ['no-such-run'],
  },
  'POST /api/cohorts/{cohortId}/runs/{run}/cancellation': {
    operationId: 'cancelCohortRun',
    summary: 'Stops a run; what stood stands.',
    roles: owner,
    params: z.object({ cohortId: id, run: z.coerce.number().int().min(1) }),
    bodyIsOptional: true,
    body: z.object({}),
    response: cohortRun,
    reasons: ['no-such-run', 'already-over'],
  },
  'GET /api/cohorts/{cohortId}/runs/{run}/matches': {
    operationId: 'listCohortMatches',
    summary: 'Pairs of a run, worst fit first, or whom nobody fits.',
    roles: owner,
    params: z.object({ cohortId: id, run: z.coerce.number().int().min(1) }),
    query: z.object({
      only: z.enum(['matched', 'unmatched']).optional(),
      search: text(200).optional(),
      mentorId: id.optional(),
      ...paging,
    }),
    response: pageOf(cohortMatch),
    reasons: ['no-such-run'],
  },
  'GET /api/cohorts/{cohortId}/pairs': {
    operationId: 'listDecidedPairs',
    summary: 'Pairs that are locked or forbidden, by the learner’s name.',
    roles: owner,
    params: cohortParams,
    query: z.object(paging),
    response: pageOf(z.object({ learner: named, mentor: named, rule: z.enum(['locked', 'forbidden']) })),
    reasons: ['no-such-cohort'],
  },
  'PUT /api/cohorts/{cohortId}/pairs': {
    operationId: 'decidePair',
    summary: 'Locks or forbids a pair, or takes that back; the next run follows.',
    roles: owner,
    params: cohortParams,
    body: pair.extend({ rule: z.enum(['locked', 'forbidden', 'none']) }),
    response: z.object({ rule: z.enum(['locked', 'forbidden', 'none']) }),
    reasons: ['no-such-cohort', 'not-in-cohort', 'mentor-unavailable', 'closed'],
  },
  'POST /api/cohorts/{cohortId}/runs/{run}/publication': {
    operationId: 'publishCohort',
    summary: 'Proposes the pairs of a run to both sides. Who has a mentorship in this cohort keeps it.',
    roles: owner,
    params: z.object({ cohortId: id, run: z.coerce.number().int().min(1) }),
    bodyIsOptional: true,
    body: z.object({}),
    response: cohort,
    reasons: ['no-such-run', 'not-done', 'outdated', 'closed', 'key-reused'],
  },
  'POST /api/cohorts/{cohortId}/closing': {
    operationId: 'closeCohort',
    summary: 'Ends a cohort; mentorships go on.',
    roles: owner,
    params: cohortParams,
    bodyIsOptional: true,
    body: z.object({}),
    response: cohort,
    reasons: ['no-such-cohort', 'closed'],
  },
  'GET /api/cohorts/{cohortId}/ledger': {
    operationId: 'getLedger',
    summary: 'Everybody in a cohort without a mentor, with the reason and their priority in the next run.',
    roles: owner,
    params: cohortParams,
    query: z.object(paging),
    response: pageOf(ledgerEntry),
    reasons: ['no-such-cohort'],
  },
  'GET /api/cohorts/{cohortId}/pairs.csv': {
    operationId: 'exportPairs',
    summary: 'The pairs of the last run and the ledger as CSV.',
    roles: owner,
    params: cohortParams,
    responseType: 'text/plain',
    response: z.string(),
    reasons: ['no-such-cohort', 'not-done'],
  },
  'POST /api/cohorts/{cohortId}/pairs.csv': {
    operationId: 'importPairs',
    summary:
      'Locks or forbids pairs from a CSV (learner, mentor, rule); refused lines are said and nothing else is lost.',
    roles: owner,
    params: cohortParams,
    bodyType: 'text/csv',
    body: z.unknown(),
    response: z.object({
      kept: z.number().int(),
      refused: z.array(z.object({ line: z.number().int(), why: z.string() })),
    }),
    reasons: ['no-such-cohort', 'closed', 'unreadable-file'],
  },
  'GET /api/cohorts/invitations': {
    operationId: 'listInvitations',
    summary: 'Cohorts the reader was asked to join, is in, or could volunteer for.',
    roles: 'everyone',
    response: z.object({ items: z.array(invitation) }),
    conditional: true,
  },
  'PUT /api/cohorts/{cohortId}/participation': {
    operationId: 'answerInvitation',
    summary: 'The reader joins with a goal, declines, or leaves; no reason is asked.',
    roles: 'everyone',
    params: cohortParams,
    body: z.discriminatedUnion('answer', [
      z.object({
        answer: z.literal('join'),
        goal: text(600).refine((words) => words !== '', 'no goal'),
        work: text(600).default(''),
        topic: z.string().max(60).nullable().default(null),
      }),
      z.object({ answer: z.enum(['decline', 'leave']) }),
    ]),
    response: invitation,
    reasons: ['no-such-cohort', 'closed', 'not-asked', 'not-for-guests'],
  },
});
export type CohortsContract = typeof cohortsContract;
