import type { Offer } from '@open-door/api/champions/schema.ts';
import type { Person } from '@open-door/api/people/schema.ts';
import { useRead } from '../../queries.ts';
import { useMyself } from '../people/me.ts';

/** What the signed-in champion offers, as their page says it. */
export function useMyOffer() {
  const { personId } = useMyself();
  const person = useRead('GET /api/people/{personId}', { params: { personId } });
  return { ...person, personId, offer: person.data && offerOf(person.data) };
}

/** A champion's page as the body of an offer; empty for somebody who is none. */
function offerOf({ champion, offer }: Pick<Person, 'champion' | 'offer'>): Offer {
  return {
    skills: champion?.skills.map(({ topic, level }) => ({ topic, level: levelOf(level) })) ?? [],
    lovesToHelpWith: offer?.lovesToHelpWith ?? '',
    capacityPerWeek: offer?.capacityPerWeek ?? 0,
    pausedUntil: champion?.pausedUntil ?? null,
  };
}

export const levels = [1, 2, 3] as const;
export type Level = (typeof levels)[number];

/** A level as the contract knows it, from a number that came as text or from an older row. */
export function levelOf(number: number): Level {
  return number >= 3 ? 3 : number <= 1 ? 1 : 2;
}
