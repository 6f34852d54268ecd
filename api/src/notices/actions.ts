import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Actor } from '../platform/actor.ts';
import type { Tx } from '../platform/database.ts';
import { messageKey, say } from '../platform/messages.ts';
import { cutPage, decodeCursor, keyParts } from '../platform/page.ts';
import { done, refuse } from '../platform/result.ts';
import { maximumAttempts, nextAttempt } from './backoff.ts';
import type { Failure } from './failure.ts';
import { kinds, type Notice } from './kinds/all.ts';
import {
  deleteConversation,
  dropOwed,
  dropUndeliverable,
  insertNotices,
  type LeasedNotice,
  leaseNotices,
  listFailed,
  requeueFailed,
  saveConversation,
  settleLease,
} from './store.ts';

export type { Failure } from './failure.ts';
export type { Notice } from './kinds/all.ts';

/** A notice to a person. `key` names the occasion: the same key is never owed twice. Due at once unless `dueAt` is given. */
export type OwedNotice = Notice & { personId: string; key: string; dueAt?: Temporal.Instant };

/** Owes notices, in the transaction of the change that causes them: `deps.db` is that transaction. */
export async function owe(deps: Deps, tenantId: string, notices: OwedNotice | readonly OwedNotice[]): Promise<void> {
  const now = deps.now();
  const rows = [notices]
    .flat()
    .map(({ dueAt = now, ...notice }) => ({ ...notice, dueAt, noticeId: deps.newId(), createdAt: now }));
  await deps.db.transaction(tenantId, async (tx) => insertNotices(tx, rows));
}

/** Takes back the notices whose key starts so and that nobody is delivering yet, in the transaction that overtakes them. */
export async function withdraw(deps: Deps, tenantId: string, keyStart: string): Promise<void> {
  await deps.db.transaction(tenantId, (tx) => dropOwed(tx, keyStart, deps.now()));
}

/** A notice ready to be said: who to, where, in which language and zone, and the lease it is held under. */
export type DueNotice = { notice: Notice } & Omit<LeasedNotice, 'kind' | 'payload'>;

/** Long enough for a batch held up by a rate limit, short enough that a dead deliverer's notices are not late. */
const leaseSeconds = 120;
/** People who never opened the bot are not sent news older than this, in days. */
const longestWaitDays = 14;

/** What a deliverer took on: the notices it now holds, and how many were settled without being said. */
export type Lease = { due: DueNotice[]; dropped: number; failed: number; more: boolean };

/** Leases due notices of one tenant, at most `limit`; the ones that events have overtaken are dropped on the way. */
export async function lease(deps: Deps, tenantId: string, limit: number): Promise<Lease> {
  const now = deps.now();
  return deps.db.transaction(tenantId, async (tx) => {
    const settled = { dropped: await dropUndeliverable(tx, now, longestWaitDays), failed: 0 };
    const due: DueNotice[] = [];
    const leases = await leaseNotices(tx, now, limit, leaseSeconds);
    for (const { kind, payload, ...leased } of leases) {
      const notice = readNotice(kind, payload);
      if (!notice) {
        deps.log.error('notice not understood', { noticeId: leased.noticeId, kind });
        await settleLease(tx, leased, { state: 'failed', at: now, failure: 'not-understood' satisfies Failure });
        settled.failed++;
      } else if (await isStillTrue(tx, notice, now)) {
        due.push({ notice: await upToDate(tx, notice), ...leased });
      } else {
        await settleLease(tx, leased, { state: 'dropped', at: now, failure: 'no-longer-true' });
        settled.dropped++;
      }
    }
    return { due, ...settled, more: leases.length === limit };
  });
}

/** A row as its kind reads it; `undefined` when this version does not know the kind, or it carries something else. */
function readNotice(kind: string, payload: unknown): Notice | undefined {
  if (!Object.hasOwn(kinds, kind)) return undefined;
  const known = kind as Notice['kind'];
  const parsed = kinds[known].payload.safeParse(payload);
  return parsed.success ? ({ kind: known, payload: parsed.data } as Notice) : undefined;
}

