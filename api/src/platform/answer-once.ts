import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Deps } from '../deps.ts';
import type { Actor } from './actor.ts';
import type { Tx } from './database.ts';
import { type Refusal, refuse } from './result.ts';

/** A request that named itself: its key, and what it asks for, by which a key that is used for another request is found out. */
export type NamedRequest = { key: string | undefined; operation: string; input: unknown };

/**
 * Runs `work` and remembers its answer under the request's key, in one transaction: the same key gets the same answer, be it
 * a refusal, and nothing is done twice, however often and however simultaneously it is sent. Without a key it only runs.
 * `work` is given deps whose `db` is that transaction, and joins it.
 */
export async function answerOnce<Answer extends object>(
  deps: Deps,
  actor: Actor,
  { key, operation, input }: NamedRequest,
  work: (deps: Deps) => Promise<Answer>,
): Promise<Answer | Refusal<'key-reused'>> {
  if (key === undefined) return work(deps);
  const request = createHash('sha256')
    .update(`${operation} ${JSON.stringify(input)}`)
    .digest('base64url');
  // In an object of its own, as a refusal at the top would roll back what is remembered of it.
  const { answer } = await deps.db.transaction(actor.tenantId, async (tx) => {
    const earlier = await claimKey(tx, actor.personId, key, request, deps);
    if (earlier) return { answer: earlier.request === request ? (earlier.answer as Answer) : refuse('key-reused') };
    const fresh = await tx.transaction(actor.tenantId, (joined) => work({ ...deps, db: joined }));
    rememberAnswer(tx, actor.personId, key, fresh);
    return { answer: fresh };
  });
  return answer;
}

/** Claims a key, or answers what was answered under it; a request that is being decided just now is waited for. */
async function claimKey(tx: Tx, personId: string, key: string, request: string, deps: Deps) {
  const { rows: claimed } = await sql`
    insert into idempotent_answers (tenant_id, person_id, key, request, answered_at)
    values (${tx.tenantId}, ${personId}, ${key}, ${request}, ${deps.now()})
    on conflict do nothing returning key`.execute(tx.prepared);
  if (claimed.length > 0) return undefined;
  const { rows } = await sql<{ request: string; answer: object }>`
    select request, answer from idempotent_answers
    where tenant_id = ${tx.tenantId} and person_id = ${personId} and key = ${key}`.execute(tx.sql);
  return rows[0];
}

function rememberAnswer(tx: Tx, personId: string, key: string, answer: object): void {
  const remember = sql`
    update idempotent_answers set answer = ${JSON.stringify(answer)}::json
    where tenant_id = ${tx.tenantId} and person_id = ${personId} and key = ${key}`;
  tx.send(remember.compile(tx.sql));
}

/** Forgets answers older than a day; nobody repeats a request for longer. */
export async function forgetAnswers(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.transaction(tenantId, async (tx) => {
    const dayAgo = deps.now().subtract({ hours: 24 });
    await sql`delete from idempotent_answers where tenant_id = ${tx.tenantId} and answered_at < ${dayAgo}`.execute(
      tx.sql,
    );
  });
}
