import type { Champion } from './champion.ts';
import type { Quest } from './quest.ts';
import type { Reason } from './reason.ts';

/**
 * How well a champion fits in one respect: 0 to 1, or down to -1 where experience speaks against. Said so that a whole roster
 * can be judged without reading everybody's facts. `reason` puts a fit other than 0 into facts; null where nothing is to say.
 */
export type Criterion = (Evidence | Kind | Known) & {
  reason: (quest: Quest, champion: Champion) => Reason | null;
};

/** Amounts by topic, word or department, of which a quest asks for some; it says nothing of who has none of them. */
export type Evidence = {
  shows: Shows;
  asks: (quest: Quest) => readonly (readonly [key: string, strength: number])[];
  /** Amounts times strengths are added up, or the largest counts. */
  counts: 'all' | 'largest';
  fitOf: (amount: number, quest: Quest) => number;
};
export type Shows = (champion: Champion) => readonly (readonly [key: string, amount: number])[];

/** A fact that many champions have in common: `fit` reads nothing of them but what `kind` names. */
export type Kind = {
  kind: (champion: Champion) => string | number;
  fit: (quest: Quest, champion: Champion) => number;
  /** The same for everybody of a kind who can be booked, where the others need a closer look. */
  bookable?: (quest: Quest) => (kind: string | number) => number;
};

/** What is known of a few champions from elsewhere, by their id. */
export type Known = {
  of: (quest: Quest) => ReadonlyMap<string, unknown>;
  fitOf: (personId: string, quest: Quest) => number;
};

export function fitOf(criterion: Criterion, quest: Quest, champion: Champion): number {
  if ('kind' in criterion) return criterion.fit(quest, champion);
  if ('of' in criterion) return criterion.fitOf(champion.personId, quest);
  const shows = criterion.shows(champion);
  let total = 0;
  for (const [key, strength] of criterion.asks(quest)) {
    for (const [shown, amount] of shows) {
      if (shown === key) total = counted(criterion, total, amount * strength);
    }
  }
  return total === 0 ? 0 : criterion.fitOf(total, quest);
}

export function counted({ counts }: Evidence, total: number, amount: number): number {
  return counts === 'all' ? total + amount : Math.max(total, amount);
}
