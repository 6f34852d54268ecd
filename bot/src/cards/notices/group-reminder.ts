import type { Message } from '../../message.ts';
import { say } from '../../say.ts';
import { sayTimes } from '../../when.ts';
import { joinButton, sayWhere } from '../facts.ts';
import { type Addressee, fact, heading, message, openButton } from '../parts.ts';
import type { Payload } from './session-notice.ts';

export function groupReminder(to: Addressee, payload: Payload<'group-reminder'>): Message {
  const { locale, links } = to;
  const when = sayTimes(payload, to);
  const body = [
    heading(say(locale, 'notice.reminder-title')),
    fact(say(locale, 'book.when'), when),
    fact(say(locale, 'book.where'), sayWhere(to, payload)),
    fact(say(locale, 'book.group'), say(locale, 'book.seats', payload.seats)),
  ];
  const text = say(locale, 'notice.group-reminder', { when, taken: payload.seats.taken });
  return message(text, body, [...joinButton(to, payload), openButton(say(locale, 'open.sessions'), links.sessions)]);
}
