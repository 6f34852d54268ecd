import type { Deps } from '../../deps.ts';
import type { Tx } from '../../platform/database.ts';
import { ExpiringMap } from '../../platform/expiring-map.ts';
import { buildExpertise, type Expertise } from '../expertise.ts';
import { findWritings } from '../store/writings.ts';

const tenantsRemembered = 50;
const rememberedMilliseconds = 5 * 60_000;

/** By tenant: reading and weighing what hundreds of people wrote takes longer than one search may. */
const remembered = new ExpiringMap<Promise<Expertise>>(tenantsRemembered);

/** What `buildExpertise` gives whoever wrote exactly the goal, once: enough to know them for it, so it counts in full. */
const writtenOnce = 0.26;

function inFull(expertise: Expertise): Expertise {
  const scaled = (scores: Map<string, number>) => {
    for (const [id, score] of scores) scores.set(id, Math.min(1, score / writtenOnce));
    return scores;
  };
  return {
    score: (goal) => scaled(expertise.score(goal)),
    scoreAbove: (least, goal) => scaled(expertise.scoreAbove(least * writtenOnce, goal)),
  };
}

/** How well each champion's writings speak to a goal, 0 to 1; of nobody, when there is no goal. */
export async function expertiseFor(deps: Deps, tx: Tx, goal: string): Promise<ReadonlyMap<string, number>> {
  return goal === '' ? new Map() : (await knownExpertise(deps, tx)).scoreAbove(0, goal);
}

/** What champions wrote, ready for many goals, on the scale of a ranking; some minutes old at most. */
export async function knownExpertise(deps: Deps, tx: Tx): Promise<Expertise> {
  const now = deps.now().epochMilliseconds;
  let known = remembered.get(tx.tenantId, now);
  if (!known) {
    known = findWritings(tx, deps.now()).then((champions) => inFull(buildExpertise(champions)));
    const built = known;
    remembered.set(tx.tenantId, built, now + rememberedMilliseconds);
    // Whoever waits for it hears of a fault; the next one tries again.
    built.catch(() => remembered.set(tx.tenantId, built, 0));
  }
  return known;
}
