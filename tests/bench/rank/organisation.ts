import { Temporal } from 'temporal-polyfill';
import type { Champion } from '../../../api/src/matching/champion.ts';
import type { Outcomes } from '../../../api/src/matching/quest.ts';
import type { RankRequest } from '../../../api/src/matching/rank.ts';
import { topics } from '../../../api/src/topics/topics.ts';
import { type Random, seededRandom } from '../../../infra/local/demo/random.ts';

export type Question = Omit<RankRequest, 'champions' | 'limit'> & {
  expertise: ReadonlyMap<string, number>;
  past: ReadonlyMap<string, Outcomes>;
  blocked: ReadonlySet<string>;
};

const keys = Object.keys(topics) as (keyof typeof topics)[];
const zones = [
  'Europe/Lisbon',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Singapore',
];
const languages = [['en'], ['pt', 'en'], ['en', 'de'], ['pt'], ['es', 'en']];
const departments = Array.from({ length: 60 }, (_, i) => `Department ${i}`);
const offices = Array.from({ length: 25 }, (_, i) => `Office ${i}`);
/** A Wednesday. */
const now = Temporal.Instant.from('2026-04-15T09:00Z');

/** Champions as a large programme has them: some full, some away, most with a slot within four weeks. */
export function drawChampions(count: number): Champion[] {
  const random = seededRandom(`${count} champions`);
  return Array.from({ length: count }, () => {
    const known = random.shuffle(keys).slice(0, 1 + random.below(5));
    const capacityPerWeek = 1 + random.below(8);
    return {
      personId: random.uuid(),
      department: random.pick(departments),
      skills: known.map((topic) => ({ topic, level: 1 + random.below(3) })),
      lovesToHelpWith: sentence(random, known),
      languages: random.pick(languages),
      timeZone: random.pick(zones),
      office: random.pick(offices),
      capacityPerWeek,
      bookedThisWeek: random.below(capacityPerWeek + 1),
      helpedByTopic: Object.fromEntries(known.slice(0, random.below(4)).map((topic) => [topic, 1 + random.below(12)])),
      helpedByDepartment: Object.fromEntries(
        Array.from({ length: random.below(5) }, () => [random.pick(departments), 1 + random.below(6)]),
      ),
      outcomes: { helped: random.below(20), didNot: random.below(4) },
      nextFreeSlot: random.below(10) === 0 ? null : now.add({ minutes: 30 * (1 + random.below(28 * 48)) }),
      pausedUntil: random.below(20) === 0 ? '2026-05-04' : null,
    };
  });
}

/** What many learners ask of them. A goal has something in common with the writings of one champion in twenty. */
export function drawQuestions(count: number, champions: readonly Champion[]): Question[] {
  const random = seededRandom(`${count} questions`);
  return Array.from({ length: count }, (_, nth) => {
    const some = random.shuffle(champions.map(({ personId }) => personId)).slice(0, Math.ceil(champions.length / 20));
    return {
      goal: sentence(random, [random.pick(keys), random.pick(keys)].slice(0, 1 + (nth % 2))),
      topics: nth % 3 === 0 ? [random.pick(keys)] : [],
      learner: {
        personId: random.uuid(),
        managerId: some[0] ?? null,
        department: random.pick(departments),
        timeZone: random.pick(zones),
        languages: random.pick(languages),
        office: random.pick(offices),
        level: random.below(3),
      },
      now,
      expertise: new Map(some.map((id) => [id, random.fraction()])),
      past: new Map(some.slice(1, 5).map((id) => [id, { helped: random.below(3), didNot: random.below(2) }])),
      blocked: new Set(some.slice(5, 7)),
    };
  });
}

function sentence(random: Random, about: readonly (keyof typeof topics)[]): string {
  return about.map((topic) => `${random.pick(topics[topic].says)} for ${random.pick(topics[topic].hints)}`).join(', ');
}
