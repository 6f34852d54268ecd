import type { Deps } from '../../../deps.ts';
import type { Actor } from '../../../platform/actor.ts';
import type { Waiting } from '../../schema/waiting-list.ts';
import { listWaitingFor, listWaitingOf } from '../../store/waiting.ts';
import { sayWaiting } from './say-waiting.ts';

/** Whoever never opens the chat reads here for some days why a place in line has ended. */
const endedShownDays = 7;

/** Where the actor waits, and what ended lately; or who waits for a place with them, first in line first. */
export async function listWaiting(
  deps: Deps,
  actor: Actor,
  { as = 'learner' }: { as?: 'learner' | 'champion' | undefined } = {},
): Promise<{ items: Waiting[] }> {
  const now = deps.now();
  const places = await deps.db.transaction(actor.tenantId, (tx) =>
    as === 'champion'
      ? listWaitingFor(tx, actor.personId)
      : listWaitingOf(tx, actor.personId, now.subtract({ hours: 24 * endedShownDays })),
  );
  return { items: places.map((place) => sayWaiting(actor, place, now)) };
}
