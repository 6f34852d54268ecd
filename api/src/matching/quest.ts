import { Temporal } from 'temporal-polyfill';
import { offsetsBetween, wallAt } from '../office-hours/zone.ts';
import { topicsIn } from '../topics/topics-in-text.ts';
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
  /** How far along they are with what they ask: 0 new to it, 1 to 3 as champions' skills; null when it is not known. */
  level?: number | null;
};

/** How somebody's sessions went, as those who were helped said it. Sessions nobody said anything of count as neither. */
export type Outcomes = { helped: number; didNot: number };

/** Whether a champion of one's own department is preferred, one of another, or neither. */
export type DepartmentRule = 'same' | 'other' | 'ignore';

/** What somebody asks for, and what is known between them and the champions. */
export type Asking = {
  /** What the learner wants to get done, in their own words; may be empty. */
  goal: string;
  /** Topics they chose, on top of those found in the goal. */
  topics: readonly string[];
  learner: Learner;
  now: Temporal.Instant;
  /** How well each champion's own writings and resolved questions fit the goal, 0 to 1 by champion; nobody else counts. */
  expertise?: ReadonlyMap<string, number>;
  /** Sessions of this learner with champions, by champion. */
  past?: ReadonlyMap<string, Outcomes>;
  /** Champions who blocked the learner or whom the learner blocked. */
  blocked?: ReadonlySet<string>;
  /** 'same' unless told. */
  departments?: DepartmentRule;
  /** Primary tag; 'en' unless told. */
  commonLanguage?: string;
  /** Nobody has to ask their own line manager; some want to. */
  allowLineManager?: boolean;
};

/** What a champion is held against. */
export type Quest = {
  learner: Learner;
  /** Topics with how surely they are meant, (0, 1]. */
  wanted: readonly { topic: string; strength: number }[];
  /** Stems of the goal's words. */
  words: ReadonlySet<string>;
  /** The same two, as evidence is asked for. */
  asked: Record<'topics' | 'words', readonly (readonly [key: string, strength: number])[]>;
  expertise: ReadonlyMap<string, number>;
  past: ReadonlyMap<string, Outcomes>;
  departments: DepartmentRule;
  /** The organisation's common language: speaking it is no reason to mention. */
  commonLanguage: string;
  now: Temporal.Instant;
  clock: Clock;
};

/** What a zone's calendar shows now, in `YYYY-MM-DD`, and the hours its clock is ahead of UTC. UTC where it is not known. */
export type Clock = (timeZone: string | null) => { today: string; nextMonday: string; ahead: number };

export function questOf(asking: Asking): Quest {
  const wanted = wantedTopics(asking.goal, asking.topics);
  const words = new Set(wordsIn(asking.goal).map(({ stem }) => stem));
  return {
    learner: asking.learner,
    wanted,
    words,
    asked: {
      topics: wanted.map(({ topic, strength }) => [topic, strength]),
      words: Array.from(words, (stem) => [stem, 1]),
    },
    expertise: asking.expertise ?? new Map(),
    past: asking.past ?? new Map(),
    departments: asking.departments ?? 'same',
    commonLanguage: asking.commonLanguage ?? 'en',
    now: asking.now,
    clock: clockAt(asking.now),
  };
}

/** What a learner is after: the topics they chose, and those their words speak of; surest first. */
export function wantedTopics(goal: string, chosen: readonly string[]): { topic: string; strength: number }[] {
  const found = topicsIn(goal).filter(({ topic }) => !chosen.includes(topic));
  return [...new Set(chosen)].map((topic) => ({ topic, strength: 1 })).concat(found);
}

/** Nobody with whom the learner is not to be brought together is ranked, or spoken of. */
export function mayMeet({ learner, blocked, allowLineManager }: Asking, championId: string): boolean {
  return (
    championId !== learner.personId &&
    !blocked?.has(championId) &&
    (allowLineManager === true || championId !== learner.managerId)
  );
}

const dayLong = 86_400_000;

/** Reads each zone once; the whole world is on three days at most, so that few are ever written out. */
function clockAt(now: Temporal.Instant): Clock {
  const at = now.epochMilliseconds;
  const zones = new Map<string | null, ReturnType<Clock>>();
  const days = new Map<number, string>();
  const dateOf = (day: number) => {
    const date =
      days.get(day) ??
      Temporal.Instant.fromEpochMilliseconds(day * dayLong)
        .toString()
        .slice(0, 10);
    days.set(day, date);
    return date;
  };
  return (timeZone) => {
    const known = zones.get(timeZone);
    if (known) return known;
    const wall = timeZone === null ? at : wallAt(offsetsBetween(timeZone, at, at + 1), at);
    const day = Math.floor(wall / dayLong);
    // The first day of 1970 was a Thursday.
    const nextMonday = dateOf(day + 7 - ((day + 3) % 7));
    const shown = { today: dateOf(day), nextMonday, ahead: (wall - at) / 3_600_000 };
    zones.set(timeZone, shown);
    return shown;
  };
}
