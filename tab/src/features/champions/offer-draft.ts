import type { Offer } from '@open-door/api/champions/schema.ts';

type Skill = Offer['skills'][number];
/** An offer while it is edited: every skill is a row with a key of its own, and may have no topic yet. */
export type OfferDraft = Omit<Offer, 'skills'> & { skills: (Skill & { key: string })[] };

/** What the contract takes. */
export const mostSkills = 12;

export function offerDraft(offer: Offer): OfferDraft {
  return { ...offer, skills: offer.skills.map((skill) => ({ ...skill, key: skill.topic })) };
}

/** The draft as it is sent: rows without a topic are not yet skills. */
export function offerIn({ skills, ...rest }: OfferDraft): Offer {
  return { ...rest, skills: skills.filter(({ topic }) => topic !== '').map(({ key: _, ...skill }) => skill) };
}

/** Topics a row may still choose: its own and those no other row has. */
export function freeTopics<Topic extends { topic: string }>(
  topics: readonly Topic[],
  { skills }: Pick<OfferDraft, 'skills'>,
  own: string,
): Topic[] {
  return topics.filter(({ topic }) => topic === own || !skills.some((skill) => skill.topic === topic));
}
