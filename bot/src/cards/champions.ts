import { ActionSet, type CardElement, Container, TextInput } from '@microsoft/teams.cards';
import type { Match } from '@open-door/api/matching/schema.ts';
import type { OfferedSlotOnWire, SoonestSlot } from '@open-door/api/office-hours/schema/slots.ts';
import type { Message } from '../message.ts';
import { say } from '../say.ts';
import { capital, sayStart, sayZone } from '../when.ts';
import { type Addressee, message, openButton, press, quiet, strong, words } from './parts.ts';
import { type SlotOnButton, slotButtons } from './slot-buttons.ts';

/** The reason that the times below it say better. */
const saidByButtons = 'free-at';

/** A champion that was found: free slots, and the soonest session that is full. */
export type Found = { match: Match; free: OfferedSlotOnWire[]; full: OfferedSlotOnWire | undefined };

/** Up to three champions with reasons, and their soonest free times as buttons that book. */
export function championsCard(
  to: Addressee,
  { found, topics, question }: { found: Found[]; topics: { topic: string; label: string }[]; question: string },
): Message {
  const { locale } = to;
  const topic = topics[0]?.topic ?? null;
  const about = topics.map(({ label }) => label).join(', ');
  return message(say(locale, 'find.text', { count: found.length }), [
    ...(about ? [quiet(say(locale, 'find.about', { topics: about }))] : []),
    questionInput(to, question),
    ...found.map(({ match: { person, reasons }, free, full }) =>
      championOf(to, person, [
        ...reasons.filter(({ kind }) => kind !== saidByButtons).map((reason) => words(`• ${reason.words}`)),
        ...slotsOf(to, { free, full, offer: { championId: person.personId, name: person.displayName, topic } }),
      ]),
    ),
    yourTime(to),
  ]);
}

/** Whoever is free soonest, whatever it is about. */
export function soonestCard(to: Addressee, soonest: readonly SoonestSlot[]): Message {
  const { locale, links } = to;
  return message(
    say(locale, 'soonest.text'),
    [
      questionInput(to, ''),
      ...soonest.map(({ champion, slot }) => {
        const offer = { championId: champion.personId, name: champion.displayName, topic: null };
        return championOf(to, champion, [bookButtons(to, [slot], offer)]);
      }),
      yourTime(to),
    ],
    [openButton(say(locale, 'open.home'), links.home)],
  );
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

/** Whom a slot is with, and what about. */
export type SlotOffer = { championId: string; name: string; topic: string | null };

export function bookButtons(to: Addressee, slots: readonly SlotOnButton[], offer: SlotOffer): ActionSet {
  return slotButtons(to, slots, 'book', () => offer);
}

/** Waits for a place: in the session that is full, or without one for any time of the champion's. */
export function waitButton(to: Addressee, offer: SlotOffer, full?: { startsAt: string; sessionId: string | null }) {
  const { locale } = to;
  const title = full
    ? say(locale, 'wait.for-session', { when: sayStart(full.startsAt, to) })
    : say(locale, 'wait.for-champion', { name: offer.name });
  return press(title, 'wait', { ...offer, sessionId: full?.sessionId ?? null }, to);
}

type Person = { displayName: string; jobTitle: string; department: string };

function championOf(_to: Addressee, person: Person, lines: CardElement[]): Container {
  const head = [strong(person.displayName), quiet([person.jobTitle, person.department].filter(Boolean).join(' · '))];
  return new Container(...head, ...lines).withOptions({ separator: true, spacing: 'Medium' });
}

function slotsOf(to: Addressee, { free, full, offer }: Omit<Found, 'match'> & { offer: SlotOffer }): CardElement[] {
  const { locale } = to;
  const wait = (button: ReturnType<typeof waitButton>) => new ActionSet(button).withOptions({ spacing: 'Small' });
  return [
    free.length > 0 ? bookButtons(to, free, offer) : quiet(say(locale, 'find.no-slot')),
    ...(full ? [quiet(say(locale, 'find.full', { when: capital(sayStart(full.startsAt, to), to) }))] : []),
    ...(full ? [wait(waitButton(to, offer, full))] : []),
    ...(free.length === 0 && !full ? [wait(waitButton(to, offer))] : []),
  ];
}

const yourTime = (to: Addressee) => quiet(say(to.locale, 'find.your-time', { zone: sayZone(to) }));
