import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Actor } from '../platform/actor.ts';
import { cutPage, decodeCursor } from '../platform/page.ts';
import { done, refuse } from '../platform/result.ts';
import { maximumAttempts, nextAttempt } from './backoff.ts';
import { kinds, type Notice } from './kinds/all.ts';
import {
  deleteConversation,
  dropUndeliverable,
  insertNotices,
  type LeasedNotice,
  leaseNotices,
  listFailed,
  requeueFailed,
  saveConversation,
  settleLease,
} from './store.ts';

export type { Notice } from './kinds/all.ts';

/** A notice to a person. `key` names the occasion: the same key is never owed twice. Due at once unless `dueAt` is given. */
export type OwedNotice = Notice & { personId: string; key: string; dueAt?: Temporal.Instant };

/** Owes notices, in the transaction of the change that causes them: `deps.db` is that transaction. */
export async function owe(deps: Deps, tenantId: string, notices: OwedNotice | readonly OwedNotice[]): Promise<void> {
  const now = deps.now();
  const rows = [notices]
    .flat()
    .map(({ dueAt = now, ...notice }) => ({ ...notice, dueAt, noticeId: deps.newId(), createdAt: now }));
  await deps.db.transaction(tenantId, (tx) => insertNotices(tx, rows));
}

/** A notice ready to be said: who to, where, in which language and zone, and the lease it is held under. */
export type DueNotice = { notice: Notice } & Omit<LeasedNotice, 'kind' | 'payload'>;

/** Long enough for a batch held up by a rate limit, short enough that a dead deliverer's notices are not late. */
const leaseSeconds = 120;
/** People who never opened the bot are not sent news older than this, in days. */
const longestWaitDays = 14;

/** Leases due notices of one tenant, at most `limit`; the ones that events have overtaken are dropped on the way. */
export async function lease(
  deps: Deps,
  tenantId: string,
  limit: number,
): Promise<{ due: DueNotice[]; dropped: number }> {
  const now = deps.now();
  return deps.db.transaction(tenantId, async (tx) => {
    let dropped = await dropUndeliverable(tx, now, longestWaitDays);
    const due: DueNotice[] = [];
    for (const { kind, payload, ...leased } of await leaseNotices(tx, now, limit, leaseSeconds)) {
      const notice = readNotice(kind, payload);
      // The kind's own payload type cannot be followed through the table, but readNotice has just parsed it.
      if (await kinds[notice.kind].stillTrue(tx, notice.payload as never, now)) {
        due.push({ notice, ...leased });
      } else {
        await settleLease(tx, leased, { state: 'dropped', at: now, failure: 'no-longer-true' });
        dropped++;
      }
    }
    return { due, dropped };
  });
}

function readNotice(kind: string, payload: unknown): Notice {
  if (!Object.hasOwn(kinds, kind)) throw new Error(`there is no kind of notice called ${kind}`);
  const known = kind as Notice['kind'];
  return { kind: known, payload: kinds[known].payload.parse(payload) } as Notice;
}

export type Outcome =
  | { outcome: 'delivered' }
  /** `final`: trying again is of no use, such as when the person has removed the bot. */
  | { outcome: 'refused'; failure: string; final: boolean; retryAfterSeconds?: number };

/**
 * Says how the delivery of a leased notice went. A refusal is tried again later, until it is final or has been tried
 * too often; `chance` in [0, 1) spreads the retries. Answers the state the notice is in now.
 */
export async function settle(
  deps: Deps,
  tenantId: string,
  due: DueNotice,
  result: Outcome,
  chance: number,
): Promise<'delivered' | 'failed' | 'owed'> {
  const at = deps.now();
  const { noticeId, leasedUntil, attempts } = due;
  const lease = { noticeId, leasedUntil };
  return deps.db.transaction(tenantId, async (tx) => {
    if (result.outcome === 'delivered') {
      await settleLease(tx, lease, { state: 'delivered', at, failure: null });
      return 'delivered';
    }
    const { failure } = result;
    if (result.final || attempts >= maximumAttempts) {
      await settleLease(tx, lease, { state: 'failed', at, failure });
      return 'failed';
    }
    const dueAt = nextAttempt(at, attempts, chance, result.retryAfterSeconds);
    await settleLease(tx, lease, { state: 'owed', at, failure, dueAt });
    return 'owed';
  });
}

/** Remembers where the bot can reach a person. `reference` is the bot's own conversation reference. */
export async function rememberConversation(
  deps: Deps,
  actor: Actor,
  reference: Record<string, unknown>,
): Promise<void> {
  await deps.db.transaction(actor.tenantId, (tx) => saveConversation(tx, actor.personId, reference, deps.now()));
}

/** Forgets it when the person removed the bot. */
export async function forgetConversation(deps: Deps, actor: Actor): Promise<void> {
  await deps.db.transaction(actor.tenantId, (tx) => deleteConversation(tx, actor.personId));
}

const failedKey = z.tuple([z.string(), z.string()]);

/** Notices that could not be delivered, newest first; for the programme owner. */
export async function listFailedNotices(
  deps: Deps,
  actor: Actor,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const [failedAt, noticeId] = decodeCursor(cursor, failedKey) ?? [];
  const after = failedAt && noticeId ? { failedAt, noticeId } : undefined;
  const rows = await deps.db.transaction(actor.tenantId, (tx) => listFailed(tx, limit, after));
  return cutPage(rows, limit, (row) => [row.failedAt, row.noticeId]);
}

/** Puts a failed notice back in line for delivery. */
export async function retryNotice(deps: Deps, actor: Actor, noticeId: string) {
  return deps.db.transaction(actor.tenantId, async (tx) =>
    (await requeueFailed(tx, noticeId, deps.now())) ? done({ noticeId }) : refuse('no-such-notice'),
  );
}
