import type { Message } from '../../message.ts';
import { say } from '../../say.ts';
import { sayTimes } from '../../when.ts';
import { type Addressee, fact, heading, message, press, quiet } from '../parts.ts';
import { type SessionPayload, sessionIn } from './session-notice.ts';

/** Asks the learner whether a session helped; one press answers. */
export function helpAsked(to: Addressee, payload: SessionPayload): Message {
  const { locale } = to;
  const { bookingId, question } = payload;
  const name = sessionIn(payload, to).other;
  const answers = (['yes', 'partly', 'no'] as const).map((helped) =>
    press(say(locale, `helped.${helped}`), 'helped', { bookingId, helped }, to),
  );
  const body = [
    heading(say(locale, 'helped.title')),
    fact(say(locale, 'book.with'), name),
    fact(say(locale, 'book.when'), sayTimes(payload, to)),
    ...(question ? [fact(say(locale, 'book.question'), question)] : []),
    quiet(say(locale, 'helped.who-sees', { name })),
  ];
  return message(say(locale, 'helped.ask', { name }), body, answers);
}
