import { TextInput } from '@microsoft/teams.cards';
import type { Message } from '../message.ts';
import { say } from '../say.ts';
import { type Addressee, message, openButton, press, words } from './parts.ts';

/** Asks what somebody wants to get done; `before` are words to say first, such as that nobody was found. */
export function askGoalCard(to: Addressee, { before, goal = '' }: { before?: string; goal?: string } = {}): Message {
  const { locale, links } = to;
  const input = new TextInput({
    id: 'goal',
    label: say(locale, 'find.ask'),
    placeholder: say(locale, 'find.ask-hint'),
    maxLength: 600,
    ...(goal && { value: goal }),
  });
  return message(before ?? say(locale, 'find.ask'), before ? [words(before), input] : [input], [
    press(say(locale, 'find.go'), 'find', {}, to),
    openButton(say(locale, 'open.home'), links.home),
  ]);
}
