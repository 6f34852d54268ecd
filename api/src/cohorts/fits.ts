import { type CriterionName, criteria, criterionNames, type Weighing, weigh } from '../matching/appraisal.ts';
import { type Criterion, counted, type Evidence, type Kind, type Known } from '../matching/criterion.ts';
import type { Quest } from '../matching/quest.ts';
import type { Column, Roster } from '../matching/roster.ts';

/** What each criterion counts in a cohort: a mentorship begins with no slot of this week, and places are counted apart. */
export function weighForCohort(chosen: Parameters<typeof weigh>[0]): Weighing {
  return weigh({ ...chosen, soon: 0, room: 0 });
}

type Named<Way> = { name: CriterionName; criterion: Criterion & Way };

const named = criterionNames.map((name) => ({ name, criterion: criteria[name] as Criterion }));
const kinds = named.filter((each): each is Named<Kind> => 'kind' in each.criterion);
const evidence = named.filter((each): each is Named<Evidence> => 'shows' in each.criterion);
const known = named.filter((each): each is Named<Known> => 'of' in each.criterion);

/** More situations than an organisation has departments and zones; beyond that they are worked out again. */
const mostSituations = 1_000;

/**
 * How well every mentor of a roster fits one learner after the other, in thousandths: what `appraise` says, but for the whole
 * roster in some 20 µs a thousand. What depends on a learner's situation alone (department, languages, zone, office) is
 * added up once for all who share it; of the rest only those mentors are looked at who have something of what is asked.
 *
 * The array answered is written over by the next call.
 */
export function fitsOver(roster: Roster, { weights, most }: Weighing): (quest: Quest) => Int16Array {
  const situations = new Map<string, Float64Array>();
  const points = new Float64Array(roster.champions.length);
  const amounts = new Float64Array(roster.champions.length);
  const fits = new Int16Array(roster.champions.length);
  return (quest) => {
    points.set(situated(roster, quest, weights, situations));
    for (const { name, criterion } of evidence) {
      if (weights[name] !== 0) addEvidence(roster, criterion, quest, weights[name], points, amounts);
    }
    for (const { name, criterion } of known) {
      for (const personId of weights[name] === 0 ? [] : criterion.of(quest).keys()) {
        const at = roster.positions.get(personId);
        if (at !== undefined) points[at] = (points[at] as number) + weights[name] * criterion.fitOf(personId, quest);
      }
    }
    const scale = most > 0 ? 1000 / most : 0;
    for (let at = 0; at < fits.length; at++) fits[at] = Math.max(0, Math.round((points[at] as number) * scale));
    return fits;
  };
}

function situated(
  { champions, columns }: Roster,
  quest: Quest,
  weights: Weighing['weights'],
  situations: Map<string, Float64Array>,
): Float64Array {
  const { department, languages, timeZone, office } = quest.learner;
  const situation = `${department}|${languages.join(' ')}|${timeZone}|${office}`;
  let points = situations.get(situation);
  if (points) return points;
  points = new Float64Array(champions.length);
  for (const { name, criterion } of kinds) {
    const { codes, examples } = columns.get(criterion) as Column;
    const table = examples.map((example) => weights[name] * criterion.fit(quest, example));
    for (let at = 0; at < points.length; at++)
      points[at] = (points[at] as number) + (table[codes[at] as number] as number);
  }
  if (situations.size >= mostSituations) situations.clear();
  situations.set(situation, points);
  return points;
}

function addEvidence(
  { postings }: Roster,
  criterion: Evidence,
  quest: Quest,
  weight: number,
  points: Float64Array,
  amounts: Float64Array,
): void {
  const touched: number[] = [];
  for (const [key, strength] of criterion.asks(quest)) {
    const posting = postings.get(criterion.shows)?.get(key);
    for (let nth = 0; posting && nth < posting.positions.length; nth++) {
      const at = posting.positions[nth] as number;
      const before = amounts[at] as number;
      if (before === 0) touched.push(at);
      amounts[at] = counted(criterion, before, (posting.amounts[nth] as number) * strength);
    }
  }
  for (const at of touched) {
    // Somebody listed twice is added once: the first time takes the amount away.
    const amount = amounts[at] as number;
    if (amount !== 0) points[at] = (points[at] as number) + weight * criterion.fitOf(amount, quest);
    amounts[at] = 0;
  }
}
