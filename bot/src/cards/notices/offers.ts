import type { Message } from '../../message.ts';
import { type MessageKey, say } from '../../say.ts';
import { sayStart, sayTimes } from '../../when.ts';
import { type Addressee, fact, heading, message, openButton, sayButton, words } from '../parts.ts';
import { answerButtons } from '../waiting.ts';
import type { Payload } from './session-notice.ts';

/** A place that is kept for whoever is next in line, until when, and what happens if they do not answer. */
export function offerMade(to: Addressee, payload: Payload<'offer-made'>): Message {
  const { locale, links } = to;
  const { waitingId, startsAt, championName: name } = payload;
  const when = sayTimes(payload, to);
  const until = sayStart(payload.until, to);
  const body = [
    heading(say(locale, 'offer.title')),
    fact(say(locale, 'book.with'), name),
    fact(say(locale, 'book.when'), when),
    words(say(locale, 'offer.until', { until })),
  ];
  return message(say(locale, 'offer.text', { name, when, until }), body, [
    ...answerButtons(to, { waitingId, startsAt }),
    openButton(say(locale, 'open.sessions'), links.sessions),
  ]);
}

export function offerMissed(to: Addressee, payload: Payload<'offer-missed'>): Message {
  return inLine(to, 'offer.missed', payload);
}

export function offerWhileBusy(to: Addressee, payload: Payload<'offer-while-busy'>): Message {
  return inLine(to, 'offer.busy', payload);
}

/** Somebody no longer waits: why, and what they can do instead. */
export function waitingEnded(to: Addressee, { because, championName }: Payload<'waiting-ended'>): Message {
  const { locale, links } = to;
  const text = say(locale, `waiting.ended-${because}` satisfies MessageKey, { name: championName });
  const next = because === 'booked-otherwise' ? 'say.sessions' : 'notice.find-another';
  return message(
    text,
    [words(text)],
    [sayButton(say(locale, next), to), openButton(say(locale, 'open.sessions'), links.sessions)],
  );
}

function inLine(
  to: Addressee,
  key: 'offer.missed' | 'offer.busy',
  { championName, startsAt }: { championName: string; startsAt: string },
): Message {
  const { locale } = to;
  const text = say(locale, key, { name: championName, when: sayStart(startsAt, to) });
  return message(
    text,
    [words(text)],
    [sayButton(say(locale, 'say.waiting'), to), sayButton(say(locale, 'say.sessions'), to)],
  );
}
