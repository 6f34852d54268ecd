import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Tables } from '../../platform/tables.ts';
import type { EventName } from '../life.ts';
import type { Asker, Ticket } from '../ticket.ts';

export type TicketPerson = { personId: string; displayName: string; jobTitle: string; username: string };

/** A ticket with all that its views need; a name in it is not for everybody: see `visibleTo`. */
export type StoredTicket = Ticket & {
  /** Of the queue it is in, just now. */
  queue: {
    hostId: string;
    name: string;
    state: 'closed' | 'open' | 'paused' | 'closing';
    note: string;
    readyCheckSeconds: number;
    holdMinutes: number;
  };
  question: string;
  attachmentUrl: string | null;
  /** Null of a ticket without a link to a person. */
  learner: TicketPerson | null;
  /** Who called or has it; of a ticket that is over, who had it last. */
  champion: TicketPerson | null;
  /** The champion it waits for, when it waits for one. */
  waitsForChampion: TicketPerson | null;
  /** The last note that a champion left on it for the next one: of a hold, a transfer or an escalation. */
  lastNote: string;
  /** The note of the hold that it is on, for its asker. */
  holdNote: string;
  whatHelped: string;
  helped: 'yes' | 'partly' | 'no' | null;
  /** When its asker was told, or saw as they joined, that they are next. */
  toldNextAt: Ticket['until'];
  bookingId: string | null;
};

/** What tells that a ticket is over, as the indexes of the live ones say it. */
const isOverInSql = sql`state in ('resolved', 'no-show', 'withdrawn', 'converted')`;

export async function findTicket(tx: Tx, ticketId: string): Promise<StoredTicket | undefined> {
  return (await findTickets(tx, [ticketId]))[0];
}

/** In the order of their ids. */
export async function findTickets(tx: Tx, ticketIds: readonly string[]): Promise<StoredTicket[]> {
  return selectTickets(tx, sql`ticket_id = any(${ticketIds}::uuid[])`);
}

/** Every ticket of a queue that is not over, in the order of their ids. */
export async function findLiveTickets(tx: Tx, queueId: string): Promise<StoredTicket[]> {
  return selectTickets(tx, sql`queue_id = ${queueId} and not (${isOverInSql})`);
}

/** Of the tickets that are not over, those that a champion has called or has. */
export async function findHeldBy(tx: Tx, championId: string): Promise<StoredTicket[]> {
  return selectTickets(tx, sql`champion_id = ${championId} and state in ('called', 'claimed')`);
}

/** Those of a ticket's group that are not over, it included; in the order of their ids. */
export async function findGroup(tx: Tx, { queueId, groupId }: Ticket): Promise<StoredTicket[]> {
  return selectTickets(tx, sql`queue_id = ${queueId} and group_id = ${groupId} and not (${isOverInSql})`);
}

/** Tickets of all queues that wait for a specialist, longest in line first. */
export async function findEscalated(tx: Tx): Promise<StoredTicket[]> {
  return selectTickets(tx, sql`waits_for = 'specialist' and state = 'escalated'`, sql`place_at, ticket_id`);
}

/** Tickets that are not over, of this person by name or under one of these keys: one at most, but over midnight. */
export async function findLiveTicketsOf(
  tx: Tx,
  { personId, onceKeys }: { personId: string; onceKeys: readonly string[] },
): Promise<StoredTicket[]> {
  const keys = onceKeys.map(bytesOf);
  return selectTickets(
    tx,
    sql`not (${isOverInSql}) and (learner_id = ${personId} or once_key = any(${keys}::bytea[]))`,
  );
}

/** The ticket that came from the browser with this key; a key makes one ticket only. */
export async function findByAskerKey(tx: Tx, askerKey: string): Promise<StoredTicket | undefined> {
  return (await selectTickets(tx, sql`asker_key = ${bytesOf(askerKey)}`))[0];
}

/** Where the ticket is that each of these people has in line or in help: its id and its queue's, by person. */
export async function findPlaces(
  tx: Tx,
  personIds: readonly string[],
): Promise<Map<string, { ticketId: string; queueId: string }>> {
  const { rows } = await sql<{ personId: string; ticketId: string; queueId: string }>`
    select learner_id as "personId", ticket_id as "ticketId", queue_id as "queueId" from tickets
    where tenant_id = ${tx.tenantId} and not (${isOverInSql}) and learner_id = any(${personIds}::uuid[])`.execute(
    tx.prepared,
  );
  return new Map(rows.map(({ personId, ...place }) => [personId, place]));
}

/** A person's ticket that lives, else the one that ended last since then. */
export async function findCurrentOf(
  tx: Tx,
  personId: string,
  endedSince: StoredTicket['since'],
): Promise<StoredTicket | undefined> {
  const [current] = await selectTickets(
    tx,
    sql`learner_id = ${personId} and (not (${isOverInSql}) or since >= ${endedSince})`,
    sql`(${isOverInSql}), since desc`,
    sql`limit 1`,
  );
  return current;
}

/** Where a page of past tickets begins: after this one. */
export type PastKey = { since: string; ticketId: string };

