import type { Notice } from '@open-door/api/notices/actions.ts';
import type { Message } from '../../message.ts';
import { type MessageKey, say } from '../../say.ts';
import { sayTimes } from '../../when.ts';
import { type Addressee, fact, heading, message, openButton, press, sayButton } from '../parts.ts';

export type SessionPayload = Extract<Notice, { kind: 'booking-made' }>['payload'];

/** Who else is in the session a notice speaks of. */
export function otherIn(payload: SessionPayload, { personId }: Addressee): string {
  return payload.championId === personId ? payload.learnerName : payload.championName;
}

/** A notice about a session that stands: what happened, the session, and a way to it or out of it. */
export function standingSession(to: Addressee, payload: SessionPayload, key: SessionKey): Message {
  const { locale, links } = to;
  const { bookingId } = payload;
  return message(say(locale, key, valuesOf(to, payload)), bodyOf(to, payload, key), [
    openButton(say(locale, 'open.session'), links.session(bookingId)),
    press(say(locale, 'cancel.go'), 'ask-cancel', { bookingId }, to),
  ]);
}

/** A notice about a session that does not take place; `note` is what the other side said about it. */
export function endedSession(to: Addressee, payload: SessionPayload, key: SessionKey, note = ''): Message {
  const { locale } = to;
  const said = note ? [fact(say(locale, 'notice.note'), note)] : [];
  const next = payload.learnerId === to.personId ? [sayButton(say(locale, 'notice.find-another'), to)] : [];
  const sessions = sayButton(say(locale, 'say.sessions'), to);
  const text = say(locale, key, valuesOf(to, payload));
  return message(text, [...bodyOf(to, payload, key), ...said], [...next, sessions]);
}

type SessionKey = Extract<MessageKey, `${string}-title`> extends `${infer Key}-title` ? Key & MessageKey : never;

const valuesOf = (to: Addressee, payload: SessionPayload) => ({
  name: otherIn(payload, to),
  when: sayTimes(payload, to),
});

function bodyOf(to: Addressee, payload: SessionPayload, key: SessionKey) {
  const { locale } = to;
  const question = say(locale, payload.championId === to.personId ? 'book.their-question' : 'book.question');
  return [
    heading(say(locale, `${key}-title` as MessageKey)),
    fact(say(locale, 'book.with'), otherIn(payload, to)),
    fact(say(locale, 'book.when'), sayTimes(payload, to)),
    ...(payload.question ? [fact(question, payload.question)] : []),
  ];
}
