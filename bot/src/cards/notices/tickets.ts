import type { Message } from '../../message.ts';
import { say } from '../../say.ts';
import { capital, sayExactly, sayStart } from '../../when.ts';
import { callNextButton } from '../desk.ts';
import {
  type Addressee,
  type CardAction,
  fact,
  heading,
  message,
  openButton,
  press,
  sayButton,
  words,
} from '../parts.ts';
import { helpedButtons, leaveButton, openPlace, readyButtons, reopenButton, talkButtons } from '../ticket.ts';
import type { Payload } from './session-notice.ts';

/** It is somebody's turn: are they ready? */
export function ticketCalled(to: Addressee, payload: Payload<'ticket-called'>): Message {
  const { locale } = to;
  const { queueName: queue, question, until } = payload;
  const values = { name: championIn(to, payload), queue, until: sayExactly(until, to) };
  const text = say(locale, 'called.text', values);
  const body = [heading(say(locale, 'called.title')), words(text), fact(say(locale, 'book.question'), question)];
  return message(text, body, [...readyButtons(to, payload), leaveButton(to, payload), openPlace(to)]);
}

/** Somebody has come to the head of the line. */
export function ticketNext(to: Addressee, payload: Payload<'ticket-next'>): Message {
  const { locale } = to;
  const { ticketId, queueName: queue, question } = payload;
  const text = say(locale, 'ticket.next', { queue });
  const body = [heading(say(locale, 'ticket.next-title')), words(text), fact(say(locale, 'book.question'), question)];
  const pause = press(say(locale, 'place.pause'), 'act', { ticketId, does: 'pause' }, to);
  return message(text, body, [placeButton(to), pause, leaveButton(to, payload), openPlace(to)]);
}

type News = Payload<'ticket-news'>;

/** What became of a ticket, to one of its two sides, with what they can do about it. */
export function ticketNews(to: Addressee, payload: News): Message {
  const { locale } = to;
  const { question, note, body, news } = payload;
  const text = sayNews(to, payload);
  const asked = say(locale, payload.to === 'asker' ? 'book.question' : 'book.their-question');
  return message(
    text,
    [
      words(text),
      fact(asked, question),
      ...(note ? [fact(say(locale, 'notice.note'), note)] : []),
      ...(news === 'resolved' && body ? [fact(say(locale, 'over.what-helped'), body)] : []),
      ...(news === 'resolved' ? [words(say(locale, 'helped.title'))] : []),
    ],
    payload.to === 'asker' ? askerButtons(to, payload) : championButtons(to, payload),
  );
}

function sayNews(to: Addressee, payload: News): string {
  const { locale } = to;
  const { news, queueName: queue, until, body } = payload;
  const asker = payload.askerName ?? say(locale, 'desk.somebody');
  const champion = championIn(to, payload);
  const name = news === 'message' && payload.to === 'champion' ? asker : champion;
  const values = { name, asker, queue, body, to: payload.to, until: until ? sayStart(until, to) : '' };
  switch (news) {
    case 'claimed':
      return say(locale, 'claimed.text', values);
    case 'hold-ran-out':
      return say(locale, 'over.run-out', values);
    case 'resolved':
      return say(locale, 'over.resolve', values);
    case 'no-show':
      return say(locale, 'over.no-show', values);
    case 'queue-closed':
      return say(locale, 'over.close-queue', values);
    default:
      return capital(say(locale, `ticket.${news}`, values), to);
  }
}

function askerButtons(to: Addressee, payload: News): CardAction[] {
  const { locale } = to;
  const { ticketId, news, championName, championUsername } = payload;
  const talk = talkButtons(to, championName ?? '', championUsername);
  const live = sayButton(say(locale, 'say.live'), to);
  switch (news) {
    case 'claimed':
      return [...talk, openPlace(to)];
    case 'check-missed':
    case 'put-on-hold': {
      const resume = press(say(locale, 'on-hold.resume'), 'act', { ticketId, does: 'resume' }, to);
      return [resume, leaveButton(to, payload), openPlace(to)];
    }
    case 'resolved':
      return [...helpedButtons(to, ticketId), reopenButton(to, { ticketId, state: 'resolved' })];
    case 'no-show':
      return [...talk.slice(0, 1), live];
    case 'queue-closed':
      return [sayButton(say(locale, 'say.soonest'), to), live];
    case 'hold-ran-out':
      return [live];
    default:
      return [placeButton(to), openPlace(to)];
  }
}

function championButtons(to: Addressee, payload: News): CardAction[] {
  const { locale, links } = to;
  const { ticketId, news } = payload;
  const line = press(say(locale, 'say.line'), 'line', {}, to);
  const isFree = news === 'asker-not-ready' || news === 'asker-left';
  const open = openButton(say(locale, 'open.ticket'), links.deskTicket(ticketId));
  return isFree ? [callNextButton(to, payload), line] : [line, open];
}

/** Nobody in particular when the notice names nobody. */
function championIn({ locale }: Addressee, { championName }: { championName: string | null }): string {
  return championName ?? say(locale, 'ticket.champions');
}

function placeButton(to: Addressee): CardAction {
  return press(say(to.locale, 'say.place'), 'place', {}, to);
}
