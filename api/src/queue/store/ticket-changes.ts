import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { Applied } from '../apply.ts';
import type { By } from '../event.ts';
import type { EventName } from '../life.ts';
import type { Turn } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import { bytesOf, type StoredTicket } from './tickets.ts';

/** A step that was applied to a ticket as it was read (`before`) and is to be written. */
export type Change = {
  before: StoredTicket;
  applied: Applied<StoredTicket>;
  does: EventName;
  by: By;
  /** The reason of a pick, the note of a hold, a transfer, an escalation or of a queue that closes. */
  note: string;
  at: Temporal.Instant;
};

/** Writes a new ticket and how its life begins; `false` when its asker has a live one, or its key made one before. */
export async function insertTicket(
  tx: Tx,
  ticket: Ticket & Pick<StoredTicket, 'question' | 'attachmentUrl'>,
): Promise<boolean> {
  const { rows } = await sql`
    with joined as (
      insert into tickets (tenant_id, ticket_id, queue_id, topic, question, attachment_url, anonymity, learner_id, asker_key,
        once_key, group_id, groupable, state, joined_at, place_at, since)
      values (${tx.tenantId}, ${ticket.ticketId}, ${ticket.queueId}, ${ticket.topic || null}, ${ticket.question},
        ${ticket.attachmentUrl}, ${ticket.asker.anonymity}, ${'personId' in ticket.asker ? ticket.asker.personId : null},
        ${'askerKey' in ticket.asker ? bytesOf(ticket.asker.askerKey) : null},
        ${ticket.onceKey && bytesOf(ticket.onceKey)}, ${ticket.groupId}, ${ticket.groupable}, ${ticket.state},
        ${ticket.joinedAt}, ${ticket.placeAt}, ${ticket.since})
      on conflict do nothing returning *
    )
    insert into ticket_events (tenant_id, ticket_id, change, does, by_role, at, queue_id, to_state)
    select tenant_id, ticket_id, changes, 'join', 'asker', joined_at, queue_id, state from joined
    returning ticket_id`.execute(tx.prepared);
  return rows.length > 0;
}

/**
 * Writes tickets as they are after a step, each only if nobody changed it since it was read, and adds to their histories.
 * All or none; a constraint that speaks against it is told, and leaves the transaction as it was.
 */
export async function saveChanges(
  tx: Tx,
  changes: readonly Change[],
): Promise<'saved' | 'changed-meanwhile' | 'has-somebody' | 'already-in-line'> {
  try {
    const saved = await tx.transaction(tx.tenantId, async (part) => {
      if (changes.length > 1) await lockInOrder(part, changes);
      const written = await write(part, changes);
      return { ok: written === changes.length };
    });
    return saved.ok ? 'saved' : 'changed-meanwhile';
  } catch (error) {
    const broken = promises[error instanceof Error && 'constraint' in error ? String(error.constraint) : ''];
    if (broken) return broken;
    throw error;
  }
}

const promises: Record<string, 'has-somebody' | 'already-in-line'> = {
  one_claim_per_champion: 'has-somebody',
  one_live_ticket: 'already-in-line',
  one_live_ticket_by_name: 'already-in-line',
};

/** Two who change several of the same tickets wait for each other in one direction only. */
async function lockInOrder(tx: Tx, changes: readonly Change[]): Promise<void> {
  await sql`
    select from tickets
    where tenant_id = ${tx.tenantId} and ticket_id = any(${changes.map(({ before }) => before.ticketId)}::uuid[])
    order by ticket_id for no key update`.execute(tx.prepared);
}

async function write(tx: Tx, changes: readonly Change[]): Promise<number> {
  const { rows } = await sql`
    with given as (
      select * from json_to_recordset(${JSON.stringify(changes.map(rowOf))}) as given (
        ticket_id uuid, queue_id uuid, once_key bytea, group_id uuid, state text, waits_for text, waits_for_id uuid,
        champion_id uuid, helpers uuid[], place_at timestamptz, since timestamptz, until timestamptz, missed_checks int,
        waiting_ms bigint, held_ms bigint, served_ms bigint, ended_by text, reopened boolean, changes int,
        what_helped text, booking_id uuid, does text, by_role text, by_champion uuid, at timestamptz, from_queue uuid,
        from_state text, held_by uuid, note text, passed_as text, passed_ms bigint)
    ), changed as (
      update tickets set queue_id = given.queue_id, once_key = given.once_key, group_id = given.group_id,
        state = given.state, waits_for = given.waits_for, waits_for_id = given.waits_for_id,
        champion_id = given.champion_id, helpers = given.helpers, place_at = given.place_at, since = given.since,
        until = given.until, missed_checks = given.missed_checks, waiting_ms = given.waiting_ms,
        held_ms = given.held_ms, served_ms = given.served_ms, ended_by = given.ended_by, reopened = given.reopened,
        changes = given.changes, what_helped = given.what_helped, booking_id = given.booking_id
      from given
      where tickets.tenant_id = ${tx.tenantId} and tickets.ticket_id = given.ticket_id
        and tickets.changes = given.changes - 1
      returning tickets.ticket_id
    )
    insert into ticket_events (tenant_id, ticket_id, change, does, by_role, champion_id, at, queue_id, from_state, to_state,
      held_by, note, passed_as, passed_ms)
    select ${tx.tenantId}, ticket_id, changes, does, by_role, by_champion, at, from_queue, from_state, state, held_by, note,
      passed_as, passed_ms
    from given join changed using (ticket_id)
    returning ticket_id`.execute(tx.prepared);
  return rows.length;
}

