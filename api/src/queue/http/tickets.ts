import type { Deps } from '../../deps.ts';
import { calendarAround } from '../../office-hours/actions/calendar/free-busy.ts';
import { placeRefusals } from '../../office-hours/schema/bookings.ts';
import type { Actor } from '../../platform/actor.ts';
import { answerOnce } from '../../platform/answer-once.ts';
import { implement } from '../../platform/operations.ts';
import { takeStep } from '../actions/act.ts';
import { bookInstead } from '../actions/book-instead.ts';
import { sayWhetherTicketHelped } from '../actions/helped.ts';
import { joinQueue } from '../actions/join.ts';
import { writeOnTicket, writeToLine } from '../actions/messages.ts';
import { callNext } from '../actions/next.ts';
import { mayBeRemembered } from '../actions/reader.ts';
import { getCurrentTicket, getLine, getTicket, listEscalatedTickets, listTickets } from '../actions/tickets.ts';
import { ticketsContract } from '../schema/tickets.ts';

type Named = {
  deps: Deps;
  actor: Actor;
  input: unknown;
  idempotencyKey: string | undefined;
  askerKey: string | undefined;
};

const readerOf = ({ actor, askerKey }: Named) => ({ actor, askerKey });

function once<Answer extends object>(
  { deps, actor, input, idempotencyKey: key }: Named,
  operation: string,
  work: (deps: Deps) => Promise<Answer>,
) {
  return answerOnce(deps, actor, { key, operation, input }, work);
}

/** The same about one ticket; of who asks without a link to them no request is remembered. */
async function onceOn<Answer extends object>(
  call: Named,
  ticketId: string,
  operation: string,
  work: (deps: Deps) => Promise<Answer>,
) {
  const isRemembered =
    call.idempotencyKey !== undefined && (await mayBeRemembered(call.deps, readerOf(call), ticketId));
  return isRemembered ? once(call, operation, work) : work(call.deps);
}

const objections = {
  'ticket-over': 409,
  'ticket-taken': 409,
  'not-now': 409,
  'not-allowed': 403,
  'not-your-ticket': 403,
  'own-ticket': 422,
  'for-somebody-else': 409,
  'only-in-writing': 422,
  'reason-missing': 422,
  'already-there': 409,
  'nobody-to-join': 409,
  'time-left': 409,
  'too-late': 409,
} as const;

export const ticketsOperations = implement(ticketsContract, {
  'POST /api/queues/{queueId}/tickets': {
    run: (call) =>
      joinQueue(call.deps, readerOf(call), call.input.params.queueId, call.input.body, call.idempotencyKey),
    refusals: {
      'no-such-queue': 404,
      'queue-closed': 409,
      'own-queue': 422,
      'already-in-line': 409,
      'no-longer-active': 403,
      'unknown-topic': 422,
      'asker-key-missing': 422,
      'nobody-to-join': 409,
      'key-reused': 422,
    },
  },
  'GET /api/tickets/current': { run: (call) => getCurrentTicket(call.deps, readerOf(call)) },
  'GET /api/tickets': { run: ({ deps, actor, input }) => listTickets(deps, actor, input.query) },
  'GET /api/tickets/escalated': { run: ({ deps, actor }) => listEscalatedTickets(deps, actor) },
  'GET /api/tickets/{ticketId}': {
    run: (call) => getTicket(call.deps, readerOf(call), call.input.params.ticketId),
    refusals: { 'no-such-ticket': 404 },
  },
  'POST /api/tickets/{ticketId}/events': {
    run: async (call) => {
      const { params, body } = call.input;
      const reader = readerOf(call);
      const step = (deps: Deps) => takeStep(deps, reader, params.ticketId, body);
      // Whether somebody who comes back has another question in line is remembered of nobody.
      const taken = await (body.does === 'reopen'
        ? step(call.deps)
        : onceOn(call, params.ticketId, 'actOnTicket', step));
      return taken.ok ? getTicket(call.deps, reader, params.ticketId) : taken;
    },
    refusals: {
      ...objections,
      'no-such-ticket': 404,
      'has-somebody': 409,
      'not-helping-here': 403,
      'champion-not-live': 409,
      'claim-first': 409,
      'no-specialist': 409,
      'already-in-line': 409,
      'queue-closed': 409,
      'changed-meanwhile': 409,
      'key-reused': 422,
    },
  },
  'POST /api/tickets/{ticketId}/messages': {
    run: (call) =>
      writeOnTicket(call.deps, readerOf(call), call.input.params.ticketId, {
        ...call.input.body,
        requestKey: call.idempotencyKey,
      }),
    refusals: { 'no-such-ticket': 404, 'ticket-over': 409 },
  },
  'PUT /api/tickets/{ticketId}/helped': {
    run: (call) => sayWhetherTicketHelped(call.deps, readerOf(call), call.input.params.ticketId, call.input.body),
    refusals: { 'no-such-ticket': 404, 'not-your-ticket': 403, 'not-now': 409, 'already-said': 409 },
  },
  'POST /api/tickets/{ticketId}/booking': {
    run: async (call) => {
      const { params, body } = call.input;
      const checked = await calendarAround(call.deps, call, body);
      return onceOn(call, params.ticketId, 'turnTicketIntoBooking', (deps) =>
        bookInstead(deps, readerOf(call), params.ticketId, body, checked),
      );
    },
    refusals: {
      'no-such-ticket': 404,
      'not-your-ticket': 403,
      'not-now': 409,
      'ticket-over': 409,
      'only-in-writing': 422,
      'changed-meanwhile': 409,
      ...placeRefusals,
    },
  },
  'GET /api/queues/{queueId}/line': {
    run: ({ deps, actor, input }) => getLine(deps, actor, input.params.queueId),
    refusals: { 'no-such-queue': 404, 'not-helping-here': 403 },
  },
  'POST /api/queues/{queueId}/next': {
    run: (call) => once(call, 'callNext', (deps) => callNext(deps, call.actor, call.input.params.queueId)),
    refusals: {
      'no-such-queue': 404,
      'not-helping-here': 403,
      'has-somebody': 409,
      'nobody-waits': 409,
      'not-open': 409,
      'key-reused': 422,
    },
  },
  'POST /api/queues/{queueId}/messages': {
    run: (call) =>
      once(call, 'writeToLine', (deps) => writeToLine(deps, call.actor, call.input.params.queueId, call.input.body)),
    refusals: { 'no-such-queue': 404, 'not-helping-here': 403, 'nobody-waits': 409, 'key-reused': 422 },
  },
});
