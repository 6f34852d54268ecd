import type { CardElement } from '@microsoft/teams.cards';
import type { Notice } from '@open-door/api/notices/actions.ts';
import type { Message } from '../../message.ts';
import { type MessageKey, say } from '../../say.ts';
import { sayTimes } from '../../when.ts';
import { factsOf, joinButton, type Session } from '../facts.ts';
import { type Addressee, fact, heading, message, openButton, press, sayButton } from '../parts.ts';

export type Payload<Kind extends Notice['kind']> = Extract<Notice, { kind: Kind }>['payload'];
export type SessionPayload = Payload<'booking-made'>;

/** The session of a notice, as the one who is told sees it. */
export function sessionIn(payload: SessionPayload, { personId }: Addressee): Session {
  const asChampion = payload.championId === personId;
  return {
    ...payload,
    asChampion,
    other: asChampion ? payload.learnerName : payload.championName,
    otherTimeZone: asChampion ? payload.learnerTimeZone : payload.championTimeZone,
    topic: '',
  };
}

type Told = {
  key: SessionKey;
  /** What else its words name. */
  values?: Record<string, string | number>;
  /** What the other side wrote about it. */
  note?: string;
};

/** A notice about a session that stands: what happened, the session, and a way to it, to another time or out of it. */
export function standingSession(to: Addressee, payload: SessionPayload, told: Told): Message {
  const { locale, links } = to;
  const { bookingId } = payload;
  return message(textOf(to, payload, told), bodyOf(to, payload, told), [
    ...joinButton(to, payload),
    openButton(say(locale, 'open.session'), links.session(bookingId)),
    press(say(locale, 'sessions.move'), 'ask-move', { bookingId }, to),
    press(say(locale, 'cancel.go'), 'ask-cancel', { bookingId }, to),
  ]);
}

/** A notice about a session that does not take place. */
export function endedSession(to: Addressee, payload: SessionPayload, told: Told): Message {
  const { locale } = to;
  const next = payload.learnerId === to.personId ? [sayButton(say(locale, 'notice.find-another'), to)] : [];
  const sessions = sayButton(say(locale, 'say.sessions'), to);
  return message(textOf(to, payload, told), bodyOf(to, payload, told), [...next, sessions]);
}

type SessionKey = Extract<MessageKey, `${string}-title`> extends `${infer Key}-title` ? Key & MessageKey : never;

function textOf(to: Addressee, payload: SessionPayload, { key, values }: Told): string {
  const { other } = sessionIn(payload, to);
  return say(to.locale, key, { name: other, when: sayTimes(payload, to), ...values });
}

function bodyOf(to: Addressee, payload: SessionPayload, { key, note = '' }: Told): CardElement[] {
  const { locale } = to;
  return [
    heading(say(locale, `${key}-title` as MessageKey)),
    ...factsOf(to, sessionIn(payload, to)),
    ...(note ? [fact(say(locale, 'notice.note'), note)] : []),
  ];
}
