import type { Message } from '../../message.ts';
import { say } from '../../say.ts';
import { type Addressee, heading, message, openButton, words } from '../parts.ts';
import type { Payload } from './session-notice.ts';

export function nominationDecided(to: Addressee, { kind, decision }: Payload<'nomination-decided'>): Message {
  const { locale, links } = to;
  const text = say(locale, `notice.${decision}`, { kind });
  const body = [heading(say(locale, 'notice.nomination-title', { kind })), words(text)];
  return message(text, body, [openButton(say(locale, 'open.home'), links.home)]);
}
