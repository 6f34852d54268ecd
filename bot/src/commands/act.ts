import { actOnTicket } from '@open-door/api/queue/actions/act.ts';
import { sayWhetherTicketHelped } from '@open-door/api/queue/actions/helped.ts';
import { getCurrentTicket, getTicket } from '@open-door/api/queue/actions/tickets.ts';
import {
  type TicketInDetail,
  type TicketStateOnWire,
  ticketEventRequest,
} from '@open-door/api/queue/schema/tickets.ts';
import type { Pressed } from '../card-actions.ts';
import { deskTicketsCard } from '../cards/desk.ts';
import { refusedCard } from '../cards/refused.ts';
import { ticketCard } from '../cards/ticket.ts';
import type { Message } from '../message.ts';
import { sayRefusal } from '../say.ts';
import type { Turn } from '../turn.ts';
import { place } from './queue.ts';

type Does = Pressed<'act'>['does'];

/** A step in a ticket's life. What cannot be done is answered with why, and the ticket as it stands. */
export async function act(turn: Turn, { ticketId, does }: Pressed<'act'>): Promise<Message> {
  const { deps, actor, to } = turn;
  const result = await actOnTicket(deps, { actor }, ticketId, ticketEventRequest.parse({ does }));
  if (result.ok) return cardOf(turn, result);
  const words = sayRefusal(to.locale, result);
  const ticket = await getTicket(deps, { actor }, ticketId);
  if (!ticket.ok) return refusedCard(to, words);
  // A second press: it is so, and that is the answer.
  return cardOf(turn, ticket, after[does].includes(ticket.state) ? undefined : words);
}

function cardOf({ to }: Turn, ticket: TicketInDetail, before?: string): Message {
  return ticket.role === 'asker' ? ticketCard(to, ticket, before) : deskTicketsCard(to, [ticket], before);
}

const line: TicketStateOnWire[] = ['waiting', 'transferred', 'escalated'];

/** In which state a ticket is when the step was done already. */
const after: Record<Does, TicketStateOnWire[]> = {
  ready: ['claimed'],
  'not-ready': ['on-hold'],
  pause: ['on-hold'],
  resume: line,
  withdraw: ['withdrawn'],
  reopen: line,
  claim: ['claimed'],
  'put-back': line,
  'no-show': ['no-show'],
};

/** What somebody says of their place without naming it, by what it can mean where they are. */
const meant: Record<'leave' | 'pause' | 'ready', (state: TicketStateOnWire) => Does> = {
  leave: () => 'withdraw',
  pause: (state) => (state === 'called' ? 'not-ready' : 'pause'),
  ready: (state) => (state === 'on-hold' ? 'resume' : 'ready'),
};

/** Does what somebody said to their own ticket. */
export async function actOnOwn(turn: Turn, wish: keyof typeof meant): Promise<Message> {
  const { deps, actor } = turn;
  const { ticket } = await getCurrentTicket(deps, { actor });
  const lives = ticket !== null && ticket.endedBy === null;
  return lives ? act(turn, { ticketId: ticket.ticketId, does: meant[wish](ticket.state) }) : place(turn);
}

/** Keeps the answer to "did it help?"; once more, it shows what was answered. */
export async function ticketHelped(turn: Turn, { ticketId, helped }: Pressed<'ticket-helped'>): Promise<Message> {
  const { deps, actor, to } = turn;
  const said = await sayWhetherTicketHelped(deps, { actor }, ticketId, { helped });
  if (said.ok) return ticketCard(to, said);
  const ticket = said.reason === 'already-said' ? await getTicket(deps, { actor }, ticketId) : undefined;
  return ticket?.ok && ticket.role === 'asker' ? ticketCard(to, ticket) : refusedCard(to, sayRefusal(to.locale, said));
}
