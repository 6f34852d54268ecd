import type { Message } from '../message.ts';
import { say } from '../say.ts';
import { type Addressee, heading, message, openButton, sayButton, words } from './parts.ts';

type HelpFor = { unsure?: boolean; isChampion?: boolean; isLeader?: boolean };

/** What the bot understands; `unsure` when it did not understand. */
export function helpCard(to: Addressee, { unsure = false, isChampion = false, isLeader = false }: HelpFor): Message {
  const { locale, links } = to;
  const body = [
    heading(say(locale, 'help.title')),
    words(say(locale, 'help.find', { example: say(locale, 'example.prompt') })),
    words(say(locale, 'help.soonest')),
    words(say(locale, 'help.sessions')),
    words(say(locale, 'help.cancel')),
    words(say(locale, 'help.waiting')),
    words(say(locale, 'help.live')),
    ...(isChampion ? [words(say(locale, 'help.desk'))] : []),
    ...(isLeader ? [words(say(locale, 'help.learned'))] : []),
  ];
  // A card takes five buttons.
  return message(say(locale, unsure ? 'help.unsure' : 'help.text'), body, [
    sayButton(say(locale, 'say.find'), to),
    sayButton(say(locale, 'say.soonest'), to),
    sayButton(say(locale, 'say.sessions'), to),
    sayButton(say(locale, isChampion ? 'say.line' : 'say.live'), to),
    openButton(say(locale, 'open.home'), links.home),
  ]);
}
