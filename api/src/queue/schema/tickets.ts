import { z } from 'zod';
import { booking, bookingRequest, placeReasons } from '../../office-hours/schema/bookings.ts';
import { contract, id, instant, pageOf, paging, text } from '../../platform/contract.ts';
import { expectedWait, personInQueue, topicInQueue } from './queues.ts';

const written = (longest: number) => text(longest).refine((words) => words !== '', 'nothing is written');

/** How somebody asks: by name, with the name hidden until a champion takes the ticket, or without any link to them. */
export const anonymity = z.enum(['named', 'until-claimed', 'for-good']);
export type Anonymity = z.output<typeof anonymity>;

export const ticketState = z.enum([
  'waiting',
  'transferred',
  'escalated',
  'on-hold',
  'called',
  'claimed',
  'resolved',
  'no-show',
  'withdrawn',
  'converted',
]);
export type TicketStateOnWire = z.output<typeof ticketState>;

const attachmentUrl = z.url({ protocol: /^https$/ }).max(2_000);

/** What everybody who may see a ticket sees of it. */
const ticketBasics = z.object({
  ticketId: id,
  queueId: id,
  queueName: z.string(),
  topic: topicInQueue.nullable(),
  question: z.string(),
  attachmentUrl: z.string().nullable(),
  anonymity,
  state: ticketState,
  joinedAt: instant,
  /** Since when it is in this state. */
  since: instant,
  /** When the ready check or the hold runs out; null in other states. */
  until: instant.nullable(),
  /** Who called or has it; of a ticket that is over, who had it last. */
  champion: personInQueue.nullable(),
  waitsFor: z.enum(['anyone', 'champion', 'specialist']),
  missedChecks: z.number().int(),
  /** How many people ask it together; 1 for a ticket alone. */
  together: z.number().int(),
  whatHelped: z.string(),
  helped: z.enum(['yes', 'partly', 'no']).nullable(),
  /** The event that ended it; null while it lives. */
  endedBy: z.string().nullable(),
  bookingId: id.nullable(),
});

export const ticketMessage = z.object({
  messageId: id,
  /** Null: the asker. */
  champion: personInQueue.nullable(),
  body: z.string(),
  writtenAt: instant,
});
export type TicketMessage = z.output<typeof ticketMessage>;

const place = z.object({
  /** 1 is next. */
  place: z.number().int(),
  of: z.number().int(),
  /** Why people who came later stand before, or came earlier and stand behind, a sentence each. Names nobody. */
  because: z.array(z.string()),
});

/** A ticket as its asker sees it. */
export const ownTicket = ticketBasics.extend({
  role: z.literal('asker'),
  /** Null unless in line. */
  place: place.nullable(),
  /** What is still to wait; null unless in line with somebody there to help. */
  wait: expectedWait.nullable(),
  queueState: z.enum(['closed', 'open', 'paused', 'closing']),
  queueNote: z.string(),
  /** The note of a hold, for who is on hold. */
  holdNote: z.string(),
  /** Whether a call that is missed now still keeps the place. */
  placeIsKept: z.boolean(),
  /** Until when an end can be taken back; null when it cannot. */
  reopenUntil: instant.nullable(),
  /** A Teams user to call or chat with; null unless claimed by a champion. */
  championUsername: z.string().nullable(),
  messages: z.array(ticketMessage),
});
export type OwnTicket = z.output<typeof ownTicket>;

const deskBasics = ticketBasics.extend({
  role: z.literal('champion'),
  /** Null while it is not to be known who asks. */
  asker: personInQueue.nullable(),
  /** A Teams user to call or chat with; null while it is not to be known who asks. */
  askerUsername: z.string().nullable(),
  /** 1 is next; null unless in line. */
  place: z.number().int().nullable(),
  /** Tickets of one group have the same. */
  groupId: id,
  waitedMinutes: z.number().int(),
  /** How often the asker was helped lately, as the rule counts; null when it is not to be known who asks. */
  recentHelps: z.number().int().nullable(),
  /** Whether the reader may call it: it is for anyone, or for them. */
  forYou: z.boolean(),
  /** The champion it waits for, when it waits for one. */
  waitsForChampion: personInQueue.nullable(),
  /** The last note another champion left on it: of a hold, a transfer or an escalation. */
  lastNote: z.string(),
});
export const deskTicket = deskBasics;
export type DeskTicket = z.output<typeof deskTicket>;

