import type { Temporal } from 'temporal-polyfill';

/** Who goes first of several equals: the smaller number does. */
export type Draw = (personId: string) => number;

/**
 * The draw that one learner has for a week: as good as random for another learner, week or champion, and otherwise the same.
 * A champion's lot is mixed with a number of the learner and week in two rounds of multiplying (Thomas Mueller's hash), which
 * a database can do as well.
 */
export function drawFor(learnerId: string, now: Temporal.Instant): Draw {
  const seed = drawSeed(learnerId, now);
  return (personId) => {
    let mixed = lotOf(personId) ^ seed;
    mixed = Math.imul((mixed >>> 16) ^ mixed, 0x45d9f3b);
    mixed = Math.imul((mixed >>> 16) ^ mixed, 0x45d9f3b);
    return ((mixed >>> 16) ^ mixed) >>> 0;
  };
}

/** 32 bits for a learner and the week, from Monday to Sunday at UTC. */
export function drawSeed(learnerId: string, now: Temporal.Instant): number {
  const weeksSinceFirstMonday = Math.floor((now.epochMilliseconds / 86_400_000 - 4) / 7);
  return lotOf(`${learnerId} ${weeksSinceFirstMonday}`);
}

/** The same 32 bits for the same text (FNV-1a). */
export function lotOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
