import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { type Topic, touch } from '../../live/actions.ts';
import type { Tx } from '../../platform/database.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { apply } from '../apply.ts';
import { type By, type TicketEvent, usualTimes } from '../event.ts';
import { isOver } from '../life.ts';
import { settleForecasts } from '../store/forecasts.ts';
import { type Change, saveChanges } from '../store/ticket-changes.ts';
import { findSpecialists } from '../store/ticket-people.ts';
import { findTickets, type StoredTicket } from '../store/tickets.ts';
import { isInLine } from '../ticket.ts';
import { tellNext } from './next-in-line.ts';
import { oweNews } from './owe-notices.ts';
import { settle } from './settle.ts';
import { theirTopics } from './their-topics.ts';

export type Step = { by: By; now: Temporal.Instant; note?: string };

/** How long things may take in a ticket's queue. */
export function timesOf({ queue: { readyCheckSeconds, holdMinutes } }: StoredTicket) {
  return { ...usualTimes, readyCheckSeconds, holdMinutes };
}

/** A ticket after an event, as a change to be written; or why it cannot happen. */
export function step(ticket: StoredTicket, event: TicketEvent, { by, now, note = '' }: Step) {
  const applied = apply(ticket, event, { by, now, times: timesOf(ticket) });
  return applied.ok ? done({ change: { before: ticket, applied, does: event.does, by, note, at: now } }) : applied;
}

type Missed = 'changed-meanwhile' | 'has-somebody' | 'already-in-line';

/**
 * Writes what becomes of tickets, all or none, and all that goes with it in the same transaction: their histories, the
 * forecasts that can be judged now, whoever is to be told, and who is next in line after it. Everything that alters a
 * ticket's state goes through here. Answers the tickets as they are then.
 */
export async function change(
  deps: Deps,
  tx: Tx,
  changes: readonly Change[],
): Promise<Result<{ tickets: StoredTicket[] }, Missed>> {
  const saved = await saveChanges(tx, changes);
  if (saved !== 'saved') return refuse(saved);
  const called = changes.filter(
    ({ before, applied }) => before.championId === null && applied.ticket.championId !== null,
  );
  await settleForecasts(
    tx,
    called.map(({ applied: { ticket } }) => ({ ticketId: ticket.ticketId, minutes: ticket.spent.waiting / 60_000 })),
  );
  const tickets = await findTickets(
    tx,
    changes.map(({ before }) => before.ticketId),
  );
  await oweNews(deps, tx, changes, tickets);
  await touch({ ...deps, db: tx }, tx.tenantId, await topicsOf(tx, changes));
  for (const queueId of linesChanged(changes)) await tellNext(deps, tx, queueId);
  const served = changes.filter(({ before, applied: { ticket } }) => isServed(before, ticket));
  const queueIds = served.map(({ before }) => before.queueId);
  if (queueIds.length > 0) await settle(deps, tx, queueIds, deps.now());
  return done({ tickets });
}

/** Whether a queue that is closing need not wait for it any more. */
function isServed(before: StoredTicket, ticket: StoredTicket): boolean {
  return isOver(ticket.state) || ticket.queueId !== before.queueId || ticket.waitsFor.whom === 'specialist';
}

/** Somebody else may change a ticket between its reading and its writing; more often than this in a row nobody does. */
const mostTries = 6;

/** Tries a change until nobody else's comes between; each try reads anew. */
export async function untilUnchanged<Answer extends { ok: boolean; reason?: string }>(
  tx: Tx,
  attempt: (part: Tx) => Promise<Answer>,
): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await tx.transaction(tx.tenantId, attempt);
    if (answer.ok || answer.reason !== 'changed-meanwhile' || tries === mostTries) return answer;
  }
}

/**
 * The same event for each of these tickets, as they are by then: those to which it cannot happen (any more) stay as they
 * are. For the clock, for a queue that closes, and for people who left. `deps.db` may be a transaction, which is joined.
 */
export async function changeEach(
  deps: Deps,
  tenantId: string,
  ticketIds: readonly string[],
  event: TicketEvent | ((ticket: StoredTicket) => TicketEvent),
  how: Step,
): Promise<StoredTicket[]> {
  const changed: StoredTicket[] = [];
  // One by one, as an event may fail for one of them only.
  for (const ticketId of ticketIds) {
    const outcome = await deps.db.transaction(tenantId, (tx) =>
      untilUnchanged(tx, async (part) => {
        const [ticket] = await findTickets(part, [ticketId]);
        if (!ticket) return refuse('no-such-ticket');
        const taken = step(ticket, typeof event === 'function' ? event(ticket) : event, how);
        return taken.ok ? change(deps, part, [taken.change]) : taken;
      }),
    );
    if (outcome.ok) changed.push(...outcome.tickets);
  }
  return changed;
}

function linesChanged(changes: readonly Change[]): Set<string> {
  const touched = changes.filter(({ before, applied: { ticket } }) => isInLine(before) || isInLine(ticket));
  return new Set(touched.flatMap(({ before, applied: { ticket } }) => [before.queueId, ticket.queueId]));
}

/** Who sees that something changed: the queue's readers, and those whose ticket it is, was, or waits for them. */
async function topicsOf(tx: Tx, changes: readonly Change[]): Promise<Topic[]> {
  const both = changes.flatMap(({ before, applied: { ticket } }) => [before, ticket]);
  const specialists = both.some(({ waitsFor }) => waitsFor.whom === 'specialist') ? await findSpecialists(tx) : [];
  return [...both.flatMap(theirTopics), ...specialists.map((id): Topic => `person:${id}`)];
}
