import type { Temporal } from 'temporal-polyfill';
import { offsetsBetween, wallAt } from '../office-hours/zone.ts';
import { wordsIn } from '../topics/words.ts';

export type Learner = {
  personId: string;
  department: string;
  managerId: string | null;
  /** IANA name; null when it is not known. */
  timeZone: string | null;
  /** Primary tags ('pt'), preferred first. */
  languages: readonly string[];
  office?: string | null;
};

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
  /** People of the learner's department helped. */
  helpedDepartment: number;
  nextFreeSlot?: Temporal.Instant | null;
  /** `YYYY-MM-DD` in their own zone: no new sessions before it. */
  pausedUntil?: string | null;
};

/** Why this person. Facts only; whoever shows them finds the words. */
export type Reason =
  | { kind: 'skill'; topic: string; level: number }
  | { kind: 'helped'; topic: string; people: number }
  /** `words` are the champion's own. */
  | { kind: 'loves'; words: string }
  | { kind: 'same-department'; department: string }
  | { kind: 'helped-department'; department: string; people: number }
  | { kind: 'same-office'; office: string }
  | { kind: 'language'; language: string }
  /** Hours of a working day that two zones share. */
  | { kind: 'same-hours'; hours: number }
  | { kind: 'free-at'; startsAt: Temporal.Instant }
  /** Sessions still free this week. */
  | { kind: 'has-room'; places: number }
  /** `date` is `YYYY-MM-DD`, the champion's first day with room. */
  | { kind: 'full-until'; date: string }
  | { kind: 'paused-until'; date: string };

/** What a champion is held against. */
export type Quest = {
  learner: Learner;
  /** Topics with how surely they are meant, (0, 1]. */
  wanted: readonly { topic: string; strength: number }[];
  /** Stems of the goal's words. */
  words: ReadonlySet<string>;
  /** The organisation's common language: speaking it is no reason to mention. */
  commonLanguage: string;
  now: Temporal.Instant;
};

/** `fit` is 0 to 1. A reason is there when the fit is worth telling. */
export type Finding = { fit: number; reason?: Reason };
export type Criterion = (quest: Quest, champion: Champion) => Finding;

const nothing: Finding = { fit: 0 };

export const skill: Criterion = ({ wanted }, { skills }) => {
  const levels = wanted.map(({ topic, strength }) => {
    const level = Math.max(0, ...skills.filter((each) => each.topic === topic).map((each) => each.level));
    return { topic, strength, level };
  });
  const best = largest(levels, ({ level, strength }) => level * strength);
  if (!best || best.level === 0) return nothing;
  const asked = sum(levels.map(({ strength }) => strength));
  const known = sum(levels.map(({ level, strength }) => (Math.min(level, 3) / 3) * strength));
  return { fit: known / asked, reason: { kind: 'skill', topic: best.topic, level: best.level } };
};

export const helped: Criterion = ({ wanted }, { helpedByTopic }) => {
  const people = wanted.map(({ topic, strength }) => ({ topic, strength, people: helpedByTopic[topic] ?? 0 }));
  const best = largest(people, (each) => each.people * each.strength);
  if (!best || best.people === 0) return nothing;
  const weighed = sum(people.map((each) => each.people * each.strength));
  return { fit: levelsOff(weighed, 4), reason: { kind: 'helped', topic: best.topic, people: best.people } };
};

export const loves: Criterion = ({ words }, { lovesToHelpWith }) => {
  if (words.size === 0) return nothing;
  const shared = new Set(stemsOf(lovesToHelpWith).filter((stem) => words.has(stem)));
  if (shared.size === 0) return nothing;
  return { fit: shared.size / words.size, reason: { kind: 'loves', words: tellingPart(lovesToHelpWith, words) } };
};

export const department: Criterion = ({ learner }, champion) => {
  if (learner.department === '') return nothing;
  if (champion.department === learner.department) {
    return { fit: 1, reason: { kind: 'same-department', department: learner.department } };
  }
  const people = champion.helpedDepartment;
  if (people === 0) return nothing;
  const reason: Reason = { kind: 'helped-department', department: learner.department, people };
  return { fit: 0.6 * levelsOff(people, 4), reason };
};

