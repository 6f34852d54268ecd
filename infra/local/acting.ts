import type { Actor } from '@open-door/api/platform/actor.ts';

/** A person of a seeded organisation, for actions that people do for themselves. */
export function actorOf(tenantId: string, { id, timeZone }: { id: string; timeZone: string }): Actor {
  return { tenantId, personId: id, roles: ['learner', 'owner'], locale: 'en-GB', timeZone };
}

/** The seed asks only for what it may have: a refusal is a fault of ours. */
export function mustBeDone<T extends { ok: boolean }>(result: T): Extract<T, { ok: true }> {
  if (!result.ok) throw new Error(`the seed was refused: ${JSON.stringify(result)}`);
  return result as Extract<T, { ok: true }>;
}
