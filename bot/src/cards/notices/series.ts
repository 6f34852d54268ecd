import type { Message } from '../../message.ts';
import { say } from '../../say.ts';
import { capital, sayTimes } from '../../when.ts';
import { type Addressee, fact, heading, message, openButton, sayButton, words } from '../parts.ts';
import type { Payload } from './session-notice.ts';

/** All sessions of a series, in one message. */
export function seriesBooked(to: Addressee, payload: Payload<'series-booked'>): Message {
  const { locale, links } = to;
  const { championId, question } = payload;
  const key = championId === to.personId ? 'notice.series-champion' : 'notice.series-learner';
  const asked = championId === to.personId ? 'book.their-question' : 'book.question';
  const body = [
    heading(say(locale, 'notice.series-title')),
    ...timesOf(to, payload),
    ...(question ? [fact(say(locale, asked), question)] : []),
  ];
  return message(say(locale, key, valuesOf(to, payload)), body, [
    openButton(say(locale, 'open.sessions'), links.sessions),
    sayButton(say(locale, 'say.sessions'), to),
  ]);
}

export function seriesCancelled(to: Addressee, payload: Payload<'series-cancelled'>): Message {
  const { locale } = to;
  const { learnerId, note } = payload;
  const body = [
    heading(say(locale, 'notice.series-cancelled-title')),
    ...timesOf(to, payload),
    ...(note ? [fact(say(locale, 'notice.note'), note)] : []),
  ];
  const next = learnerId === to.personId ? [sayButton(say(locale, 'notice.find-another'), to)] : [];
  const sessions = sayButton(say(locale, 'say.sessions'), to);
  return message(say(locale, 'notice.series-cancelled', valuesOf(to, payload)), body, [...next, sessions]);
}

type Series = Omit<Payload<'series-booked'>, 'seriesId'>;

function valuesOf(to: Addressee, { championId, championName, learnerName, sessions }: Series) {
  const [first] = sessions;
  return {
    name: championId === to.personId ? learnerName : championName,
    count: sessions.length,
    when: first ? sayTimes(first, to) : '',
  };
}

const timesOf = (to: Addressee, { sessions }: Series) =>
  sessions.map((session) => words(capital(sayTimes(session, to), to)));
