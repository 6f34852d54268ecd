import type { SlotOnWire } from '@open-door/api/office-hours/schema.ts';
import type { Message } from '../message.ts';
import { say } from '../say.ts';
import { questionInput, slotButtons } from './champions.ts';
import { type Addressee, message, sayButton, words } from './parts.ts';

type Wanted = { championId: string; topic: string | null; question: string };

/** After a time could not be had: why, the nearest free ones, and what was typed is still there. */
export function nearestCard(to: Addressee, refusal: string, nearest: SlotOnWire[], wanted: Wanted): Message {
  const { locale } = to;
  const another = sayButton(say(locale, 'say.find'), to);
  if (nearest.length === 0) {
    return message(refusal, [words(refusal), words(say(locale, 'book.nothing-near'))], [another]);
  }
  return message(
    refusal,
    [
      words(refusal),
      questionInput(to, wanted.question),
      words(say(locale, 'book.nearest')),
      slotButtons(to, wanted.championId, nearest, wanted.topic),
    ],
    [another],
  );
}
