import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Tx } from '../../platform/database.ts';
import { done, type Refusal, type Result, refuse } from '../../platform/result.ts';
import { isTopic } from '../../topics/label.ts';
import type { NewTicket, OwnTicket } from '../schema/tickets.ts';
import { findHelping } from '../store/presence.ts';
import { onceKeysOf } from '../store/secrets.ts';
import { insertTicket, markTold } from '../store/ticket-changes.ts';
import { lockAsker, shareQueue } from '../store/ticket-locks.ts';
import { findByAskerKey, findLiveTicketsOf, findTicket, type StoredTicket } from '../store/tickets.ts';
import { type Asker, type Identity, join, type Ticket } from '../ticket.ts';
import { change, step } from './change.ts';
import { recordForecast } from './estimate.ts';
import { idFrom } from './id-from.ts';
import { hashOf, type Reader } from './reader.ts';
import { snapshotOf } from './snapshot.ts';
import { theirTopics } from './their-topics.ts';
import { getTicket } from './tickets.ts';

export type JoinRefused =
  | 'no-such-queue'
  | 'queue-closed'
  | 'own-queue'
  | 'already-in-line'
  | 'no-longer-active'
  | 'unknown-topic'
  | 'asker-key-missing'
  | 'nobody-to-join'
  | 'key-reused';

type Facts = { ticketId?: string; topic?: string };

/**
 * Joins the line of a queue with a question; answers the ticket as its asker sees it. The same request again, by its own key
 * (`requestKey`) or by the asker's, answers the ticket that it made: nothing but that ticket is kept of it.
 */
export async function joinQueue(
  deps: Deps,
  reader: Reader,
  queueId: string,
  wanted: NewTicket,
  requestKey?: string,
): Promise<Result<OwnTicket, JoinRefused, Facts>> {
  const joined = await takePlace(deps, reader, queueId, wanted, requestKey);
  return joined.ok ? getOwnTicket(deps, reader, joined.ticketId) : joined;
}

/** The ticket that the reader has just joined with. */
export async function getOwnTicket(deps: Deps, reader: Reader, ticketId: string): Promise<{ ok: true } & OwnTicket> {
  const ticket = await getTicket(deps, reader, ticketId);
  if (!ticket.ok || ticket.role !== 'asker') throw new Error('a ticket just made is not there');
  return ticket;
}

async function takePlace(
  deps: Deps,
  reader: Reader,
  queueId: string,
  wanted: NewTicket,
  requestKey: string | undefined,
): Promise<Result<{ ticketId: string }, JoinRefused, Facts>> {
  const { topic } = wanted;
  if (topic !== null && !isTopic(topic)) return refuse('unknown-topic', { topic });
  const asker = askerOf(reader, wanted);
  if (!asker) return refuse('asker-key-missing');
  const { personId, tenantId } = reader.actor;
  return deps.db.transaction(tenantId, async (tx) => {
    if (!(await lockAsker(tx, personId))) return refuse('no-longer-active');
    const named = requestKey === undefined ? undefined : idFrom(`${personId} ${requestKey}`);
    const earlier =
      'askerKey' in asker ? await findByAskerKey(tx, asker.askerKey) : named && (await findTicket(tx, named));
    if (earlier) return isTheSame(earlier, wanted) ? done({ ticketId: earlier.ticketId }) : refuse('key-reused');
    const queue = await shareQueue(tx, queueId);
    if (!queue) return refuse('no-such-queue');
    if (queue.state === 'closed' || queue.state === 'closing') return refuse('queue-closed');
    const helps = (await findHelping(tx, personId))?.queueId === queueId;
    if (queue.hostId === personId || helps) return refuse('own-queue');
    const now = deps.now();
    const onceKeys = await onceKeysOf(tx, personId, now);
    const inLine = await whoIsInLine(tx, personId, onceKeys);
    if (inLine) return inLine;
    const ticketId = ('personId' in asker && named) || deps.newId();
    const domain = { queueId, asker, topic: topic ?? '', onceKey: onceKeys[0], groupable: wanted.groupable };
    return insert(deps, tx, join({ ...domain, ticketId }, now), wanted);
  });
}

function askerOf({ actor: { personId }, askerKey }: Reader, { anonymity }: NewTicket): Asker | undefined {
  if (anonymity !== 'for-good') return { anonymity, personId };
  return askerKey === undefined ? undefined : { anonymity, askerKey: hashOf(askerKey) };
}

/** Whether a ticket is what was asked for, by somebody who did not get the answer and asks again. */
function isTheSame(earlier: StoredTicket, { question, topic }: NewTicket): boolean {
  return earlier.question === question && earlier.topic === (topic ?? '');
}

/** Which ticket it is that lives is told of one by name only. */
async function whoIsInLine(
  tx: Tx,
  personId: string,
  onceKeys: readonly string[],
): Promise<Refusal<'already-in-line', Facts> | null> {
  const live = await findLiveTicketsOf(tx, { personId, onceKeys });
  if (live.length === 0) return null;
  const named = live.find(({ learner }) => learner !== null);
  return named ? refuse('already-in-line', { ticketId: named.ticketId }) : refuse('already-in-line');
}

async function insert(
  deps: Deps,
  tx: Tx,
  ticket: Ticket,
  { question, attachmentUrl, withTicketId }: NewTicket,
): Promise<Result<{ ticketId: string }, 'already-in-line' | 'nobody-to-join'>> {
  const { ticketId, queueId } = ticket;
  if (!(await insertTicket(tx, { ...ticket, question, attachmentUrl }))) return refuse('already-in-line');
  if (withTicketId !== undefined && !(await joinGroup(deps, tx, ticketId, withTicketId)))
    return refuse('nobody-to-join');
  const inTx = { ...deps, db: tx };
  const standing = await snapshotOf(inTx, tx.tenantId, queueId);
  if (!standing) throw new Error('a queue just joined is not there');
  await recordForecast(deps, tx, standing, ticketId);
  const [first] = standing.line;
  const own = first?.tickets.filter((one) => one.ticketId === ticketId) ?? [];
  // Who joins at the head of the line sees so.
  if (own.length > 0) await markTold(tx, own, deps.now());
  await touch(inTx, tx.tenantId, standing.tickets.filter((one) => one.ticketId === ticketId).flatMap(theirTopics));
  return done({ ticketId });
}

async function joinGroup(deps: Deps, tx: Tx, ticketId: string, otherId: string): Promise<boolean> {
  const [ticket, other] = [await findTicket(tx, ticketId), await findTicket(tx, otherId)];
  if (!ticket || !other) return false;
  const by = { role: 'asker' as const, ...identityOf(ticket) };
  const joined = step(ticket, { does: 'join-group', other }, { by, now: deps.now() });
  return joined.ok && (await change(deps, tx, [joined.change])).ok;
}

function identityOf({ asker }: Ticket): Identity {
  return 'personId' in asker ? { personId: asker.personId } : { askerKey: asker.askerKey };
}
