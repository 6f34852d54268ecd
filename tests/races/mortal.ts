import type { Deps } from '../../api/src/deps.ts';

export class Crash extends Error {}

/**
 * Takes so many steps and dies before it hears of the last one's effect, which is as if it died right before the next: a step
 * is a transaction or a call to Graph.
 */
export function mortal(deps: Deps, mostSteps: number): Deps & { steps: () => number } {
  let taken = 0;
  const step = async <T>(take: () => Promise<T>): Promise<T> => {
    taken++;
    if (taken > mostSteps) throw new Crash();
    const result = await take();
    if (taken === mostSteps) throw new Crash();
    return result;
  };
  return {
    ...deps,
    db: { ...deps.db, transaction: (tenantId, work) => step(() => deps.db.transaction(tenantId, work)) },
    graph: { call: (key, request) => step(() => deps.graph.call(key, request)) },
    log: { ...deps.log, error: () => {} },
    steps: () => taken,
  };
}