function isStillTrue(tx: Tx, { kind, payload }: Notice, now: Temporal.Instant): Promise<boolean> {
  // The kind's own payload type cannot be followed through the table, but readNotice has just parsed it.
  return kinds[kind].stillTrue(tx, payload as never, now);
}

async function upToDate(tx: Tx, notice: Notice): Promise<Notice> {
  const { upToDate: renew } = kinds[notice.kind];
  return renew ? ({ ...notice, payload: await renew(tx, notice.payload as never) } as Notice) : notice;
}

export type Outcome =
  | { outcome: 'delivered' }
  /** `final`: trying again is of no use, such as when the person has removed the bot. */
  | { outcome: 'refused'; failure: Failure; final: boolean; retryAfterSeconds?: number }
  /** Not tried: there is no room for it before then. It does not count as an attempt. */
  | { outcome: 'postponed'; seconds: number };

/**
 * Says how the delivery of a leased notice went. A refusal is tried again later, until it is final or has been tried
 * too often; `chance` in [0, 1) spreads the retries. Answers the state the notice is in now, or `lost` when the lease had
 * run out and somebody else may have delivered it too.
 */
export async function settle(
  deps: Deps,
  tenantId: string,
  due: DueNotice,
  result: Outcome,
  chance: number,
): Promise<'delivered' | 'failed' | 'owed' | 'lost'> {
  const change = afterwards(result, due.attempts, deps.now(), chance);
  const ours = await deps.db.transaction(tenantId, (tx) => settleLease(tx, due, change));
  return ours ? change.state : 'lost';
}

function afterwards(result: Outcome, attempts: number, at: Temporal.Instant, chance: number) {
  switch (result.outcome) {
    case 'delivered':
      return { state: 'delivered', at, failure: null } as const;
    case 'postponed':
      return { state: 'owed', at, failure: null, dueAt: at.add({ seconds: result.seconds }), untried: true } as const;
    case 'refused': {
      const { failure, final, retryAfterSeconds } = result;
      if (final || attempts >= maximumAttempts) return { state: 'failed', at, failure } as const;
      return { state: 'owed', at, failure, dueAt: nextAttempt(at, attempts, chance, retryAfterSeconds) } as const;
    }
  }
}

/**
 * Remembers where the bot can reach a person. `reference` is the bot's own conversation reference. Answers whether this is
 * the first one: of two activities that arrive at once, only one is told so.
 */
export async function rememberConversation(
  deps: Deps,
  actor: Actor,
  reference: Record<string, unknown>,
): Promise<{ isNew: boolean }> {
  const isNew = await deps.db.transaction(actor.tenantId, (tx) =>
    saveConversation(tx, actor.personId, reference, deps.now()),
  );
  return { isNew };
}

/** Forgets it when the person removed the bot. */
export async function forgetConversation(deps: Deps, actor: Actor): Promise<void> {
  await deps.db.transaction(actor.tenantId, (tx) => deleteConversation(tx, actor.personId));
}

const failedKey = z.tuple([keyParts.instant, keyParts.id]);

/** Notices that could not be delivered, newest first; for the programme owner. */
export async function listFailedNotices(
  deps: Deps,
  actor: Actor,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const [failedAt, noticeId] = decodeCursor(cursor, failedKey) ?? [];
  const after = failedAt && noticeId ? { failedAt, noticeId } : undefined;
  const rows = await deps.db.transaction(actor.tenantId, (tx) => listFailed(tx, limit, after));
  const { items, next } = cutPage(rows, limit, (row) => [row.failedAt, row.noticeId]);
  return { items: items.map((row) => ({ ...row, failure: sayFailure(actor, row.failure) })), next };
}

function sayFailure({ locale }: Actor, failure: string): string {
  return say(locale, messageKey(`failure.${failure}`) ?? 'failure.refused');
}

/** Puts a failed notice back in line for delivery. */
export async function retryNotice(deps: Deps, actor: Actor, noticeId: string) {
  return deps.db.transaction(actor.tenantId, async (tx) =>
    (await requeueFailed(tx, noticeId, deps.now())) ? done({ noticeId }) : refuse('no-such-notice'),
  );
}
