import { backOn, type Champion, dayOf, lovedBy } from './champion.ts';
import type { Criterion, Evidence, Kind, Known, Shows } from './criterion.ts';
import type { Outcomes, Quest } from './quest.ts';

type As<Way> = Way & Pick<Criterion, 'reason'>;

const levels: Shows = ({ skills }) => skills.map(({ topic, level }) => [topic, Math.min(level, 3)] as const);
const topicsOf = ({ asked }: Quest) => asked.topics;

export const skill: As<Evidence> = {
  shows: levels,
  asks: topicsOf,
  counts: 'all',
  fitOf: (levels, { wanted }) => levels / (3 * wanted.reduce((asked, { strength }) => asked + strength, 0)),
  reason: ({ wanted }, { skills }) => {
    const best = largest(
      wanted.map(({ topic, strength }) => {
        const level = skills.find((each) => each.topic === topic)?.level ?? 0;
        return { topic, level, sure: level * strength };
      }),
      ({ sure }) => sure,
    );
    return best && best.level > 0 ? { kind: 'skill', topic: best.topic, level: best.level } : null;
  },
};

/**
 * Who is one step ahead of the learner explains best; who is far ahead has forgotten what is hard (Hinds, The curse of
 * expertise, 1999). It says nothing against a good expert: knowing more counts for more in `skill`.
 */
export const step: As<Evidence> = {
  shows: levels,
  asks: topicsOf,
  counts: 'largest',
  fitOf: (level, { learner }) => {
    const ahead = level - (learner.level ?? level);
    return ahead > 1 ? 1 - 0.15 * (ahead - 1) : Math.max(0, ahead);
  },
  reason: (quest, champion) => {
    const best = skill.reason(quest, champion);
    const { level } = quest.learner;
    if (best?.kind !== 'skill' || level === undefined || level === null || best.level <= level) return null;
    return { kind: 'steps-ahead', topic: best.topic, steps: best.level - level };
  },
};

export const helped: As<Evidence> = {
  shows: ({ helpedByTopic }) => Object.entries(helpedByTopic),
  asks: topicsOf,
  counts: 'all',
  fitOf: (people) => levelsOff(people, 4),
  reason: ({ wanted }, { helpedByTopic }) => {
    const people = wanted.map(({ topic, strength }) => ({ topic, strength, people: helpedByTopic[topic] ?? 0 }));
    const best = largest(people, (each) => each.people * each.strength);
    return best && best.people > 0 ? { kind: 'helped', topic: best.topic, people: best.people } : null;
  },
};

export const loves: As<Evidence> = {
  shows: (champion) => lovedBy(champion).stems.map((stem) => [stem, 1] as const),
  asks: ({ asked }) => asked.words,
  counts: 'all',
  fitOf: (shared, { words }) => shared / words.size,
  reason: ({ words }, champion) => ({ kind: 'loves', words: tellingPart(champion, words) }),
};

export const helpedDepartment: As<Evidence> = {
  shows: ({ helpedByDepartment }) => Object.entries(helpedByDepartment),
  asks: ({ learner }) => (learner.department === '' ? [] : [[learner.department, 1]]),
  counts: 'all',
  fitOf: (people) => levelsOff(people, 4),
  reason: ({ learner: { department } }, { helpedByDepartment }) => ({
    kind: 'helped-department',
    department,
    people: helpedByDepartment[department] ?? 0,
  }),
};

export const expertise: As<Known> = {
  of: ({ expertise }) => expertise,
  fitOf: (personId, { expertise }) => Math.min(1, Math.max(0, expertise.get(personId) ?? 0)),
  reason: () => ({ kind: 'similar-questions' }),
};

/** Sessions the learner had with them: one that helped speaks for another, one that did not against it. */
export const together: As<Known> = {
  of: ({ past }) => past,
  fitOf: (personId, { past }) => balance(past.get(personId), 1),
  reason: ({ past }, { personId }) => {
    const { helped, didNot } = past.get(personId) ?? { helped: 0, didNot: 0 };
    if (helped > didNot) return { kind: 'helped-you', sessions: helped };
    return { kind: 'did-not-help-you', sessions: didNot };
  },
};

