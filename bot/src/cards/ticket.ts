import type { CardElement } from '@microsoft/teams.cards';
import type { OwnTicket } from '@open-door/api/queue/schema/tickets.ts';
import type { Message } from '../message.ts';
import { type MessageKey, say } from '../say.ts';
import { sayExactly, sayNow, sayStart } from '../when.ts';
import {
  type Addressee,
  type CardAction,
  fact,
  heading,
  message,
  openButton,
  press,
  quiet,
  sayButton,
  words,
} from './parts.ts';
import { sayWait } from './queues.ts';

/** Somebody's own ticket, wherever it stands, with what they can do about it; `before` is said first. */
export function ticketCard(to: Addressee, ticket: OwnTicket, before?: string): Message {
  const { locale } = to;
  const { title, text, lines = [], last = [], actions } = sayTicket(to, ticket);
  const { topic, question } = ticket;
  const body = [
    heading(say(locale, title)),
    ...(before ? [words(before)] : []),
    words(text),
    ...lines,
    ...(topic ? [fact(say(locale, 'book.about'), topic.label)] : []),
    fact(say(locale, 'book.question'), question),
    ...last,
  ];
  return message(before ? `${before} ${text}` : text, body, actions);
}

type Said = { title: MessageKey; text: string; lines?: CardElement[]; last?: CardElement[]; actions: CardAction[] };

function sayTicket(to: Addressee, ticket: OwnTicket): Said {
  switch (ticket.state) {
    case 'waiting':
    case 'transferred':
    case 'escalated':
      return inLine(to, ticket);
    case 'called':
      return called(to, ticket);
    case 'on-hold':
      return onHold(to, ticket);
    case 'claimed':
      return claimed(to, ticket);
    default:
      return over(to, ticket);
  }
}

function inLine(to: Addressee, ticket: OwnTicket): Said {
  const { locale } = to;
  const { ticketId, place, waitsFor, queueName: queue, queueState, queueNote } = ticket;
  const text = say(locale, 'place.text', { place: place?.place ?? 0, of: place?.of ?? 0, queue });
  return {
    title: 'place.title',
    text,
    lines: [
      ...(queueState === 'paused' ? [words(say(locale, 'queue.state', { state: queueState }))] : []),
      ...(queueNote ? [words(`“${queueNote}”`)] : []),
      words(sayWait(to, ticket.wait)),
      ...(waitsFor === 'anyone' ? [] : [words(say(locale, 'place.waits-for', { waitsFor }))]),
      ...(place?.because ?? []).map((why) => quiet(`• ${why}`)),
      quiet(say(locale, 'place.as-of', { time: sayNow(to) })),
    ],
    actions: [
      press(say(locale, 'place.update'), 'place', {}, to),
      press(say(locale, 'place.pause'), 'act', { ticketId, does: 'pause' }, to),
      leaveButton(to, ticket),
      openPlace(to),
    ],
  };
}

function called(to: Addressee, ticket: OwnTicket): Said {
  const { locale } = to;
  const { queueName: queue, until, placeIsKept } = ticket;
  const time = until ? sayExactly(until, to) : '';
  return {
    title: 'called.title',
    text: say(locale, 'called.text', { name: championOf(ticket), queue, until: time }),
    lines: [words(say(locale, 'called.if-missed', { kept: placeIsKept }))],
    actions: [...readyButtons(to, ticket), leaveButton(to, ticket)],
  };
}

/** Answers a ready check. */
export function readyButtons(to: Addressee, { ticketId }: { ticketId: string }): CardAction[] {
  const { locale } = to;
  return [
    press(say(locale, 'called.ready'), 'act', { ticketId, does: 'ready' }, to),
    press(say(locale, 'called.not-now'), 'act', { ticketId, does: 'not-ready' }, to),
  ];
}

