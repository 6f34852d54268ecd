import { bookingRequest, helpedAnswer } from '@open-door/api/office-hours/schema/bookings.ts';
import { date, id, instant, text } from '@open-door/api/platform/contract.ts';
import { z } from 'zod';

/** Cards carry their version: the buttons of an older one are answered with words instead of being misread. */
export const cardVersion = 1;

const bookingId = z.uuid();
const waitingId = z.uuid();
const note = text(1_000).default('');
const name = z.string().max(300);
const queueId = id;
const ticketId = id;
/** The choice of no topic: a choice needs a value. */
export const otherTopic = '-';
const topicOrNone = z
  .string()
  .max(60)
  .default(otherTopic)
  .transform((chosen) => (chosen === otherTopic ? null : chosen));
/** Without any link to a person nobody can ask in a chat, which knows who writes. */
const anonymity = z.enum(['named', 'until-claimed']).default('named');

/** Why somebody says no to a proposal. */
export const declineCauses = ['no-time', 'not-a-fit', 'other'] as const;
const mentorshipId = id;
const cohort = { cohortId: id, name };

/** What each button of our cards carries, with what was typed beside it. Nothing in it says who the person is. */
const actions = {
  say: z.object({ said: z.string().min(1).max(200) }),
  find: z.object({ goal: z.string().trim().max(600).default('') }),
  /** `name` is the champion's, to be said when the time cannot be had. */
  book: bookingRequest.extend({ name }),
  sessions: z.object({}),
  'ask-cancel': z.object({ bookingId }),
  cancel: z.object({ bookingId, note }),
  'ask-move': z.object({ bookingId }),
  move: z.object({ bookingId, startsAt: instant, note }),
  helped: z.object({ bookingId, helped: helpedAnswer }),
  /** Without a session: for any time of the champion's. */
  wait: z.object({
    championId: id,
    sessionId: id.nullable().default(null),
    topic: z.string().max(60).nullable().default(null),
    question: text(2_000).default(''),
    name,
  }),
  leave: z.object({ waitingId }),
  /** `startsAt` says which offer: the same place in line may be offered several, one after the other. */
  accept: z.object({ waitingId, startsAt: instant }),
  pass: z.object({ waitingId, startsAt: instant }),
  queues: z.object({}),
  'ask-join': z.object({ queueId, question: text(2_000).default('') }),
  join: z.object({ queueId, question: text(2_000).default(''), topic: topicOrNone, anonymity }),
  place: z.object({}),
  /** A step in a ticket's life, of its asker or of the champion who has it. */
  act: z.object({
    ticketId,
    does: z.enum(['ready', 'not-ready', 'pause', 'resume', 'withdraw', 'reopen', 'claim', 'put-back', 'no-show']),
  }),
  'ticket-helped': z.object({ ticketId, helped: helpedAnswer }),
  line: z.object({}),
  next: z.object({ queueId }),
  'ask-resolve': z.object({ ticketId }),
  resolve: z.object({ ticketId, whatHelped: text(2_000).default('') }),
  'join-cohort': z.object({ ...cohort, goal: text(600).default(''), work: text(600).default('') }),
  'decline-cohort': z.object(cohort),
  mentorship: z.object({ mentorshipId }),
  'accept-mentorship': z.object({ mentorshipId }),
  'ask-decline-mentorship': z.object({ mentorshipId }),
  'decline-mentorship': z.object({
    mentorshipId,
    because: z.enum(declineCauses).default('other'),
    note: text(600).default(''),
  }),
  'check-in': z.object({
    mentorshipId,
    point: z.enum(['fit', 'week-2', 'week-6', 'week-12']),
    going: z.enum(['well', 'slowly', 'not']),
    changed: text(1_000).default(''),
    /** What cannot be taken back is pressed twice. */
    isSure: z.boolean().default(false),
  }),
  learned: z.object({ words: text(2_000).default('') }),
  'pause-nudges': z.object({ until: date }),
};
type Actions = typeof actions;
export type Verb = keyof Actions;

/** A button that was pressed, by its verb. */
export type CardAction = { [Name in Verb]: { verb: Name } & z.output<Actions[Name]> }[Verb];
/** What a button that was pressed carried, by its verb. */
export type Pressed<Name extends Verb> = z.output<Actions[Name]>;
/** What a button carries before anything is typed. */
export type ActionData<Name extends Verb> = z.input<Actions[Name]>;

const invoke = z.object({
  action: z.object({
    verb: z.enum(Object.keys(actions) as Verb[]),
    data: z.looseObject({ version: z.literal(cardVersion), for: id }),
  }),
});

/** The value of an `adaptiveCard/action` invoke; `undefined` when no card of this version sends such a thing. */
export function readCardAction(value: unknown): { for: string; action: CardAction } | undefined {
  const parsed = invoke.safeParse(value);
  if (!parsed.success) return undefined;
  const { verb, data } = parsed.data.action;
  const payload = actions[verb].safeParse(data);
  if (!payload.success) return undefined;
  return { for: data.for, action: { verb, ...payload.data } as CardAction };
}
