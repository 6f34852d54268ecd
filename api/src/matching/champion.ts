import type { Temporal } from 'temporal-polyfill';
import { wordsIn } from '../topics/words.ts';
import type { Clock, Outcomes } from './quest.ts';

export type Champion = {
  personId: string;
  department: string;
  /** Levels are 1 to 3. */
  skills: readonly { topic: string; level: number }[];
  /** In their own words. */
  lovesToHelpWith: string;
  languages: readonly string[];
  timeZone: string | null;
  office?: string | null;
  /** Sessions a week; somebody with none is never offered. */
  capacityPerWeek: number;
  bookedThisWeek: number;
  /** People helped, by topic. */
  helpedByTopic: Readonly<Record<string, number>>;
  /** People helped, by their department; that of the learner is enough. */
  helpedByDepartment: Readonly<Record<string, number>>;
  /** What everybody they helped said of it. */
  outcomes?: Outcomes;
  nextFreeSlot?: Temporal.Instant | null;
  /** `YYYY-MM-DD` in their own zone: no new sessions before it. */
  pausedUntil?: string | null;
};

/** Why a champion cannot be booked now. `date` is `YYYY-MM-DD`, their first day with room. */
export type Back = { kind: 'full-until'; date: string } | { kind: 'paused-until'; date: string };

/** Why a champion cannot be booked now and their first day back; null for those who can. */
export function backOn(champion: Champion, clock: Clock): Back | null {
  const full = champion.bookedThisWeek >= champion.capacityPerWeek;
  if (!full && !champion.pausedUntil) return null;
  const { today, nextMonday } = clock(champion.timeZone);
  const { pausedUntil } = champion;
  if (pausedUntil && pausedUntil > today) return { kind: 'paused-until', date: pausedUntil };
  return full ? { kind: 'full-until', date: nextMonday } : null;
}

type Loved = { parts: readonly { text: string; stems: readonly string[] }[]; stems: readonly string[] };

const lovedByChampion = new WeakMap<Champion, Loved>();

/** What they love to help with, clause by clause, and its words, each once; read once for as long as a champion is kept. */
export function lovedBy(champion: Champion): Loved {
  const known = lovedByChampion.get(champion);
  if (known) return known;
  const parts = champion.lovesToHelpWith
    .split(/[.,;:!?\n]+|\s[–—-]\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((text) => ({ text, stems: [...new Set(wordsIn(text).map(({ stem }) => stem))] }));
  const loved = { parts, stems: [...new Set(parts.flatMap(({ stems }) => stems))] };
  lovedByChampion.set(champion, loved);
  return loved;
}

/** `YYYY-MM-DD` on the calendar of a zone; of UTC where it is not known. */
export const dayOf = (at: Temporal.Instant, timeZone: string | null) =>
  at
    .toZonedDateTimeISO(timeZone ?? 'UTC')
    .toPlainDate()
    .toString();