function onHold(to: Addressee, ticket: OwnTicket): Said {
  const { locale } = to;
  const { ticketId, queueName: queue, until, holdNote } = ticket;
  return {
    title: 'on-hold.title',
    text: say(locale, 'on-hold.text', { queue, until: until ? sayStart(until, to) : '' }),
    lines: holdNote ? [words(`“${holdNote}”`)] : [],
    actions: [
      press(say(locale, 'on-hold.resume'), 'act', { ticketId, does: 'resume' }, to),
      leaveButton(to, ticket),
      openPlace(to),
    ],
  };
}

function claimed(to: Addressee, ticket: OwnTicket): Said {
  const { locale } = to;
  const { ticketId, championUsername } = ticket;
  const name = championOf(ticket);
  return {
    title: 'claimed.title',
    text: say(locale, 'claimed.text', { name }),
    actions: [
      ...talkButtons(to, name, championUsername),
      press(say(locale, 'claimed.leave'), 'act', { ticketId, does: 'withdraw' }, to),
      openPlace(to),
    ],
  };
}

/** Where the two of them meet in Teams. */
export function talkButtons({ locale, links }: Addressee, name: string, username: string | null): CardAction[] {
  if (!username) return [];
  return [
    openButton(say(locale, 'talk.chat', { name }), links.chat(username)),
    openButton(say(locale, 'talk.call', { name }), links.call(username)),
  ];
}

function over(to: Addressee, ticket: OwnTicket): Said {
  const { locale, now } = to;
  const { ticketId, endedBy, state, queueName: queue, whatHelped, helped, reopenUntil } = ticket;
  const name = championOf(ticket);
  const ending = endings[endedBy ?? ''] ?? 'withdraw';
  const mayReopen = reopenUntil !== null && Date.parse(reopenUntil) > now.epochMilliseconds;
  const asksHelped = state === 'resolved' && helped === null;
  return {
    title: 'over.title',
    text: say(locale, `over.${ending}`, { name, queue }),
    last: [
      ...(whatHelped ? [fact(say(locale, 'over.what-helped'), whatHelped)] : []),
      ...(helped ? [words(say(locale, `helped.thanks-${helped}`))] : []),
      ...(asksHelped ? [words(say(locale, 'helped.title'))] : []),
    ],
    actions: [
      ...(asksHelped ? helpedButtons(to, ticketId) : []),
      ...(mayReopen ? [reopenButton(to, ticket)] : []),
      sayButton(say(locale, ending === 'convert' ? 'say.sessions' : 'say.live'), to),
    ],
  };
}

/** One press says whether it helped. */
export function helpedButtons(to: Addressee, ticketId: string): CardAction[] {
  return (['yes', 'partly', 'no'] as const).map((helped) =>
    press(say(to.locale, `helped.${helped}`), 'ticket-helped', { ticketId, helped }, to),
  );
}

/** Takes an end back. */
export function reopenButton(to: Addressee, { ticketId, state }: Pick<OwnTicket, 'ticketId' | 'state'>): CardAction {
  return press(say(to.locale, 'over.reopen', { state }), 'act', { ticketId, does: 'reopen' }, to);
}

/** The words for each event that ends a ticket. */
const endings: Record<string, 'resolve' | 'no-show' | 'withdraw' | 'run-out' | 'close-queue' | 'convert'> = {
  resolve: 'resolve',
  'no-show': 'no-show',
  withdraw: 'withdraw',
  'run-out': 'run-out',
  'close-queue': 'close-queue',
  convert: 'convert',
};

const championOf = ({ champion }: OwnTicket) => champion?.displayName ?? '';

export function leaveButton(to: Addressee, { ticketId }: { ticketId: string }): CardAction {
  return press(say(to.locale, 'place.leave'), 'act', { ticketId, does: 'withdraw' }, to);
}

/** Where in the app somebody sees their place, live. */
export function openPlace({ locale, links }: Addressee): CardAction {
  return openButton(say(locale, 'open.place'), links.queues);
}
