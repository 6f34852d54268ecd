import type { SlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import type { Message } from '../message.ts';
import { say } from '../say.ts';
import { questionInput, type SlotOffer, slotButtons } from './champions.ts';
import { type Addressee, message, sayButton, words } from './parts.ts';

type Wanted = SlotOffer & { question: string };

/** After a time could not be had: why, the nearest free ones, and what was typed is still there. */
export function nearestCard(
  to: Addressee,
  refusal: string,
  nearest: SlotOnWire[],
  { question, championId, name, topic }: Wanted,
): Message {
  const { locale } = to;
  const another = sayButton(say(locale, 'say.find'), to);
  if (nearest.length === 0) {
    return message(refusal, [words(refusal), words(say(locale, 'book.nothing-near', { name }))], [another]);
  }
  return message(
    refusal,
    [
      words(refusal),
      questionInput(to, question),
      words(say(locale, 'book.nearest', { name })),
      slotButtons(to, nearest, { championId, name, topic }),
    ],
    [another],
  );
}
