import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import { dismiss, findDeserted, findTicketsWith } from '../store/overdue.ts';
import { changeEach } from './change.ts';
import { closeForgotten } from './close.ts';

/**
 * Ends the tickets of people who left, puts back in line what a champion among them had or was waited for, and takes them
 * from their queues; a queue without a champion is closed. Called in the transaction that marks them as gone, after that,
 * or by the clock. Whoever asked without a link to themselves cannot be found, and need not be.
 */
export async function releaseTicketsOf(deps: Deps, tenantId: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  await deps.db.transaction(tenantId, async (tx) => {
    const inTx = { ...deps, db: tx };
    const now = deps.now();
    const how = { by: { role: 'clock' as const }, now };
    const left = await dismiss(tx, personIds);
    for (const queueId of await findDeserted(tx, left)) await closeForgotten(inTx, tx, queueId, now);
    const { asked, helped } = await findTicketsWith(tx, personIds);
    await changeEach(inTx, tenantId, asked, { does: 'asker-gone' }, how);
    for (const { ticketId, championId } of helped) {
      await changeEach(inTx, tenantId, [ticketId], { does: 'champion-left', championId }, how);
    }
    if (left.length > 0) await touch(inTx, tenantId, ['queues', ...left.map((id) => `queue:${id}` as const)]);
  });
}
