import type { Message } from '../message.ts';
import { say } from '../say.ts';
import { type Addressee, message, openButton, sayButton, words } from './parts.ts';

/** Why something could not be done, and where to go from there. */
export function refusedCard(to: Addressee, refusal: string): Message {
  const { locale, links } = to;
  return message(
    refusal,
    [words(refusal)],
    [
      sayButton(say(locale, 'say.find'), to),
      sayButton(say(locale, 'say.sessions'), to),
      openButton(say(locale, 'open.home'), links.home),
    ],
  );
}
