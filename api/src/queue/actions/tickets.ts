import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { batchedByTenant } from '../../platform/batched.ts';
import { cutPage, decodeCursor, keyParts } from '../../platform/page.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { isOver } from '../life.ts';
import { nextFor } from '../policy.ts';
import type { DeskTicket, OwnTicket, TicketInDetail } from '../schema/tickets.ts';
import { findTicketHistory } from '../store/ticket-history.ts';
import { findMessages } from '../store/ticket-messages.ts';
import { findCurrentOf, findEscalated, findHeldBy, findPast, findPlaces, type StoredTicket } from '../store/tickets.ts';
import { findByKeyOf, type Reader, seeTicket, serverOf } from './reader.ts';
import { reopenUntil, sayDeskTicket, sayMessage, sayOwnTicket } from './say-ticket.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';

/** What ended is still shown in its place for so long. */
const shownMinutes = 30;

/** The reader's ticket: the one that lives, else the one that ended last in the last half hour, else null. */
export async function getCurrentTicket(deps: Deps, reader: Reader): Promise<{ ticket: OwnTicket | null }> {
  const { actor } = reader;
  const now = deps.now();
  const inLine = reader.askerKey === undefined ? await findInLine(deps, actor) : undefined;
  if (inLine) {
    const { ticket, standing } = inLine;
    const messages = standing.messages.filter(({ ticketId }) => ticketId === ticket.ticketId);
    return { ticket: sayOwnTicket(actor, ticket, { standing, messages, now }) };
  }
  const endedSince = now.subtract({ minutes: shownMinutes });
  const found = await deps.db.transaction(actor.tenantId, async (tx) => {
    const both = [await findByKeyOf(tx, reader), await findCurrentOf(tx, actor.personId, endedSince)];
    const current = both
      .filter((ticket) => ticket !== undefined)
      .filter(({ state, since }) => !isOver(state) || since.epochMilliseconds >= endedSince.epochMilliseconds)
      .sort(
        (a, b) =>
          Number(isOver(a.state)) - Number(isOver(b.state)) || b.since.epochMilliseconds - a.since.epochMilliseconds,
      );
    const [ticket] = current;
    return ticket && { ticket, messages: await findMessages(tx, [ticket.ticketId]) };
  });
  if (!found) return { ticket: null };
  const { ticket, standing } = await inItsLine(deps, actor, found.ticket);
  return { ticket: sayOwnTicket(actor, ticket, { standing, messages: found.messages, now }) };
}

const placeOf = batchedByTenant(findPlaces);

/** The usual case, in which everything is in the line's snapshot: hundreds look again whenever a line moves. */
async function findInLine(deps: Deps, { tenantId, personId }: Actor) {
  const place = await placeOf(deps.db, tenantId, personId);
  const standing = place && (await snapshotOf(deps, tenantId, place.queueId));
  const ticket = standing?.tickets.find(({ ticketId }) => ticketId === place?.ticketId);
  return standing && ticket && { ticket, standing };
}

/** One ticket, as its asker or as a champion sees it. */
export async function getTicket(
  deps: Deps,
  reader: Reader,
  ticketId: string,
): Promise<Result<TicketInDetail, 'no-such-ticket'>> {
  const { actor } = reader;
  const found = await deps.db.transaction(actor.tenantId, async (tx) => {
    const seen = await seeTicket(tx, reader, ticketId);
    if (!seen) return undefined;
    const [messages, history] = await Promise.all([
      findMessages(tx, [ticketId]),
      seen.role === 'champion' ? findTicketHistory(tx, ticketId) : [],
    ]);
    return { seen, messages, history };
  });
  if (!found) return refuse('no-such-ticket');
  const now = deps.now();
  const { seen, messages, history } = found;
  const { ticket, standing } = await inItsLine(deps, actor, seen.ticket);
  if (seen.role === 'asker') return done(sayOwnTicket(actor, ticket, { standing, messages, now }));
  return done({
    ...sayDeskTicket(actor, ticket, { standing, now }),
    messages: messages.map(sayMessage),
    history: history.map((event) => ({ ...event, at: event.at.toString() })),
    reopenUntil: reopenUntil(ticket, { role: 'champion', ...serverOf(actor) }, now),
  });
}

