import { Temporal } from 'temporal-polyfill';
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
  const { today } = clock(champion.timeZone);
  const { pausedUntil } = champion;
  if (pausedUntil && pausedUntil > today) return { kind: 'paused-until', date: pausedUntil };
  if (!full) return null;
  const day = Temporal.PlainDate.from(today);
  return { kind: 'full-until', date: day.add({ days: 8 - day.dayOfWeek }).toString() };
}

export function levelIn({ skills }: Champion, topic: string): number {
  let level = 0;
  for (const skill of skills) if (skill.topic === topic && skill.level > level) level = skill.level;
  return level;
}

const stemsByChampion = new WeakMap<Champion, readonly string[]>();

/** The words of what they love to help with, each once; read once for as long as a champion is kept. */
export function lovedStems(champion: Champion): readonly string[] {
  const known = stemsByChampion.get(champion);
  if (known) return known;
  const stems = [...new Set(wordsIn(champion.lovesToHelpWith).map(({ stem }) => stem))];
  stemsByChampion.set(champion, stems);
  return stems;
}
