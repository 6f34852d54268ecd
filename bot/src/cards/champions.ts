import { ActionSet, type CardElement, Container, TextInput } from '@microsoft/teams.cards';
import type { Match } from '@open-door/api/matching/schema.ts';
import type { SlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import type { Message } from '../message.ts';
import { say } from '../say.ts';
import { capital, sayStart } from '../when.ts';
import { type Addressee, message, press, quiet, strong, words } from './parts.ts';

/** The reason that the times below it say better. */
const saidByButtons = 'free-at';

export type Found = { match: Match; slots: SlotOnWire[] };

/** Up to three champions with reasons, and their soonest free times as buttons that book. */
export function championsCard(
  to: Addressee,
  { found, topics, question }: { found: Found[]; topics: { topic: string; label: string }[]; question: string },
): Message {
  const { locale, timeZone } = to;
  const topic = topics[0]?.topic ?? null;
  const about = topics.map(({ label }) => label).join(', ');
  return message(say(locale, 'find.text', { count: found.length }), [
    ...(about ? [quiet(say(locale, 'find.about', { topics: about }))] : []),
    questionInput(to, question),
    ...found.map(({ match, slots }) => championOf(to, match, slots, topic)),
    quiet(say(locale, 'find.your-time', { zone: timeZone })),
  ]);
}

/** What the learner wants help with; sent along with whichever time they choose. */
export function questionInput({ locale }: Addressee, question: string): TextInput {
  return new TextInput({
    id: 'question',
    label: say(locale, 'find.question'),
    placeholder: say(locale, 'find.question-hint'),
    isMultiline: true,
    maxLength: 2_000,
    ...(question && { value: question }),
  });
}

function championOf(to: Addressee, { person, reasons }: Match, slots: SlotOnWire[], topic: string | null): Container {
  const lines: CardElement[] = [
    strong(person.displayName),
    quiet([person.jobTitle, person.department].filter(Boolean).join(' · ')),
    ...reasons.filter(({ kind }) => kind !== saidByButtons).map((reason) => words(`• ${reason.words}`)),
    slots.length > 0
      ? slotButtons(to, slots, { championId: person.personId, name: person.displayName, topic })
      : quiet(say(to.locale, 'find.no-slot')),
  ];
  return new Container(...lines).withOptions({ separator: true, spacing: 'Medium' });
}

/** Whom a slot is with, and what about. */
export type SlotOffer = { championId: string; name: string; topic: string | null };

export function slotButtons(to: Addressee, slots: SlotOnWire[], offer: SlotOffer): ActionSet {
  const buttons = slots.map(({ startsAt }) =>
    press(capital(sayStart(startsAt, to), to), 'book', { ...offer, startsAt }, to),
  );
  return new ActionSet(...buttons).withOptions({ spacing: 'Small' });
}
