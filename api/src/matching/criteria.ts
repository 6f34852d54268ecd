import type { Temporal } from 'temporal-polyfill';
import { wordsIn } from '../topics/words.ts';
import { type Back, backOn, type Champion, levelIn, lovedStems } from './champion.ts';
import type { Outcomes, Quest } from './quest.ts';

/** Why this person. Facts only; whoever shows them finds the words. */
export type Reason =
  | { kind: 'skill'; topic: string; level: number }
  /** How many levels they know more of it than the learner. */
  | { kind: 'steps-ahead'; topic: string; steps: number }
  | { kind: 'helped'; topic: string; people: number }
  /** `words` are the champion's own. */
  | { kind: 'loves'; words: string }
  /** What they wrote or answered is about what the goal is about. */
  | { kind: 'similar-questions' }
  | { kind: 'helped-you'; sessions: number }
  /** The learner said so: nothing to show in a list, but what they are told when they ask why somebody came lower. */
  | { kind: 'did-not-help-you'; sessions: number }
  | { kind: 'went-well'; people: number }
  | { kind: 'same-department'; department: string }
  | { kind: 'other-department'; department: string }
  | { kind: 'helped-department'; department: string; people: number }
  | { kind: 'same-office'; office: string }
  | { kind: 'language'; language: string }
  /** Hours of a working day that two zones share. */
  | { kind: 'same-hours'; hours: number }
  | { kind: 'free-at'; startsAt: Temporal.Instant }
  /** Sessions still free this week. */
  | { kind: 'has-room'; places: number }
  | Back;

/**
 * How well a champion fits in one respect. `fit` is 0 to 1, or down to -1 where experience speaks against; it reads nothing but
 * the facts that `gather` keeps it by. `reason` puts a fit other than 0 into facts; null where there is nothing to say.
 */
export type Criterion = {
  fit: (quest: Quest, champion: Champion) => number;
  reason: (quest: Quest, champion: Champion) => Reason | null;
};

export const skill: Criterion = {
  fit: ({ wanted }, champion) => {
    let asked = 0;
    let known = 0;
    for (const { topic, strength } of wanted) {
      asked += strength;
      known += (Math.min(levelIn(champion, topic), 3) / 3) * strength;
    }
    return known === 0 ? 0 : known / asked;
  },
  reason: (quest, champion) => {
    const { topic, level } = bestSkill(quest, champion);
    return level === 0 ? null : { kind: 'skill', topic, level };
  },
};

/**
 * Who is one step ahead of the learner explains best; who is far ahead has forgotten what is hard (Hinds, The curse of
 * expertise, 1999). It says nothing against a good expert: knowing more always counts more in `skill`.
 */
export const step: Criterion = {
  fit: (quest, champion) => {
    const steps = stepsAhead(quest, champion);
    return steps > 0 ? 1 - 0.15 * (steps - 1) : 0;
  },
  reason: (quest, champion) => {
    const steps = stepsAhead(quest, champion);
    return steps > 0 ? { kind: 'steps-ahead', topic: bestSkill(quest, champion).topic, steps } : null;
  },
};

export const helped: Criterion = {
  fit: ({ wanted }, { helpedByTopic }) => {
    let people = 0;
    for (const { topic, strength } of wanted) people += (helpedByTopic[topic] ?? 0) * strength;
    return levelsOff(people, 4);
  },
  reason: ({ wanted }, { helpedByTopic }) => {
    const people = wanted.map(({ topic, strength }) => ({ topic, strength, people: helpedByTopic[topic] ?? 0 }));
    const best = largest(people, (each) => each.people * each.strength);
    return best && best.people > 0 ? { kind: 'helped', topic: best.topic, people: best.people } : null;
  },
};

export const loves: Criterion = {
  fit: ({ words }, champion) => {
    if (words.size === 0) return 0;
    let shared = 0;
    for (const stem of lovedStems(champion)) if (words.has(stem)) shared += 1;
    return shared / words.size;
  },
  reason: ({ words }, { lovesToHelpWith }) => ({ kind: 'loves', words: tellingPart(lovesToHelpWith, words) }),
};

export const expertise: Criterion = {
  fit: ({ expertise }, { personId }) => Math.min(1, Math.max(0, expertise.get(personId) ?? 0)),
  reason: () => ({ kind: 'similar-questions' }),
};

/** Sessions the learner had with them: one that helped speaks for another, one that did not against it. */
export const together: Criterion = {
  fit: ({ past }, { personId }) => balance(past.get(personId), 1),
  reason: ({ past }, { personId }) => {
    const { helped, didNot } = past.get(personId) ?? { helped: 0, didNot: 0 };
    if (helped > didNot) return { kind: 'helped-you', sessions: helped };
    return { kind: 'did-not-help-you', sessions: didNot };
  },
};

/** What others said of their sessions; a few voices say little. Only good is ever told of a volunteer. */
export const wentWell: Criterion = {
  fit: (_, { outcomes }) => balance(outcomes, 4),
  reason: (_, { outcomes }) =>
    outcomes && outcomes.helped > outcomes.didNot ? { kind: 'went-well', people: outcomes.helped } : null,
};

