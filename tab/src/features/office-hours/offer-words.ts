import type { Say } from '../../messages.ts';
import type { Offer } from './hours-draft.ts';

/** What hours are like, as short as a button takes it: "One to one · In Teams", "Group of 6 · Lisbon 2.14". */
export function offerInWords({ seats, place, room }: Offer, say: Say): string {
  const where = place === 'room' ? room : say(place === 'teams' ? 'slot.in-teams' : 'hours.place-either');
  return [seats === 1 ? say('hours.one-to-one') : say('hours.group', { size: seats }), where]
    .filter(Boolean)
    .join(' · ');
}
