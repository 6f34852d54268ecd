import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { OwnTicket } from '../schema/tickets.ts';
import { saveHelped } from '../store/ticket-history.ts';
import { findTicket } from '../store/tickets.ts';
import { getOwnTicket } from './join.ts';
import { type Reader, seeTicket } from './reader.ts';
import { theirTopics } from './their-topics.ts';

/** The asker says, once, whether what was resolved helped. */
export async function sayWhetherTicketHelped(
  deps: Deps,
  reader: Reader,
  ticketId: string,
  { helped }: { helped: 'yes' | 'partly' | 'no' },
): Promise<Result<OwnTicket, 'no-such-ticket' | 'not-your-ticket' | 'not-now' | 'already-said'>> {
  const { tenantId } = reader.actor;
  const said = await deps.db.transaction(tenantId, async (tx) => {
    const seen = await seeTicket(tx, reader, ticketId);
    if (!seen) return refuse('no-such-ticket');
    if (seen.role !== 'asker') return refuse('not-your-ticket');
    const kept = await saveHelped(tx, { ticketId, helped, at: deps.now() });
    const ticket = (await findTicket(tx, ticketId)) ?? seen.ticket;
    if (ticket.state !== 'resolved') return refuse('not-now');
    // Saying the same again is no second answer.
    if (ticket.helped !== helped) return refuse('already-said');
    if (kept) await touch({ ...deps, db: tx }, tenantId, theirTopics(ticket));
    return done({});
  });
  return said.ok ? getOwnTicket(deps, reader, ticketId) : said;
}