/** A ticket that lives with the line it stands in, both as of the same moment. */
async function inItsLine(deps: Deps, { tenantId }: Actor, ticket: StoredTicket) {
  if (isOver(ticket.state)) return { ticket };
  const standing = await snapshotOf(deps, tenantId, ticket.queueId);
  return { ticket: standing?.tickets.find(({ ticketId }) => ticketId === ticket.ticketId) ?? ticket, standing };
}

type Line = { waiting: DeskTicket[]; onHold: DeskTicket[]; inHelp: DeskTicket[] };

/** The line of a queue as a champion sees it who hosts it or helps at it. */
export async function getLine(
  deps: Deps,
  actor: Actor,
  queueId: string,
): Promise<
  Result<
    Line & { next: { ticketIds: string[]; because: 'in-turn' | 'knows-topic' } | null },
    'no-such-queue' | 'not-helping-here'
  >
> {
  const standing = await snapshotOf(deps, actor.tenantId, queueId);
  if (!standing) return refuse('no-such-queue');
  const here = standing.champions.find(({ personId }) => personId === actor.personId);
  if (!here && standing.queue.host.personId !== actor.personId) return refuse('not-helping-here');
  const now = deps.now();
  const sayAll = (tickets: readonly StoredTicket[]) =>
    tickets.map((ticket) => sayDeskTicket(actor, ticket, { standing, now }));
  const { tickets, line, queue } = standing;
  const next = here ? nextFor({ ...serverOf(actor), topics: here.topics }, line, queue.reach) : null;
  return done({
    waiting: sayAll(line.flatMap((turn) => turn.tickets)),
    onHold: sayAll(tickets.filter(({ state }) => state === 'on-hold')),
    inHelp: sayAll(tickets.filter(({ state }) => state === 'called' || state === 'claimed')),
    next: next && { ticketIds: next.turn.tickets.map(({ ticketId }) => ticketId), because: next.because },
  });
}

/** Tickets that wait for a specialist, in all queues, longest in line first, and those that the reader has. */
export async function listEscalatedTickets(
  deps: Deps,
  actor: Actor,
): Promise<{ waiting: DeskTicket[]; yours: DeskTicket[] }> {
  const { waiting, yours } = await deps.db.transaction(actor.tenantId, async (tx) => ({
    waiting: await findEscalated(tx),
    yours: await findHeldBy(tx, actor.personId),
  }));
  const queueIds = [...new Set([...waiting, ...yours].map(({ queueId }) => queueId))];
  const found = await Promise.all(queueIds.map((queueId) => snapshotOf(deps, actor.tenantId, queueId)));
  const standings = new Map(queueIds.map((queueId, nth): [string, Snapshot | undefined] => [queueId, found[nth]]));
  const now = deps.now();
  const sayAll = (tickets: readonly StoredTicket[]) =>
    tickets.map((ticket) => sayDeskTicket(actor, ticket, { standing: standings.get(ticket.queueId), now }));
  return { waiting: sayAll(waiting), yours: sayAll(yours) };
}

const pastKey = z.tuple([keyParts.instant, keyParts.id]);

/** Tickets that are over, newest first: what the reader asked by name, or as a champion whom they helped last. */
export async function listTickets(
  deps: Deps,
  actor: Actor,
  { as, limit, cursor }: { as: 'asker' | 'champion'; limit: number; cursor?: string | undefined },
): Promise<{ items: (OwnTicket | DeskTicket)[]; next: string | null }> {
  const [since, ticketId] = decodeCursor(cursor, pastKey) ?? [];
  const after = since !== undefined && ticketId !== undefined ? { since, ticketId } : undefined;
  const whose = as === 'asker' ? { askerId: actor.personId } : { championId: actor.personId };
  const now = deps.now();
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const rows = await findPast(tx, whose, limit, after);
    const { items, next } = cutPage(rows, limit, (row) => [row.since.toString(), row.ticketId]);
    if (as === 'champion') return { items: items.map((ticket) => sayDeskTicket(actor, ticket, { now })), next };
    const messages = await findMessages(
      tx,
      items.map((ticket) => ticket.ticketId),
    );
    return { items: items.map((ticket) => sayOwnTicket(actor, ticket, { messages, now })), next };
  });
}
