import type { Notice } from '@open-door/api/notices/actions.ts';
import type { Message } from '../../message.ts';
import { say } from '../../say.ts';
import { type Addressee, heading, message, openButton, words } from '../parts.ts';

type Payload = Extract<Notice, { kind: 'nomination-decided' }>['payload'];

export function nominationDecided(to: Addressee, { kind, decision }: Payload): Message {
  const { locale, links } = to;
  const text = say(locale, `notice.${decision}`, { kind });
  const body = [heading(say(locale, 'notice.nomination-title', { kind })), words(text)];
  return message(text, body, [openButton(say(locale, 'open.home'), links.home)]);
}
