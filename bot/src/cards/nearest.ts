import type { SlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import type { Message } from '../message.ts';
import { say } from '../say.ts';
import { bookButtons, questionInput, type SlotOffer, waitButton } from './champions.ts';
import { type Addressee, message, sayButton, words } from './parts.ts';

/** `full` is the session that was wanted, when it has no place left. */
type Wanted = SlotOffer & { question: string; full?: { startsAt: string; sessionId: string } };

/** After a time could not be had: why, the nearest free ones, a place in line, and what was typed is still there. */
export function nearestCard(
  to: Addressee,
  refusal: string,
  nearest: SlotOnWire[],
  { question, full, championId, name, topic }: Wanted,
): Message {
  const { locale } = to;
  const offer = { championId, name, topic };
  const another = sayButton(say(locale, 'say.find'), to);
  const isAnyFree = nearest.length > 0;
  const wait = full || !isAnyFree ? [waitButton(to, offer, full)] : [];
  const choice = isAnyFree
    ? [words(say(locale, 'book.nearest', { name })), bookButtons(to, nearest, offer)]
    : [words(say(locale, 'book.nothing-near', { name }))];
  return message(refusal, [words(refusal), questionInput(to, question), ...choice], [...wait, another]);
}
