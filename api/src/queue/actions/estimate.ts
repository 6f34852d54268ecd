import type { Deps } from '../../deps.ts';
import type { Tx } from '../../platform/database.ts';
import { insertForecast } from '../store/forecasts.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Keeps what the asker of a ticket is told that was just put in line, to be judged by later; nothing is kept where nothing
 * is told, as nobody is there to help. `snapshot` was read in the same transaction, after the ticket was written.
 */
export async function recordForecast(
  deps: Pick<Deps, 'now'>,
  tx: Tx,
  snapshot: Snapshot,
  ticketId: string,
): Promise<void> {
  const wait = snapshot.expected.waits.get(ticketId);
  if (!wait?.ok) return;
  const { minutes, low, high } = wait;
  const ahead = snapshot.line.findIndex(({ tickets }) => tickets.some((ticket) => ticket.ticketId === ticketId));
  const { queueId } = snapshot.queue;
  await insertForecast(tx, { ticketId, queueId, at: deps.now(), ahead, minutes, low, high });
}
