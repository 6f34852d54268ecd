import type { Database, Tx } from './database.ts';

/**
 * Asks for many keys at once: who asks while an answer is under way is answered by the next one, which begins after they
 * asked. So nobody gets an answer from before their question, however many ask. A key without an answer is `undefined`.
 */
export function batched<Value>(
  ask: (keys: string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: { keys: Set<string>; answer: Promise<ReadonlyMap<string, Value>> } | undefined;
  return async (key) => {
    if (!next) {
      const keys = new Set<string>();
      const begin = () => {
        next = undefined;
        return ask([...keys]);
      };
      const answer = underWay.then(begin, begin);
      underWay = answer;
      next = { keys, answer };
    }
    next.keys.add(key);
    return (await next.answer).get(key);
  };
}

/** The same for what is asked of a tenant's rows: one transaction answers all who ask together. */
export function batchedByTenant<Value>(
  ask: (tx: Tx, keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (db: Database, tenantId: string, key: string) => Promise<Value | undefined> {
  const databases = new WeakMap<Database, Map<string, (key: string) => Promise<Value | undefined>>>();
  return (db, tenantId, key) => {
    const tenants = databases.get(db) ?? new Map<string, (key: string) => Promise<Value | undefined>>();
    databases.set(db, tenants);
    const one = tenants.get(tenantId) ?? batched((keys) => db.transaction(tenantId, (tx) => ask(tx, keys)));
    tenants.set(tenantId, one);
    return one(key);
  };
}