/** What others said of their sessions; a few voices say little. Only good is ever told of a volunteer. */
export const wentWell: As<Kind> = {
  kind: ({ outcomes }) => (outcomes ? `${outcomes.helped} ${outcomes.didNot}` : ''),
  fit: (_, { outcomes }) => balance(outcomes, 4),
  reason: (_, { outcomes }) =>
    outcomes && outcomes.helped > outcomes.didNot ? { kind: 'went-well', people: outcomes.helped } : null,
};

export const department: As<Kind> = {
  kind: ({ department }) => department,
  fit: ({ learner, departments }, champion) => {
    if (departments === 'ignore' || learner.department === '' || champion.department === '') return 0;
    return (champion.department === learner.department) === (departments === 'same') ? 1 : 0;
  },
  reason: ({ departments }, { department }) => ({
    kind: departments === 'same' ? 'same-department' : 'other-department',
    department,
  }),
};

export const language: As<Kind> = {
  kind: ({ languages }) => languages.join(' '),
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
export const sharedHours: As<Kind> = {
  kind: ({ timeZone }) => timeZone ?? '',
  fit: (quest, champion) => hoursShared(quest, champion) / 8,
  reason: (quest, champion) => ({ kind: 'same-hours', hours: hoursShared(quest, champion) }),
};

export const office: As<Kind> = {
  kind: ({ office }) => office ?? '',
  fit: ({ learner }, { office }) => (learner.office && office === learner.office ? 1 : 0),
  reason: (_, { office }) => ({ kind: 'same-office', office: office ?? '' }),
};

/** Half as good with every two days of waiting. A slot they could not give, being full or away, does not count. */
export const soon: As<Kind> = {
  kind: ({ nextFreeSlot }) => nextFreeSlot?.epochMilliseconds ?? '',
  fit: (quest, champion) => {
    const startsAt = champion.nextFreeSlot;
    if (!startsAt) return 0;
    const back = backOn(champion, quest.clock);
    if (back && dayOf(startsAt, champion.timeZone) < back.date) return 0;
    return soonness(startsAt.epochMilliseconds - quest.now.epochMilliseconds);
  },
  bookable: ({ now }) => {
    const from = now.epochMilliseconds;
    return (startsAt) => (typeof startsAt === 'number' ? soonness(startsAt - from) : 0);
  },
  reason: (_, { nextFreeSlot }) => (nextFreeSlot ? { kind: 'free-at', startsAt: nextFreeSlot } : null),
};

/** Whoever has given less of their week comes first. Zones and pauses are told apart of those who may not be bookable. */
export const room: As<Kind> = {
  kind: ({ capacityPerWeek, bookedThisWeek, pausedUntil, timeZone }) => {
    const load = `${capacityPerWeek} ${bookedThisWeek}`;
    return pausedUntil || bookedThisWeek >= capacityPerWeek ? `${load} ${pausedUntil ?? ''} ${timeZone ?? ''}` : load;
  },
  fit: (_, { capacityPerWeek, bookedThisWeek }) => Math.max(0, capacityPerWeek - bookedThisWeek) / capacityPerWeek,
  reason: (_, { capacityPerWeek, bookedThisWeek }) => ({
    kind: 'has-room',
    places: Math.max(0, capacityPerWeek - bookedThisWeek),
  }),
};

const twoDays = 2 * 86_400_000;
const soonness = (wait: number) => Math.exp((-Math.LN2 * Math.max(0, wait)) / twoDays);

function hoursShared({ learner, clock }: Quest, champion: Champion): number {
  if (!learner.timeZone || !champion.timeZone) return 0;
  const apart = Math.abs(clock(learner.timeZone).ahead - clock(champion.timeZone).ahead);
  return Math.max(0, 8 - Math.min(apart, 24 - apart));
}

/** The part of a champion's sentence that shares most words with the goal, short enough to quote. */
function tellingPart(champion: Champion, words: ReadonlySet<string>): string {
  const { parts } = lovedBy(champion);
  const part = largest(parts, ({ stems }) => stems.filter((stem) => words.has(stem)).length);
  const text = part?.text ?? champion.lovesToHelpWith;
  return text.length <= 80 ? text : `${text.slice(0, text.lastIndexOf(' ', 79))}…`;
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
