import { findTicketState } from '../store.ts';
import { noticeKind } from './kind.ts';
import { ticketPayload } from './ticket.ts';

/** To the asker who has come to the head of the line; dropped when they are in line no more. */
export const ticketNext = noticeKind({
  payload: ticketPayload,
  stillTrue: async (tx, { ticketId }) => {
    const state = (await findTicketState(tx, ticketId))?.state;
    return state === 'waiting' || state === 'transferred' || state === 'escalated';
  },
});
