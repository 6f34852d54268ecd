import { z } from 'zod';
import { instant } from '../../platform/contract.ts';
import { findTicketState } from '../store.ts';
import { noticeKind } from './kind.ts';
import { ticketPayload } from './ticket.ts';

const news = z.enum([
  'claimed',
  'call-taken-back',
  'check-missed',
  'put-on-hold',
  'hold-ran-out',
  'message',
  'transferred',
  'transferred-to-you',
  'escalated',
  'escalated-to-you',
  'resolved',
  'no-show',
  'queue-closed',
  'champion-left',
  'asker-ready',
  'asker-not-ready',
  'asker-left',
  'reopened',
]);

/** News that asks for something just now, and the one state in which it still does. The rest is true whenever it is read. */
const onlyWhile: Partial<Record<z.output<typeof news>, string>> = {
  claimed: 'claimed',
  'asker-ready': 'claimed',
  'check-missed': 'on-hold',
  'put-on-hold': 'on-hold',
  'transferred-to-you': 'transferred',
  'escalated-to-you': 'escalated',
};

/** To one side of a ticket: what became of it. */
export const ticketNews = noticeKind({
  payload: ticketPayload.extend({
    news,
    /** What whoever did it wrote about it; may be empty. */
    note: z.string(),
    /** A message, or what helped; may be empty. */
    body: z.string(),
    /** When a hold runs out; null otherwise. */
    until: instant.nullable(),
  }),
  stillTrue: async (tx, { ticketId, news }) => {
    const state = onlyWhile[news];
    return state === undefined || (await findTicketState(tx, ticketId))?.state === state;
  },
});
