import type { Deps } from '../../deps.ts';
import type { Tx } from '../../platform/database.ts';
import { ExpiringMap } from '../../platform/expiring-map.ts';
import { buildExpertise, type Expertise } from '../expertise.ts';
import { findWritings } from '../store/writings.ts';

const tenantsRemembered = 50;
const rememberedMilliseconds = 5 * 60_000;

/** By tenant: reading and weighing what hundreds of people wrote takes longer than one search may. */
const remembered = new ExpiringMap<Promise<Expertise>>(tenantsRemembered);

/** How well each champion's writings speak to a goal; of nobody, when there is no goal. */
export async function expertiseFor(deps: Deps, tx: Tx, goal: string): Promise<ReadonlyMap<string, number>> {
  if (goal === '') return new Map();
  const now = deps.now().epochMilliseconds;
  let known = remembered.get(tx.tenantId, now);
  if (!known) {
    known = findWritings(tx, deps.now()).then(buildExpertise);
    const built = known;
    remembered.set(tx.tenantId, built, now + rememberedMilliseconds);
    // Whoever waits for it hears of a fault; the next one tries again.
    built.catch(() => remembered.set(tx.tenantId, built, 0));
  }
  return (await known).score(goal);
}
