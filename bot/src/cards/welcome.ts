import type { Message } from '../message.ts';
import { say } from '../say.ts';
import { type Addressee, heading, message, openButton, sayButton, words } from './parts.ts';

/** The first thing anybody reads from the bot: what it can do, and three ways to begin. */
export function welcomeCard(to: Addressee): Message {
  const { locale, links } = to;
  const body = [
    heading(say(locale, 'welcome.title')),
    words(say(locale, 'welcome.what')),
    words(say(locale, 'welcome.try')),
  ];
  const examples = (['example.pivot', 'example.prompt', 'example.report'] as const).map((key) =>
    sayButton(say(locale, key), to),
  );
  return message(say(locale, 'hello'), body, [...examples, openButton(say(locale, 'open.home'), links.home)]);
}
