import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { By, TicketEvent } from '../event.ts';
import { life } from '../life.ts';
import type { Objection } from '../objection.ts';
import type { TicketEventRequest, TicketInDetail } from '../schema/tickets.ts';
import { findHelping } from '../store/presence.ts';
import { nobodysKey, onceKeysOf } from '../store/secrets.ts';
import type { Change } from '../store/ticket-changes.ts';
import { lockAsker, lockHelper, sharePresence, shareQueue } from '../store/ticket-locks.ts';
import { findSpecialists } from '../store/ticket-people.ts';
import { findGroup, findHeldBy, findLiveTicketsOf, findTicket, type StoredTicket } from '../store/tickets.ts';
import { isInLine, visibleTo } from '../ticket.ts';
import { change, step, untilUnchanged } from './change.ts';
import { type Reader, type Seen, seeTicket, serverOf } from './reader.ts';
import { getTicket } from './tickets.ts';

export type StepRefused =
  | Objection
  | 'no-such-ticket'
  | 'has-somebody'
  | 'not-helping-here'
  | 'champion-not-live'
  | 'claim-first'
  | 'no-specialist'
  | 'already-in-line'
  | 'queue-closed'
  | 'changed-meanwhile';

/** One step in the life of a ticket, by its asker or by a champion; answers the ticket as they see it then. */
export async function actOnTicket(
  deps: Deps,
  reader: Reader,
  ticketId: string,
  request: TicketEventRequest,
): Promise<Result<TicketInDetail, StepRefused>> {
  const taken = await takeStep(deps, reader, ticketId, request);
  return taken.ok ? getTicket(deps, reader, ticketId) : taken;
}

/** The same, answering nothing of the ticket. */
export async function takeStep(
  deps: Deps,
  reader: Reader,
  ticketId: string,
  request: TicketEventRequest,
): Promise<Result<object, StepRefused>> {
  return deps.db.transaction(reader.actor.tenantId, (tx) =>
    untilUnchanged(tx, async (part) => {
      const now = deps.now();
      const seen = await seeTicket(part, reader, ticketId);
      if (!seen) return refuse('no-such-ticket');
      const prepared = await prepare(part, reader.actor, seen, request, now);
      if (!prepared.ok) return prepared;
      const { event, tickets } = prepared;
      const note = noteOf(request);
      const steps = tickets.map((ticket) => step(ticket, event, { by: byOf(reader.actor, seen, request), now, note }));
      const own = steps[0];
      if (!own?.ok) return own ?? refuse('no-such-ticket');
      const changes = steps.flatMap((one) => (one.ok ? [withWords(one.change, request)] : []));
      const changed = await change(deps, part, changes);
      return changed.ok ? done({}) : changed;
    }),
  );
}

/** A time that has run out is noticed by whoever sees the ticket; that it has is for the clock to say. */
function byOf(actor: Actor, seen: Seen, { does }: TicketEventRequest): By {
  if (does === 'run-out') return { role: 'clock' };
  return seen.role === 'asker' ? { role: 'asker', ...seen.identity } : { role: 'champion', ...serverOf(actor) };
}

function noteOf(request: TicketEventRequest): string {
  if (request.does === 'pick') return request.reason;
  return 'note' in request ? request.note : '';
}

function withWords(written: Change, request: TicketEventRequest): Change {
  const { applied } = written;
  const whatHelped = request.does === 'resolve' ? request.whatHelped : applied.ticket.whatHelped;
  return { ...written, applied: { ...applied, ticket: { ...applied.ticket, whatHelped } } };
}

type Prepared = Result<{ event: TicketEvent; tickets: StoredTicket[] }, StepRefused>;