/** An event of its life, as champions see the history. */
const ticketEvent = z.object({
  does: z.string(),
  by: z.enum(['asker', 'champion', 'clock']),
  champion: personInQueue.nullable(),
  at: instant,
  note: z.string(),
});

export const ticketInDetail = z.discriminatedUnion('role', [
  ownTicket,
  deskTicket.extend({
    messages: z.array(ticketMessage),
    history: z.array(ticketEvent),
    reopenUntil: instant.nullable(),
  }),
]);
export type TicketInDetail = z.output<typeof ticketInDetail>;
export type DeskTicketInDetail = Extract<TicketInDetail, { role: 'champion' }>;

const note = text(500).default('');
const together = z
  .boolean()
  .default(true)
  .meta({ description: 'For all tickets of the group that the champion has, not for this one alone.' });

/** What can be done to a ticket; see api/src/queue/life.ts for when, by whom and to what end. */
export const ticketEventRequest = z.discriminatedUnion('does', [
  z.object({
    does: z.enum(['ready', 'not-ready', 'pause', 'resume', 'withdraw', 'leave-group', 'reopen', 'run-out']),
  }),
  z.object({ does: z.literal('join-group'), otherTicketId: id }),
  z.object({ does: z.enum(['claim', 'put-back', 'no-show']), together }),
  z.object({ does: z.literal('pick'), reason: written(300), together }),
  z.object({ does: z.literal('hold'), note, together }),
  z.object({ does: z.literal('transfer'), championId: id, note, together }),
  z.object({ does: z.literal('escalate'), note, together }),
  z.object({ does: z.literal('resolve'), whatHelped: text(2_000).default(''), together }),
]);
export type TicketEventRequest = z.output<typeof ticketEventRequest>;

export const newTicket = z.object({
  topic: z.string().max(60).nullable().default(null),
  question: written(2_000),
  attachmentUrl: attachmentUrl.nullable().default(null),
  anonymity: anonymity.default('named'),
  /** Lets others see the question, never who asked it, so that they can join. */
  groupable: z.boolean().default(false),
  /** Joins the line with a question that waits already. */
  withTicketId: id.optional(),
});
export type NewTicket = z.output<typeof newTicket>;

/** Why an event cannot happen to a ticket: see api/src/queue/objection.ts. */
export const objections = [
  'ticket-over',
  'ticket-taken',
  'not-now',
  'not-allowed',
  'not-your-ticket',
  'own-ticket',
  'for-somebody-else',
  'only-in-writing',
  'reason-missing',
  'already-there',
  'nobody-to-join',
  'time-left',
  'too-late',
] as const;

const ticketParams = z.object({ ticketId: id });
const champions = ['champion', 'mentor', 'specialist'] as const;

/**
 * Whoever asks without a link to themselves is recognised by the header `Asker-Key`, a random key that their browser made
 * and keeps. The person's token is still needed, and is not put beside it anywhere.
 */
