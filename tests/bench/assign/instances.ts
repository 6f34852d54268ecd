import type { AssignmentProblem } from '@open-door/api/matching/assign.ts';
import { seededRandom } from '../../../infra/local/demo/random.ts';
import { largeOrganisation } from '../../support/large-organisation.ts';

/** What learner i costs with champion k. */
type Costs = (i: number, k: number) => number;
type Size = { learners: number; champions: number; places: number };

const small = { learners: 300, champions: 60, places: 5 };
const middle = { learners: 2_000, champions: 200, places: 10 };
const large = { learners: 10_000, champions: 500, places: 20 };
const largest = 2 ** 31 - 1;

/** Problems by name, made anew each time; the same name makes the same. */
export const instances = {
  'dense 300 × 60, 5 places': () => dense(small, chanceBelow(1_000)),
  'dense 2,000 × 200, 10 places': () => dense(middle, chanceBelow(1_000)),
  'dense 10,000 × 500, 20 places': () => dense(large, chanceBelow(1_000)),
  'costs to 1,000,000': () => dense(large, chanceBelow(1_000_000)),
  'distances in the plane': () => dense(large, distances(large)),
  'three skills of twenty, many ties': () => dense(large, skills(large)),
  'Machol–Wien, (i + 1)(j + 1)': () => dense(large, (i, k) => (i + 1) * (k + 1)),
  'Machol–Wien, shuffled': () => dense(large, productsOf(shuffled(large.learners), shuffled(large.champions))),
  'rank one, to 2^31': () => dense(large, productsOf(drawn(large.learners, 46_340), drawn(large.champions, 46_340))),
  'all costs the same': () => dense(large, () => 7),
  'huge costs, to 2^31 - 1': () => dense(large, chanceBelow(largest + 1)),
  'four distinct costs': () => dense(large, chanceBelow(4)),
  'a quarter too few places': () => dense({ ...large, places: 15 }, distances(large)),
  'a tenth of the places too many': () => dense({ ...large, places: 22 }, distances(large)),
  'best 20 of 200, 2,000 learners': () => bestOf(20, dense(middle, distances(middle))),
  'best 20 of 500, 10,000 learners': () => bestOf(20, dense(large, distances(large))),
  'large organisation, 33,702 × 1,500': wholeOrganisation,
};
export type InstanceName = keyof typeof instances;

function dense({ learners, champions, places }: Size, cost: Costs): AssignmentProblem {
  const problem = emptyRows(learners, champions, champions, places);
  for (let i = 0, at = 0; i < learners; i++) {
    for (let k = 0; k < champions; k++, at++) {
      problem.champion[at] = k;
      problem.cost[at] = cost(i, k);
    }
  }
  return problem;
}

function emptyRows(learners: number, champions: number, each: number, places: number): AssignmentProblem {
  return {
    learners,
    champions,
    capacity: new Int32Array(champions).fill(places),
    rowStart: Int32Array.from({ length: learners + 1 }, (_, i) => i * each),
    champion: new Int32Array(learners * each),
    cost: new Int32Array(learners * each),
  };
}

/** Keeps each learner's cheapest candidates. */
function bestOf(count: number, { learners, champions, capacity, cost }: AssignmentProblem): AssignmentProblem {
  const kept = emptyRows(learners, champions, count, capacity[0] as number);
  for (let i = 0; i < learners; i++) {
    const row = cost.subarray(i * champions, (i + 1) * champions);
    const best = [...row.keys()].sort((a, b) => (row[a] as number) - (row[b] as number)).slice(0, count);
    for (const [nth, k] of best.entries()) {
      kept.champion[i * count + nth] = k;
      kept.cost[i * count + nth] = row[k] as number;
    }
  }
  return kept;
}

function chanceBelow(bound: number): Costs {
  const { below } = seededRandom(`costs below ${bound}`);
  return () => below(bound);
}

function drawn(count: number, bound: number): number[] {
  const { below } = seededRandom(`${count} factors`);
  return Array.from({ length: count }, () => 1 + below(bound));
}

function shuffled(count: number): number[] {
  return seededRandom(`${count} in another order`).shuffle(Array.from({ length: count }, (_, nth) => nth + 1));
}

function productsOf(one: readonly number[], other: readonly number[]): Costs {
  return (i, k) => (one[i] as number) * (other[k] as number);
}

function distances({ learners, champions }: Size): Costs {
  const { below } = seededRandom('a plane');
  const points = (count: number) => Array.from({ length: count }, () => [below(10_000), below(10_000)] as const);
  const [from, to] = [points(learners), points(champions)];
  return (i, k) => {
    const [[x, y], [otherX, otherY]] = [from[i], to[k]] as [readonly [number, number], readonly [number, number]];
    return Math.round(Math.hypot(x - otherX, y - otherY));
  };
}

function skills({ learners, champions }: Size): Costs {
  const { below } = seededRandom('skills');
  const wanted = Array.from({ length: learners }, () => [below(20), below(20), below(20)]);
  const levels = Array.from({ length: champions }, () => Array.from({ length: 20 }, () => Math.max(0, below(12) - 8)));
  return (i, k) => 100 - 10 * (wanted[i] ?? []).reduce((sum, topic) => sum + (levels[k]?.[topic] as number), 0);
}

/**
 * Everybody of a large organisation, every so many a champion with 23 places; costs as a cohort might count them: departments,
 * grades, languages and skills.
 */
function wholeOrganisation(): AssignmentProblem {
  const { people } = largeOrganisation();
  const { below } = seededRandom('a cohort');
  const words = [
    ...new Set(people.flatMap((person) => [person.department, person.preferredLanguage, person.jobTitle])),
  ];
  const numbers = new Map(words.map((word, nth) => [word, nth]));
  const numberOf = (word: string) => numbers.get(word) as number;
  const traits = people.map(({ department, preferredLanguage, jobTitle }) => ({
    department: numberOf(department),
    language: numberOf(preferredLanguage),
    grade: numberOf(jobTitle) % 7,
    skills: (1 << below(30)) | (1 << below(30)) | (1 << below(30)),
  }));
  const champions = Array.from({ length: 1_500 }, (_, k) => traits[k * 22]) as typeof traits;
  const shared = Uint8Array.from({ length: 1 << 15 }, (_, bits) => bits.toString(2).replaceAll('0', '').length);
  return dense({ learners: people.length, champions: champions.length, places: 23 }, (i, k) => {
    const [one, other] = [traits[i], champions[k]] as [(typeof traits)[number], (typeof traits)[number]];
    const both = one.skills & other.skills;
    const common = (shared[both & 0x7fff] as number) + (shared[both >> 15] as number);
    const apart = Math.abs(one.grade - other.grade);
    const near = (one.department === other.department ? 200 : 0) + (one.language === other.language ? 150 : 0);
    return 1_000 - near - 100 * common + 20 * apart;
  });
}
