import { ActionSet, type CardElement, Container, TextInput } from '@microsoft/teams.cards';
import type { Queue } from '@open-door/api/queue/schema/queues.ts';
import type { DeskTicket } from '@open-door/api/queue/schema/tickets.ts';
import type { Message } from '../message.ts';
import { say } from '../say.ts';
import { capital, sayExactly, sayNow } from '../when.ts';
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
  strong,
  words,
} from './parts.ts';
import { talkButtons } from './ticket.ts';

/** More would make a card nobody reads; the app has the rest. */
const shown = 5;

export type Line = { waiting: readonly DeskTicket[]; onHold: readonly DeskTicket[]; inHelp: readonly DeskTicket[] };

/** The line of the queue where a champion helps: whom they have, who helps whom, who waits. `before` is said first. */
export function lineCard(
  to: Addressee,
  queue: Pick<Queue, 'queueId' | 'name'>,
  { line: { waiting, onHold, inHelp }, before }: { line: Line; before?: string },
): Message {
  const { locale, links } = to;
  const text = say(locale, 'line.text', { count: waiting.length, queue: queue.name });
  const mine = inHelp.filter(({ champion }) => champion?.personId === to.personId);
  const others = inHelp.filter((ticket) => !mine.includes(ticket));
  const next = mine.length === 0 && waiting.length > 0 ? [callNextButton(to, queue)] : [];
  return message(
    before || text,
    [
      heading(queue.name),
      ...(before ? [words(before)] : []),
      ...mine.map((ticket) => new Container(...ticketLines(to, ticket), new ActionSet(...deskButtons(to, ticket)))),
      ...others.map((ticket) => quiet(sayHelping(to, ticket))),
      words(text),
      ...waiting.slice(0, shown).map((ticket) => waitingTicket(to, ticket)),
      ...(onHold.length > 0 ? [quiet(say(locale, 'line.on-hold', { count: onHold.length }))] : []),
      quiet(say(locale, 'place.as-of', { time: sayNow(to) })),
    ],
    [...next, press(say(locale, 'place.update'), 'line', {}, to), openButton(say(locale, 'open.desk'), links.desk)],
  );
}

function waitingTicket(to: Addressee, ticket: DeskTicket): Container {
  const { locale } = to;
  const { place, topic, waitedMinutes, question } = ticket;
  const waited = say(locale, 'line.waited', { minutes: waitedMinutes });
  return new Container(
    strong(`${place === null ? '' : `${place}. `}${capital(askerOf(to, ticket), to)}`),
    quiet([topic?.label, waited].filter(Boolean).join(' · ')),
    words(`“${short(question)}”`),
  ).withOptions({ separator: true, spacing: 'Small' });
}

/** A question is up to 2,000 characters, and a line shows several. */
const short = (question: string) => (question.length > 200 ? `${question.slice(0, 199)}…` : question);

function sayHelping(to: Addressee, ticket: DeskTicket): string {
  return say(to.locale, 'line.helping', { champion: ticket.champion?.displayName ?? '', asker: askerOf(to, ticket) });
}

/** A champion at no queue just now, who can go to one in the app. */
export function awayCard(to: Addressee): Message {
  const { locale, links } = to;
  const text = say(locale, 'line.away');
  return message(
    text,
    [words(text)],
    [openButton(say(locale, 'open.desk'), links.desk), sayButton(say(locale, 'say.live'), to)],
  );
}

/** What a champion called or has, and what became of it; those of a group together. `before` is said first. */
export function deskTicketsCard(
  to: Addressee,
  tickets: readonly [DeskTicket, ...DeskTicket[]],
  before?: string,
): Message {
  const [ticket, ...more] = tickets;
  const text = sayState(to, ticket);
  const others = more.flatMap((other) => [
    strong(capital(askerOf(to, other), to)),
    words(`“${short(other.question)}”`),
  ]);
  const body = [...(before ? [words(before)] : []), ...ticketLines(to, ticket), ...others];
  return message(before ? `${before} ${text}` : text, body, deskButtons(to, ticket));
}