export const ticketsContract = contract({
  'POST /api/queues/{queueId}/tickets': {
    operationId: 'joinQueue',
    summary: 'Joins the line with a question.',
    roles: 'everyone',
    params: z.object({ queueId: id }),
    body: newTicket,
    status: 201,
    response: ownTicket,
    reasons: [
      'no-such-queue',
      'queue-closed',
      'own-queue',
      'already-in-line',
      'no-longer-active',
      'unknown-topic',
      'asker-key-missing',
      'nobody-to-join',
      'key-reused',
    ],
  },
  'GET /api/tickets/current': {
    operationId: 'getCurrentTicket',
    summary: 'The reader’s ticket: the live one, else one that ended in the last half hour, else null.',
    roles: 'everyone',
    response: z.object({ ticket: ownTicket.nullable() }),
    conditional: true,
  },
  'GET /api/tickets': {
    operationId: 'listTickets',
    summary: 'Tickets that are over, newest first: what the reader asked, or as a champion whom they helped.',
    roles: 'everyone',
    query: z.object({ as: z.enum(['asker', 'champion']).default('asker'), ...paging }),
    response: pageOf(z.discriminatedUnion('role', [ownTicket, deskTicket])),
  },
  'GET /api/tickets/{ticketId}': {
    operationId: 'getTicket',
    summary: 'One ticket, as its asker or as a champion of its queue sees it.',
    roles: 'everyone',
    params: ticketParams,
    response: ticketInDetail,
    conditional: true,
    reasons: ['no-such-ticket'],
  },
  'POST /api/tickets/{ticketId}/events': {
    operationId: 'actOnTicket',
    summary: 'One step in the life of a ticket.',
    roles: 'everyone',
    params: ticketParams,
    body: ticketEventRequest,
    response: ticketInDetail,
    reasons: [
      'no-such-ticket',
      'has-somebody',
      'not-helping-here',
      'champion-not-live',
      'claim-first',
      'no-specialist',
      'already-in-line',
      'queue-closed',
      'changed-meanwhile',
      'key-reused',
      ...objections,
    ],
  },
  'POST /api/tickets/{ticketId}/messages': {
    operationId: 'writeOnTicket',
    summary: 'The asker or a champion writes on a ticket that lives; the other side is told.',
    roles: 'everyone',
    params: ticketParams,
    body: z.object({ body: written(2_000) }),
    status: 201,
    response: ticketMessage,
    reasons: ['no-such-ticket', 'ticket-over'],
  },
  'PUT /api/tickets/{ticketId}/helped': {
    operationId: 'sayWhetherTicketHelped',
    summary: 'The asker says, once, whether it helped.',
    roles: 'everyone',
    params: ticketParams,
    body: z.object({ helped: z.enum(['yes', 'partly', 'no']) }),
    response: ownTicket,
    reasons: ['no-such-ticket', 'not-your-ticket', 'not-now', 'already-said'],
  },
  'POST /api/tickets/{ticketId}/booking': {
    operationId: 'turnTicketIntoBooking',
    summary: 'The asker books a session instead of waiting on: the place in line goes when the session is booked.',
    roles: 'everyone',
    params: ticketParams,
    body: bookingRequest,
    status: 201,
    response: booking,
    reasons: [
      'no-such-ticket',
      'not-your-ticket',
      'not-now',
      'ticket-over',
      'only-in-writing',
      'changed-meanwhile',
      ...placeReasons,
    ],
  },
  'GET /api/queues/{queueId}/line': {
    operationId: 'getLine',
    summary: 'The line as a champion sees it: who waits in the order of the rule, who is on hold, and who helps whom.',
    roles: champions,
    params: z.object({ queueId: id }),
    response: z.object({
      /** In line, next first. */
      waiting: z.array(deskTicket),
      onHold: z.array(deskTicket),
      /** Called or claimed, by anybody at this queue. */
      inHelp: z.array(deskTicket),
      /** Whom `POST …/next` would call for the reader as the line stands; null when nobody waits for them. */
      next: z.object({ ticketIds: z.array(id), because: z.enum(['in-turn', 'knows-topic']) }).nullable(),
    }),
    conditional: true,
    reasons: ['no-such-queue', 'not-helping-here'],
  },
  'GET /api/tickets/escalated': {
    operationId: 'listEscalatedTickets',
    summary: 'Tickets that wait for a specialist, in all queues, and those the reader has.',
    roles: ['specialist'],
    response: z.object({ waiting: z.array(deskTicket), yours: z.array(deskTicket) }),
    conditional: true,
  },
  'POST /api/queues/{queueId}/next': {
    operationId: 'callNext',
    summary: 'Calls whoever is next by the rule and the champion’s topics, with all of their group.',
    roles: ['champion', 'mentor'],
    params: z.object({ queueId: id }),
    bodyIsOptional: true,
    body: z.object({}),
    response: z.object({ called: z.array(deskTicket), because: z.enum(['in-turn', 'knows-topic']) }),
    reasons: ['no-such-queue', 'not-helping-here', 'has-somebody', 'nobody-waits', 'not-open', 'key-reused'],
  },
  'POST /api/queues/{queueId}/messages': {
    operationId: 'writeToLine',
    summary: 'Writes to everybody who waits in a queue.',
    roles: ['champion', 'mentor'],
    params: z.object({ queueId: id }),
    body: z.object({ body: written(1_000) }),
    status: 201,
    response: z.object({ told: z.number().int() }),
    reasons: ['no-such-queue', 'not-helping-here', 'nobody-waits', 'key-reused'],
  },
});
export type TicketsContract = typeof ticketsContract;
