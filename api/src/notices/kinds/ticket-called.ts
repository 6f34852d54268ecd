import { instant } from '../../platform/contract.ts';
import { findTicketState } from '../store.ts';
import { isAhead, noticeKind } from './kind.ts';
import { ticketPayload } from './ticket.ts';

/** To the asker whose turn it is: are you ready? Dropped when the ready check is over. */
export const ticketCalled = noticeKind({
  payload: ticketPayload.extend({ until: instant }),
  stillTrue: async (tx, { ticketId, championId, until }, now) => {
    const ticket = await findTicketState(tx, ticketId);
    return ticket?.state === 'called' && ticket.championId === championId && isAhead(until, now);
  },
});