function rowOf({ before, applied: { ticket, passed }, does, by, note, at }: Change) {
  return {
    ticket_id: ticket.ticketId,
    queue_id: ticket.queueId,
    once_key: ticket.onceKey && `\\x${bytesOf(ticket.onceKey).toString('hex')}`,
    group_id: ticket.groupId,
    state: ticket.state,
    waits_for: ticket.waitsFor.whom,
    waits_for_id: ticket.waitsFor.whom === 'champion' ? ticket.waitsFor.championId : null,
    champion_id: ticket.championId,
    helpers: ticket.helpers,
    place_at: ticket.placeAt,
    since: ticket.since,
    until: ticket.until,
    missed_checks: ticket.missedChecks,
    waiting_ms: ticket.spent.waiting,
    held_ms: ticket.spent.held,
    served_ms: ticket.spent.served,
    ended_by: ticket.endedBy,
    reopened: ticket.reopened,
    changes: ticket.changes,
    what_helped: ticket.whatHelped,
    booking_id: ticket.bookingId,
    does,
    by_role: by.role,
    by_champion: by.role === 'champion' ? by.championId : null,
    at,
    from_queue: before.queueId,
    from_state: before.state,
    held_by: before.championId,
    note,
    passed_as: passed?.as ?? null,
    passed_ms: passed?.milliseconds ?? null,
  };
}

/** Passed over by somebody behind them; who is being changed just now is not waited for. */
export async function countOvertaken(tx: Tx, tickets: readonly Ticket[]): Promise<void> {
  if (tickets.length === 0) return;
  await sql`
    update tickets set overtaken = overtaken + 1
    where tenant_id = ${tx.tenantId} and ticket_id in (${unlocked(tx, tickets)})`.execute(tx.prepared);
}

/** Notes that these are told that they are next, and answers whom nobody had told yet. */
export async function markTold(tx: Tx, tickets: readonly Ticket[], at: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ ticket_id: string }>`
    update tickets set told_next_at = ${at}
    where tenant_id = ${tx.tenantId} and told_next_at is null and ticket_id in (${unlocked(tx, tickets)})
    returning ticket_id`.execute(tx.prepared);
  return rows.map((row) => row.ticket_id);
}

/**
 * Takes hold of the first of these turns, each as it was read, whose first ticket nobody is changing just now, with all
 * others of its tickets of which that is true; answers which turn that is, and its tickets. Nobody waits here, so that
 * champions who call at once take different turns. `undefined` when all are being changed, or were.
 */
export async function takeTurn<T extends Ticket>(
  tx: Tx,
  turns: readonly Turn<T>[],
): Promise<{ nth: number; tickets: T[] } | undefined> {
  const firsts = turns.map(({ tickets: [first] }) => first);
  const { rows } = await sql<{ nth: number }>`
    select nth::int from unnest(${firsts.map(({ ticketId }) => ticketId)}::uuid[], ${firsts.map(({ changes }) => changes)}::int[])
      with ordinality as wanted (id, expected, nth)
    join tickets on tickets.tenant_id = ${tx.tenantId} and ticket_id = id and changes = expected
    order by nth limit 1 for update of tickets skip locked`.execute(tx.prepared);
  const nth = (rows[0]?.nth ?? 0) - 1;
  const turn = turns[nth];
  if (!turn) return undefined;
  const [first, ...others] = turn.tickets;
  return { nth, tickets: [first, ...(others.length > 0 ? await lockUnchanged(tx, others) : [])] };
}

async function lockUnchanged<T extends Ticket>(tx: Tx, tickets: readonly T[]): Promise<T[]> {
  const { rows } = await sql<{ ticket_id: string; changes: number }>`
    select ticket_id, changes from tickets
    where tenant_id = ${tx.tenantId} and ticket_id in (${unlocked(tx, tickets)})`.execute(tx.prepared);
  const now = new Map(rows.map((row) => [row.ticket_id, row.changes]));
  return tickets.filter(({ ticketId, changes }) => now.get(ticketId) === changes);
}

/** Locks these tickets, but for those that somebody else has locked. */
function unlocked(tx: Tx, tickets: readonly Ticket[]) {
  return sql`
    select ticket_id from tickets
    where tenant_id = ${tx.tenantId} and ticket_id = any(${tickets.map(({ ticketId }) => ticketId)}::uuid[])
    order by ticket_id for update skip locked`;
}
