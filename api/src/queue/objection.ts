import type { Temporal } from 'temporal-polyfill';
import type { By, Circumstances, TicketEvent, Times } from './event.ts';
import { isOver, life, type Step, type Who } from './life.ts';
import { isAsker, isInLine, isInWriting, type Ticket, whyNotServe } from './ticket.ts';

export type Objection =
  | 'ticket-over'
  | 'ticket-taken'
  | 'not-now'
  | 'not-allowed'
  | 'not-your-ticket'
  | 'own-ticket'
  | 'for-somebody-else'
  | 'only-in-writing'
  | 'reason-missing'
  | 'already-there'
  | 'nobody-to-join'
  | 'time-left'
  | 'too-late';

/** Why an event cannot happen to a ticket; null when it can, and then the table has a step for it. */
export function objectionTo(ticket: Ticket, event: TicketEvent, circumstances: Circumstances): Objection | null {
  const { by } = circumstances;
  if (by.role === 'asker' && !isAsker(ticket, by)) return 'not-your-ticket';
  const step = life[ticket.state][event.does];
  if (!step) return whyNotNow(ticket, event);
  if (step.needs === 'person' && isInWriting(ticket)) return 'only-in-writing';
  return whyNotBy(ticket, event, step, by) ?? whyNotThis(ticket, event, circumstances);
}

function whyNotNow({ state }: Ticket, { does }: TicketEvent): Objection {
  if (isOver(state)) return 'ticket-over';
  const isWanted = does === 'call' || does === 'pick' || does === 'claim';
  return isWanted && (state === 'called' || state === 'claimed') ? 'ticket-taken' : 'not-now';
}

const roleOf: Record<Who, By['role']> = {
  asker: 'asker',
  server: 'champion',
  holder: 'champion',
  leaver: 'champion',
  champion: 'champion',
  clock: 'clock',
};

function whyNotBy(ticket: Ticket, event: TicketEvent, step: Step, by: By): Objection | null {
  const who = step.by.find((one) => roleOf[one] === by.role);
  if (!who) return 'not-allowed';
  if (by.role !== 'champion' || who === 'champion') return null;
  if (who === 'server') return whyNotServe(ticket, by);
  if (who === 'leaver') return 'championId' in event && event.championId === by.championId ? null : 'not-allowed';
  if (ticket.championId === by.championId) return null;
  return event.does === 'claim' ? 'ticket-taken' : 'not-your-ticket';
}

/** What speaks against this one event, whoever wants it. */
function whyNotThis(ticket: Ticket, event: TicketEvent, { by, now, times }: Circumstances): Objection | null {
  switch (event.does) {
    case 'pick':
      return event.reason.trim() === '' ? 'reason-missing' : null;
    case 'run-out':
      return ticket.until && now.epochMilliseconds < ticket.until.epochMilliseconds ? 'time-left' : null;
    case 'transfer':
      if (isAsker(ticket, { personId: event.championId })) return 'own-ticket';
      return hasOrAwaits(ticket, event.championId) ? 'already-there' : null;
    case 'escalate':
      return ticket.waitsFor.whom === 'specialist' ? 'already-there' : null;
    case 'champion-left':
      return hasOrAwaits(ticket, event.championId) ? null : 'not-your-ticket';
    case 'join-group':
      return whyNotJoin(ticket, event.other);
    case 'leave-group':
      return ticket.groupId === ticket.ticketId ? 'already-there' : null;
    case 'reopen':
      return whyNotReopen(ticket, by, now, times);
    default:
      return null;
  }
}

function hasOrAwaits({ championId, waitsFor }: Ticket, other: string): boolean {
  return championId === other || (waitsFor.whom === 'champion' && waitsFor.championId === other);
}

function whyNotJoin(ticket: Ticket, other: Ticket): Objection | null {
  if (ticket.groupId === other.groupId) return 'already-there';
  return other.groupable && isInLine(other) && other.queueId === ticket.queueId ? null : 'nobody-to-join';
}

/** Only a mistake is undone: once, soon, and not what the asker never did. */
function whyNotReopen({ asker, endedBy, reopened, since }: Ticket, by: By, now: Temporal.Instant, times: Times) {
  if (endedBy !== 'withdraw' && endedBy !== 'resolve' && endedBy !== 'no-show') return 'ticket-over';
  // Whoever is not known can be let back in line only from their own browser.
  if (asker.anonymity === 'for-good' && by.role !== 'asker') return 'not-allowed';
  const until = since.epochMilliseconds + times.reopenMinutes * 60_000;
  return reopened || now.epochMilliseconds > until ? 'too-late' : null;
}
