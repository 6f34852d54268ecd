import type { Deps } from '../../../deps.ts';
import { championsWaitedFor } from '../../store/line.ts';
import { moveOffersOn } from './offer.ts';

/**
 * Moves every line of a tenant on: offers that ran out, places that became free as time went by, sessions that are over,
 * people who left. Champions one after the other, each in a transaction of its own; trouble with one is logged, and the
 * others are not kept waiting.
 */
export async function serveLines(deps: Deps, tenantId: string): Promise<void> {
  for (const championId of await deps.db.transaction(tenantId, championsWaitedFor)) {
    try {
      await moveOffersOn(deps, tenantId, championId);
    } catch (error) {
      deps.log.error('a waiting list was not served', { tenantId, championId, error });
    }
  }
}
