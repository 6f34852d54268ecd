import type { OfferedSlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import type { Say } from '../../messages.ts';
import { languageName } from '../people/languages.ts';

/** "4 places left", "Full", or nothing for a session for one learner. */
export function seatsLeft({ seats }: OfferedSlotOnWire, say: Say): string | undefined {
  if (!seats) return undefined;
  return seats.left === 0 ? say('slot.full') : say('slot.left', { count: seats.left });
}

/** What a slot is like beyond its time, in order of what matters: how many, where, what about, in which language. */
export function aboutSlot(slot: OfferedSlotOnWire, { say, locale }: { say: Say; locale: string }): string[] {
  const { seats, place, room, topics, languages } = slot;
  return [
    ...(seats ? [say('slot.group', { of: seats.of })] : []),
    place === 'teams' ? say('slot.in-teams') : place === 'room' ? room : say('slot.either', { room }),
    ...(topics.length > 0 ? [say('slot.about', { topics: topics.map(({ label }) => label).join(', ') })] : []),
    ...(languages.length > 0
      ? [say('slot.languages', { languages: languages.map((tag) => languageName(tag, locale)).join(', ') })]
      : []),
  ];
}

export function isFull({ seats }: OfferedSlotOnWire): boolean {
  return seats?.left === 0;
}