/** What is to happen to which tickets, the one that was named first; takes the locks under which it may. */
async function prepare(
  tx: Tx,
  actor: Actor,
  seen: Seen,
  request: TicketEventRequest,
  now: Temporal.Instant,
): Promise<Prepared> {
  const { ticket, role } = seen;
  if (role === 'champion') {
    const reason = await whyNotHere(tx, actor, ticket, request);
    if (reason) return refuse(reason);
  }
  switch (request.does) {
    case 'pick':
      return beginTurn(tx, actor, ticket, { does: 'pick', reason: request.reason }, request.together);
    case 'claim':
      return beginTurn(tx, actor, ticket, { does: 'claim' }, request.together);
    case 'transfer': {
      if (isUnknown(actor, ticket)) return refuse('claim-first');
      const there = await sharePresence(tx, request.championId);
      if (!there) return refuse('champion-not-live');
      const { championId } = request;
      return withGroup(tx, ticket, { does: 'transfer', championId, queueId: there.queueId }, request.together);
    }
    case 'escalate': {
      const others = (await findSpecialists(tx)).filter((personId) => personId !== ticket.learner?.personId);
      return others.length === 0
        ? refuse('no-specialist')
        : withGroup(tx, ticket, { does: 'escalate' }, request.together);
    }
    case 'join-group': {
      const other = await findTicket(tx, request.otherTicketId);
      return other ? done({ event: { does: 'join-group', other }, tickets: [ticket] }) : refuse('nobody-to-join');
    }
    case 'reopen':
      return reopening(tx, actor, seen, now);
    default:
      return withGroup(tx, ticket, { does: request.does }, 'together' in request && request.together);
  }
}

/** By whom it may and may not be answered would tell whose it is. */
function isUnknown({ personId: championId }: Actor, ticket: StoredTicket): boolean {
  return ticket.learner !== null && visibleTo(ticket, { role: 'champion', championId }).personId === null;
}

/** Who takes or passes on what waits in a line helps at that queue; a specialist takes what waits for one from anywhere. */
async function whyNotHere(tx: Tx, actor: Actor, ticket: StoredTicket, { does }: TicketEventRequest) {
  const { specialist } = serverOf(actor);
  if (!life[ticket.state][does]?.by.includes('server')) return null;
  if (specialist && ticket.waitsFor.whom === 'specialist') return null;
  return (await findHelping(tx, actor.personId))?.queueId === ticket.queueId ? null : 'not-helping-here';
}

async function beginTurn(
  tx: Tx,
  actor: Actor,
  ticket: StoredTicket,
  event: TicketEvent,
  together: boolean,
): Promise<Prepared> {
  await lockHelper(tx, actor.personId);
  const held = await findHeldBy(tx, actor.personId);
  if (held.some(({ groupId }) => groupId !== ticket.groupId)) return refuse('has-somebody');
  const prepared = await withGroup(tx, ticket, event, together);
  // Whoever of the group pauses is not called along.
  const [own, ...others] = prepared.tickets;
  const along = others.filter((other) => isInLine(other) || other.state === ticket.state);
  return done({ event, tickets: own ? [own, ...along] : [] });
}

async function withGroup(
  tx: Tx,
  ticket: StoredTicket,
  event: TicketEvent,
  together: boolean,
): Promise<{ ok: true; event: TicketEvent; tickets: StoredTicket[] }> {
  if (!together) return done({ event, tickets: [ticket] });
  const others = (await findGroup(tx, ticket)).filter(({ ticketId }) => ticketId !== ticket.ticketId);
  return done({ event, tickets: [ticket, ...others] });
}

/** Back in line is one who has no other ticket by now, under any of their keys, and only while there is a line. */
async function reopening(tx: Tx, actor: Actor, { ticket, role }: Seen, now: Temporal.Instant): Promise<Prepared> {
  const personId = ticket.learner?.personId ?? actor.personId;
  await lockAsker(tx, personId);
  if ((await shareQueue(tx, ticket.queueId))?.state === 'closed') return refuse('queue-closed');
  const onceKeys = await onceKeysOf(tx, personId, now);
  const live = await findLiveTicketsOf(tx, { personId, onceKeys });
  if (role === 'asker' && live.length > 0) return refuse('already-in-line');
  // A champion must not learn from an answer that somebody also asks without a link to them: then both are in line.
  if (live.some(({ learner }) => learner !== null)) return refuse('not-now');
  const onceKey = live.length > 0 ? nobodysKey() : onceKeys[0];
  return done({ event: { does: 'reopen', onceKey }, tickets: [ticket] });
}
