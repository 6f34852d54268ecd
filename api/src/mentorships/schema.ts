import { z } from 'zod';
import { contract, date, id, instant, pageOf, paging, text } from '../platform/contract.ts';

const side = z.object({
  personId: id,
  displayName: z.string(),
  jobTitle: z.string(),
  department: z.string(),
  timeZone: z.string().nullable(),
});

export const checkIn = z.object({
  point: z.enum(['fit', 'week-2', 'week-6', 'week-12']),
  dueAt: instant,
  answeredAt: instant.nullable(),
  /** The reader's own answer; the other side's is theirs. */
  going: z.enum(['well', 'slowly', 'not']).nullable(),
  changed: z.string(),
});
export type CheckIn = z.output<typeof checkIn>;

export const mentorship = z.object({
  mentorshipId: id,
  cohort: z.object({ cohortId: id, name: z.string() }).nullable(),
  learner: side,
  mentor: side,
  yourPart: z.enum(['learner', 'mentor']),
  state: z.enum(['proposed', 'active', 'paused', 'declined', 'ended']),
  /** The learner's own words, and the piece of real work it is about. */
  goal: z.string(),
  work: z.string(),
  topic: z.object({ topic: z.string(), label: z.string() }).nullable(),
  /** Why these two, in words. */
  reasons: z.array(z.string()),
  proposedAt: instant,
  startedAt: instant.nullable(),
  /** Whether the reader, and whether the other side, has accepted. */
  accepted: z.object({ you: z.boolean(), them: z.boolean() }),
  pausedUntil: date.nullable(),
  endedAt: instant.nullable(),
  /** The outcome, or why it ended, in words; a decline says nothing of who or why to the other side. */
  ended: z.string().nullable(),
  sessionsHeld: z.number().int(),
  nextSession: z.object({ bookingId: id, startsAt: instant }).nullable(),
  /** Due or answered, in order. */
  checkIns: z.array(checkIn),
});
export type Mentorship = z.output<typeof mentorship>;

/** How a mentorship ended, for the programme owner: the only one who sees who said no and why. */
export const ending = z.object({
  mentorshipId: id,
  cohort: mentorship.shape.cohort,
  learner: side,
  mentor: side,
  state: z.enum(['declined', 'ended']),
  /** Null when time or a departure ended it. */
  by: z.enum(['learner', 'mentor']).nullable(),
  because: z.string(),
  note: z.string(),
  endedAt: instant,
});
export type Ending = z.output<typeof ending>;

const params = z.object({ mentorshipId: id });
const reasons = ['no-such-mentorship', 'not-now', 'changed-meanwhile', 'key-reused'] as const;

export const mentorshipsContract = contract({
  'GET /api/mentorships': {
    operationId: 'listMentorships',
    summary: 'The reader’s mentorships on either side, live ones first.',
    roles: 'everyone',
    response: z.object({ items: z.array(mentorship) }),
    conditional: true,
  },
  'GET /api/mentorships/endings': {
    operationId: 'listEndings',
    summary: 'Proposals that came to nothing and mentorships that ended, through whom and why; newest first.',
    roles: ['owner'],
    query: z.object({ cohortId: id.optional(), ...paging }),
    response: pageOf(ending),
  },
  'GET /api/mentorships/{mentorshipId}': {
    operationId: 'getMentorship',
    summary: 'One of the reader’s mentorships.',
    roles: 'everyone',
    params,
    response: mentorship,
    conditional: true,
    reasons: ['no-such-mentorship'],
  },
  'POST /api/mentorships/{mentorshipId}/acceptance': {
    operationId: 'acceptMentorship',
    summary: 'Says yes to a proposal; it begins when both have.',
    roles: 'everyone',
    params,
    bodyIsOptional: true,
    body: z.object({}),
    response: mentorship,
    reasons,
  },
  'POST /api/mentorships/{mentorshipId}/decline': {
    operationId: 'declineMentorship',
    summary: 'Says no to a proposal with a reason for the programme owner; only who must be is matched anew.',
    roles: 'everyone',
    params,
    body: z.object({ because: z.enum(['no-time', 'not-a-fit', 'other']), note: text(600).default('') }),
    response: mentorship,
    reasons,
  },
  'PUT /api/mentorships/{mentorshipId}/goal': {
    operationId: 'setMentorshipGoal',
    summary: 'The learner says in their own words what they want to get done, and on which real work.',
    roles: 'everyone',
    params,
    body: z.object({
      goal: text(600),
      work: text(600).default(''),
      topic: z.string().max(60).nullable().default(null),
    }),
    response: mentorship,
    reasons: [...reasons, 'not-yours'],
  },
  'POST /api/mentorships/{mentorshipId}/pause': {
    operationId: 'pauseMentorship',
    summary: 'Either side pauses until a date; it goes on by itself then.',
    roles: 'everyone',
    params,
    body: z.object({ until: date }),
    response: mentorship,
    reasons: [...reasons, 'date-past'],
  },
  'POST /api/mentorships/{mentorshipId}/resumption': {
    operationId: 'resumeMentorship',
    summary: 'Goes on before the pause is over.',
    roles: 'everyone',
    params,
    bodyIsOptional: true,
    body: z.object({}),
    response: mentorship,
    reasons,
  },
  'POST /api/mentorships/{mentorshipId}/end': {
    operationId: 'endMentorship',
    summary: 'Either side ends it with what came of it, at any time.',
    roles: 'everyone',
    params,
    body: z.object({
      outcome: z.enum(['reached', 'partly-reached', 'not-reached', 'no-time']),
      note: text(600).default(''),
    }),
    response: mentorship,
    reasons,
  },
  'POST /api/mentorships/{mentorshipId}/check-ins/{point}': {
    operationId: 'answerCheckIn',
    summary:
      'Answers a check-in. “Not” at the fit check asks for another partner: both are matched anew and nobody is blamed.',
    roles: 'everyone',
    params: params.extend({ point: z.enum(['fit', 'week-2', 'week-6', 'week-12']) }),
    body: z.object({ going: z.enum(['well', 'slowly', 'not']), changed: text(1_000).default('') }),
    response: mentorship,
    reasons,
  },
});
export type MentorshipsContract = typeof mentorshipsContract;