function ticketLines(to: Addressee, ticket: DeskTicket): CardElement[] {
  const { locale } = to;
  const { state, topic, question, attachmentUrl, together, lastNote, anonymity } = ticket;
  const isHeld = state === 'called' || state === 'claimed';
  return [
    ...(isHeld ? [heading(say(locale, 'desk.title'))] : []),
    words(sayState(to, ticket)),
    ...(together > 1 ? [words(say(locale, 'desk.together', { count: together }))] : []),
    ...(topic ? [fact(say(locale, 'book.about'), topic.label)] : []),
    fact(say(locale, 'book.their-question'), question),
    ...(attachmentUrl ? [fact(say(locale, 'desk.link'), attachmentUrl)] : []),
    ...(lastNote ? [fact(say(locale, 'desk.note'), lastNote)] : []),
    ...(anonymity === 'for-good' ? [quiet(say(locale, 'desk.in-writing'))] : []),
  ];
}

function sayState(to: Addressee, ticket: DeskTicket): string {
  const { locale } = to;
  const { state, until, queueName: queue } = ticket;
  const time = until ? sayExactly(until, to) : '';
  const isInLine = state === 'waiting' || state === 'transferred' || state === 'escalated';
  const values = { asker: askerOf(to, ticket), queue, until: time };
  return capital(say(locale, `desk.is-${isInLine ? 'in-line' : state}`, values), to);
}

function deskButtons(to: Addressee, ticket: DeskTicket): CardAction[] {
  const { locale, links } = to;
  const { ticketId, state, asker, askerUsername, anonymity, queueId } = ticket;
  const act = (does: 'claim' | 'put-back' | 'no-show') =>
    press(say(locale, `desk.${does}`), 'act', { ticketId, does }, to);
  const talk = talkButtons(to, asker?.displayName ?? '', askerUsername);
  const open = openButton(
    say(locale, anonymity === 'for-good' ? 'desk.answer' : 'open.ticket'),
    links.deskTicket(ticketId),
  );
  if (state === 'called') return [...talk.slice(0, 1), act('claim'), act('put-back'), open];
  if (state === 'claimed') {
    const resolve = press(say(locale, 'desk.resolve'), 'ask-resolve', { ticketId }, to);
    // There is nobody to miss where nobody is to come.
    const missing = anonymity === 'for-good' ? [] : [act('no-show')];
    return [resolve, ...talk, ...missing, open];
  }
  return [callNextButton(to, { queueId }), sayButton(say(locale, 'say.line'), to), open];
}

export function callNextButton(to: Addressee, { queueId }: { queueId: string }): CardAction {
  return press(say(to.locale, 'say.next'), 'next', { queueId }, to);
}

/** Asks what helped, for the asker to keep and others to learn from. */
export function askResolveCard(to: Addressee, ticket: DeskTicket, whatHelped = ''): Message {
  const { locale } = to;
  const { ticketId, question, anonymity } = ticket;
  const input = new TextInput({
    id: 'whatHelped',
    label: say(locale, 'resolve.what-helped'),
    placeholder: say(locale, 'resolve.hint'),
    isMultiline: true,
    maxLength: 2_000,
    ...(whatHelped && { value: whatHelped }),
  });
  const text = say(locale, 'resolve.title', { asker: askerOf(to, ticket) });
  const answer = anonymity === 'for-good' ? [quiet(say(locale, 'desk.in-writing'))] : [];
  return message(
    text,
    [heading(text), fact(say(locale, 'book.their-question'), short(question)), ...answer, input],
    [
      press(say(locale, 'desk.resolve'), 'resolve', { ticketId }, to),
      press(say(locale, 'resolve.back'), 'line', {}, to),
    ],
  );
}

/** Within a sentence: whoever hides their name is somebody. */
function askerOf({ locale }: Addressee, { asker }: Pick<DeskTicket, 'asker'>): string {
  return asker?.displayName ?? say(locale, 'desk.somebody');
}
