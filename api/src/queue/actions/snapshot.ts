import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { batchedByTenant } from '../../platform/batched.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { ExpiringMap } from '../../platform/expiring-map.ts';
import { type Expectation, expectWaits } from '../expectation.ts';
import { type LineFacts, orderLine, type Turn } from '../policy.ts';
import { learnProgramme } from '../programme.ts';
import { findHelps, findHistory, type QueueHistory, sumUpHistory } from '../store/history.ts';
import { type ChampionHere, findChampionsHere } from '../store/presence.ts';
import { findQueue, readQueueVersions, type StoredQueue } from '../store/queues.ts';
import { findMessagesIn, type StoredMessage } from '../store/ticket-messages.ts';
import { findLiveTickets, type StoredTicket } from '../store/tickets.ts';
import type { Programme } from '../wait.ts';

/** Everything that anybody is shown of a queue as it stands. Nobody changes it: many read the same one. */
export type Snapshot = {
  queue: StoredQueue;
  champions: readonly ChampionHere[];
  /** Everything that lives. */
  tickets: readonly StoredTicket[];
  /** What was written on them, oldest first. */
  messages: readonly StoredMessage[];
  /** By what the line is in order, and when. */
  facts: LineFacts;
  line: readonly Turn<StoredTicket>[];
  expected: Expectation;
};

/** Waits are as they were so long ago at most. */
const freshMilliseconds = 10_000;
const queuesRemembered = 500;
/** What champions usually need does not change with every ticket. */
const historyMilliseconds = 60_000;
const programmeMilliseconds = 600_000;
const daysOfHistory = 56;
/** Older helps count next to nothing. */
const daysOfHelps = 60;

type Loading = { version: number; snapshot: Promise<Snapshot | undefined> };

/** By database: within one transaction what is not committed is seen, and nobody else may see it. */
const remembered = new WeakMap<Database, ExpiringMap<Loading>>();
const histories = new ExpiringMap<QueueHistory>(queuesRemembered);
const programmes = new ExpiringMap<Programme>(queuesRemembered);

const versionOf = batchedByTenant(readQueueVersions);

const isTx = (db: Database): db is Tx => 'sql' in db;

/**
 * A queue as it stands: never older than the last change that was committed before this was asked for. Hundreds who ask
 * at once cost one look at the queue's version, and one reading of the queue when it changed. Within a transaction
 * (`deps.db`) it is read anew.
 */
export async function snapshotOf(deps: Deps, tenantId: string, queueId: string): Promise<Snapshot | undefined> {
  const { db } = deps;
  if (isTx(db)) return load(deps, db, queueId);
  const snapshots = remembered.get(db) ?? new ExpiringMap(queuesRemembered);
  remembered.set(db, snapshots);
  const version = await versionOf(db, tenantId, queueId);
  if (version === undefined) return undefined;
  const key = `${tenantId} ${queueId}`;
  const now = deps.now().epochMilliseconds;
  const known = snapshots.get(key, now);
  // Whoever began to load knew of that version at least, so that what they load is no older.
  if (known && known.version >= version) return known.snapshot;
  const snapshot = db.transaction(tenantId, (tx) => load(deps, tx, queueId));
  snapshots.set(key, { version, snapshot }, now + freshMilliseconds);
  // What could not be read is not remembered.
  snapshot.catch(() => snapshots.set(key, { version: -1, snapshot }, now));
  return snapshot;
}

async function load(deps: Deps, tx: Tx, queueId: string): Promise<Snapshot | undefined> {
  const now = deps.now();
  const [queue, champions, tickets, messages, helps, history, programme] = await Promise.all([
    findQueue(tx, queueId),
    findChampionsHere(tx, queueId),
    findLiveTickets(tx, queueId),
    findMessagesIn(tx, queueId),
    findHelps(tx, queueId, now.subtract({ hours: 24 * daysOfHelps }), now),
    historyOf(tx, queueId, now),
    programmeOf(tx, now),
  ]);
  if (!queue) return undefined;
  const facts = { rule: queue.rule, helps, now };
  const line = orderLine(tickets, facts);
  const expected = expectWaits({ state: queue.state, champions, tickets, line, ...history, programme, now });
  return { queue, champions, tickets, messages, facts, line, expected };
}

async function historyOf(tx: Tx, queueId: string, now: Temporal.Instant): Promise<QueueHistory> {
  const key = `${tx.tenantId} ${queueId}`;
  const known = histories.get(key, now.epochMilliseconds);
  if (known) return known;
  const history = await findHistory(tx, queueId, now.subtract({ hours: 24 * daysOfHistory }));
  histories.set(key, history, now.epochMilliseconds + historyMilliseconds);
  return history;
}

async function programmeOf(tx: Tx, now: Temporal.Instant): Promise<Programme> {
  const known = programmes.get(tx.tenantId, now.epochMilliseconds);
  if (known) return known;
  const programme = learnProgramme(await sumUpHistory(tx, now.subtract({ hours: 24 * daysOfHistory })));
  programmes.set(tx.tenantId, programme, now.epochMilliseconds + programmeMilliseconds);
  return programme;
}
