import type { Message } from '../../message.ts';
import { say } from '../../say.ts';
import { sayTimes } from '../../when.ts';
import { type Addressee, heading, message, openButton, words } from '../parts.ts';
import { type Payload, sessionIn } from './session-notice.ts';

/** Tells somebody that they were missed, without blame, and whom to talk to when it is not so. */
export function absenceSaid(to: Addressee, payload: Payload<'absence-said'>): Message {
  const { locale, links } = to;
  const name = sessionIn(payload, to).other;
  const text = say(locale, 'notice.absence', { name, when: sayTimes(payload, to) });
  const body = [heading(say(locale, 'notice.absence-title')), words(text), words(say(locale, 'notice.absence-kind'))];
  return message(text, body, [
    openButton(say(locale, 'notice.absence-talk', { name }), links.chat(payload.saidByUsername)),
    openButton(say(locale, 'open.session'), links.session(payload.bookingId)),
  ]);
}