export const office: Criterion = ({ learner }, champion) =>
  learner.office && champion.office === learner.office
    ? { fit: 1, reason: { kind: 'same-office', office: learner.office } }
    : nothing;

export const language: Criterion = ({ learner, commonLanguage }, { languages }) => {
  const [preferred] = learner.languages;
  if (!preferred) return nothing;
  if (!languages.includes(preferred))
    return { fit: learner.languages.some((tag) => languages.includes(tag)) ? 0.5 : 0 };
  return preferred === commonLanguage ? { fit: 1 } : { fit: 1, reason: { kind: 'language', language: preferred } };
};

/** Of eight working hours, those that fall together on the day of `now`. Everyone shares them at home: no reason there. */
export const sharedHours: Criterion = ({ learner, now }, champion) => {
  if (!learner.timeZone || !champion.timeZone) return nothing;
  const apart = Math.abs(hoursFromUtc(learner.timeZone, now) - hoursFromUtc(champion.timeZone, now));
  const hours = Math.max(0, 8 - Math.min(apart, 24 - apart));
  return hours >= 1 && hours < 8 ? { fit: hours / 8, reason: { kind: 'same-hours', hours } } : { fit: hours / 8 };
};

/** Half as good with every two days of waiting. A slot they could not give, being full or away, does not count. */
export const soon: Criterion = ({ now }, champion) => {
  const startsAt = champion.nextFreeSlot;
  const back = backOn(champion, now);
  if (!startsAt || (back && startsAt.toZonedDateTimeISO(zoneOf(champion)).toPlainDate().toString() < back.date)) {
    return nothing;
  }
  const days = (startsAt.epochMilliseconds - now.epochMilliseconds) / 86_400_000;
  return { fit: 0.5 ** (Math.max(0, days) / 2), reason: { kind: 'free-at', startsAt } };
};

/** Whoever has given less of their week comes first. */
export const room: Criterion = (_, { capacityPerWeek, bookedThisWeek }) => {
  const places = capacityPerWeek - bookedThisWeek;
  return places > 0 ? { fit: places / capacityPerWeek } : nothing;
};

/** Why a champion cannot be booked now and their first day back, `YYYY-MM-DD`; null for those who can. */
export function backOn(champion: Champion, now: Temporal.Instant): Extract<Reason, { date: string }> | null {
  const today = now.toZonedDateTimeISO(zoneOf(champion)).toPlainDate();
  const { pausedUntil } = champion;
  if (pausedUntil && pausedUntil > today.toString()) return { kind: 'paused-until', date: pausedUntil };
  if (champion.bookedThisWeek < champion.capacityPerWeek) return null;
  return { kind: 'full-until', date: today.add({ days: 8 - today.dayOfWeek }).toString() };
}

const zoneOf = (champion: Champion) => champion.timeZone ?? 'UTC';

function hoursFromUtc(timeZone: string, now: Temporal.Instant): number {
  const at = now.epochMilliseconds;
  return (wallAt(offsetsBetween(timeZone, at, at + 1), at) - at) / 3_600_000;
}

/** The part of a champion's sentence that shares most words with the goal, short enough to quote. */
function tellingPart(text: string, words: ReadonlySet<string>): string {
  const parts = text
    .split(/[.,;:!?\n]+|\s[–—-]\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const part = largest(parts, (each) => new Set(stemsOf(each).filter((stem) => words.has(stem))).size) ?? text;
  if (part.length <= 80) return part;
  return `${part.slice(0, part.lastIndexOf(' ', 79))}…`;
}

function stemsOf(text: string): string[] {
  return wordsIn(text).map(({ stem }) => stem);
}

/** From 0 towards 1, half way at `half`: the tenth person helped says less than the first. */
const levelsOff = (count: number, half: number) => count / (count + half);
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** The first of those with the largest measure. */
function largest<T>(items: readonly T[], measure: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (best, each) => (best === undefined || measure(each) > measure(best) ? each : best),
    undefined,
  );
}