/** Tickets that are over (of a champion: whom they helped last), newest first, one more than `limit` when there are more. */
export async function findPast(
  tx: Tx,
  whose: { askerId: string } | { championId: string },
  limit: number,
  after: PastKey | undefined,
): Promise<StoredTicket[]> {
  const theirs =
    'askerId' in whose
      ? sql`learner_id = ${whose.askerId}`
      : sql`champion_id = ${whose.championId} and champion_id = any(helpers)`;
  const beyond = after ? sql`and (since, ticket_id) < (${after.since}::timestamptz, ${after.ticketId}::uuid)` : sql``;
  const where = sql`${theirs} and (${isOverInSql}) ${beyond}`;
  return selectTickets(tx, where, sql`since desc, ticket_id desc`, sql`limit ${limit + 1}`);
}

type Row = Selectable<Tables['tickets']> &
  Pick<StoredTicket, 'queue' | 'learner' | 'champion' | 'waitsForChampion' | 'lastNote' | 'holdNote'>;

/** `where` and `order` speak of the columns of `tickets`. */
async function selectTickets(
  tx: Tx,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown> = sql`ticket_id`,
  limit: RawBuilder<unknown> = sql``,
): Promise<StoredTicket[]> {
  const { rows } = await sql<Row>`
    with wanted as (
      select *, row_number() over (order by ${order}) as nth from tickets
      where tenant_id = ${tx.tenantId} and ${where} order by nth ${limit})
    select wanted.*, jsonb_build_object('hostId', host_id, 'name', name, 'state', queues.state, 'note', queues.note,
        'readyCheckSeconds', ready_check_seconds, 'holdMinutes', hold_minutes) as queue,
      ${personIn('learner')} as learner, ${personIn('champion')} as champion,
      ${personIn('waits_for')} as "waitsForChampion", coalesce(noted.note, '') as "lastNote",
      coalesce(held.note, '') as "holdNote"
    from wanted
    join queues on queues.tenant_id = wanted.tenant_id and queues.queue_id = wanted.queue_id
    left join people as learner on learner.tenant_id = wanted.tenant_id and learner.person_id = wanted.learner_id
    left join people as champion on champion.tenant_id = wanted.tenant_id and champion.person_id = wanted.champion_id
    left join people as waits_for on waits_for.tenant_id = wanted.tenant_id and waits_for.person_id = wanted.waits_for_id
    left join lateral (
      select note from ticket_events as event
      where event.tenant_id = wanted.tenant_id and event.ticket_id = wanted.ticket_id and note <> ''
        and does in ('hold', 'transfer', 'escalate') order by change desc limit 1) as noted on true
    left join lateral (
      select note from ticket_events as event
      where event.tenant_id = wanted.tenant_id and event.ticket_id = wanted.ticket_id and wanted.state = 'on-hold'
        and to_state = 'on-hold' and from_state <> 'on-hold' order by change desc limit 1) as held on true
    order by nth`.execute(tx.prepared);
  return rows.map(ticketOf);
}

function personIn(alias: 'learner' | 'champion' | 'waits_for') {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`case when ${column('person_id')} is not null then jsonb_build_object('personId', ${column('person_id')},
    'displayName', ${column('display_name')}, 'jobTitle', ${column('job_title')}, 'username', ${column('username')}) end`;
}

function ticketOf(row: Row): StoredTicket {
  return {
    ticketId: row.ticket_id,
    queueId: row.queue_id,
    topic: row.topic ?? '',
    asker: askerOf(row),
    onceKey: row.once_key && keyOf(row.once_key),
    groupId: row.group_id,
    groupable: row.groupable,
    state: row.state,
    waitsFor: waitsForOf(row),
    championId: row.champion_id,
    helpers: row.helpers,
    joinedAt: row.joined_at,
    placeAt: row.place_at,
    since: row.since,
    until: row.until,
    missedChecks: row.missed_checks,
    overtaken: row.overtaken,
    spent: { waiting: row.waiting_ms, held: row.held_ms, served: row.served_ms },
    endedBy: row.ended_by as EventName | null,
    reopened: row.reopened,
    changes: row.changes,
    queue: row.queue,
    question: row.question,
    attachmentUrl: row.attachment_url,
    learner: row.learner,
    champion: row.champion,
    waitsForChampion: row.waitsForChampion,
    lastNote: row.lastNote,
    holdNote: row.holdNote,
    whatHelped: row.what_helped,
    helped: row.helped,
    toldNextAt: row.told_next_at,
    bookingId: row.booking_id,
  };
}

function askerOf({ anonymity, learner_id, asker_key }: Row): Asker {
  if (anonymity !== 'for-good' && learner_id !== null) return { anonymity, personId: learner_id };
  if (anonymity === 'for-good' && asker_key !== null) return { anonymity, askerKey: keyOf(asker_key) };
  throw new Error('a ticket is of a person or of a key');
}

function waitsForOf({ waits_for, waits_for_id }: Row): Ticket['waitsFor'] {
  if (waits_for === 'champion' && waits_for_id !== null) return { whom: waits_for, championId: waits_for_id };
  return { whom: waits_for === 'specialist' ? 'specialist' : 'anyone' };
}

/** Keys are bytes in the database, and base64url here. */
const keyOf = (bytes: Buffer) => bytes.toString('base64url');
export const bytesOf = (key: string) => Buffer.from(key, 'base64url');