export const department: Criterion = {
  fit: ({ learner, departments }, champion) => {
    if (departments === 'ignore' || learner.department === '' || champion.department === '') return 0;
    return (champion.department === learner.department) === (departments === 'same') ? 1 : 0;
  },
  reason: ({ departments }, champion) => ({
    kind: departments === 'same' ? 'same-department' : 'other-department',
    department: champion.department,
  }),
};

/** Whom they helped in the learner's department, their own colleagues aside: those are theirs by being there. */
export const helpedDepartment: Criterion = {
  fit: ({ learner }, champion) => {
    const { department } = learner;
    if (department === '' || champion.department === department) return 0;
    return levelsOff(champion.helpedByDepartment[department] ?? 0, 4);
  },
  reason: ({ learner: { department } }, { helpedByDepartment }) => ({
    kind: 'helped-department',
    department,
    people: helpedByDepartment[department] ?? 0,
  }),
};

export const office: Criterion = {
  fit: ({ learner }, champion) => (learner.office && champion.office === learner.office ? 1 : 0),
  reason: ({ learner }) => ({ kind: 'same-office', office: learner.office ?? '' }),
};

export const language: Criterion = {
  fit: ({ learner }, { languages }) => {
    const [preferred] = learner.languages;
    if (!preferred) return 0;
    if (languages.includes(preferred)) return 1;
    return learner.languages.some((tag) => languages.includes(tag)) ? 0.5 : 0;
  },
  reason: ({ learner }, { languages }) => {
    const shared = learner.languages.find((tag) => languages.includes(tag));
    return shared ? { kind: 'language', language: shared } : null;
  },
};

/** Of eight working hours, those that fall together on the day of `now`. */
export const sharedHours: Criterion = {
  fit: (quest, champion) => hoursShared(quest, champion) / 8,
  reason: (quest, champion) => ({ kind: 'same-hours', hours: hoursShared(quest, champion) }),
};

/** Half as good with every two days of waiting. */
export function soonness(startsAt: Temporal.Instant, now: Temporal.Instant): number {
  const days = (startsAt.epochMilliseconds - now.epochMilliseconds) / 86_400_000;
  return 0.5 ** (Math.max(0, days) / 2);
}

/** A slot they could not give, being full or away, does not count. */
export const soon: Criterion = {
  fit: (quest, champion) => {
    const startsAt = champion.nextFreeSlot;
    if (!startsAt) return 0;
    const back = backOn(champion, quest.clock);
    if (back && dayOf(startsAt, champion.timeZone) < back.date) return 0;
    return soonness(startsAt, quest.now);
  },
  reason: (_, { nextFreeSlot }) => (nextFreeSlot ? { kind: 'free-at', startsAt: nextFreeSlot } : null),
};

/** Whoever has given less of their week comes first. */
export const room: Criterion = {
  fit: (_, { capacityPerWeek, bookedThisWeek }) => Math.max(0, capacityPerWeek - bookedThisWeek) / capacityPerWeek,
  reason: (_, { capacityPerWeek, bookedThisWeek }) => ({
    kind: 'has-room',
    places: Math.max(0, capacityPerWeek - bookedThisWeek),
  }),
};

function bestSkill({ wanted }: Quest, champion: Champion): { topic: string; level: number } {
  let best = { topic: '', level: 0, strength: 0 };
  for (const { topic, strength } of wanted) {
    const level = levelIn(champion, topic);
    if (level * strength > best.level * best.strength) best = { topic, level, strength };
  }
  return best;
}

function stepsAhead(quest: Quest, champion: Champion): number {
  const { level } = quest.learner;
  return level === undefined || level === null ? 0 : bestSkill(quest, champion).level - level;
}

function hoursShared({ learner, clock }: Quest, champion: Champion): number {
  if (!learner.timeZone || !champion.timeZone) return 0;
  const apart = Math.abs(clock(learner.timeZone).ahead - clock(champion.timeZone).ahead);
  return Math.max(0, 8 - Math.min(apart, 24 - apart));
}

const dayOf = (at: Temporal.Instant, timeZone: string | null) =>
  at
    .toZonedDateTimeISO(timeZone ?? 'UTC')
    .toPlainDate()
    .toString();

/** The part of a champion's sentence that shares most words with the goal, short enough to quote. */
function tellingPart(text: string, words: ReadonlySet<string>): string {
  const parts = text
    .split(/[.,;:!?\n]+|\s[–—-]\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const part =
    largest(parts, (each) => new Set(wordsIn(each).flatMap(({ stem }) => (words.has(stem) ? stem : []))).size) ?? text;
  if (part.length <= 80) return part;
  return `${part.slice(0, part.lastIndexOf(' ', 79))}…`;
}

/** From 0 towards 1, half way at `half`: the tenth person helped says less than the first. */
const levelsOff = (count: number, half: number) => count / (count + half);

/** From -1 to 1, nearer to 0 the fewer voices there are beside `doubt`. */
const balance = (outcomes: Outcomes | undefined, doubt: number) =>
  outcomes ? (outcomes.helped - outcomes.didNot) / (outcomes.helped + outcomes.didNot + doubt) : 0;

/** The first of those with the largest measure. */
function largest<T>(items: readonly T[], measure: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (best, each) => (best === undefined || measure(each) > measure(best) ? each : best),
    undefined,
  );
}
