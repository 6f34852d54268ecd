import { type Assignment, type AssignmentProblem, assign, certify, reassign } from '../matching/assign.ts';

/** Every learner's fit with every mentor in thousandths, row after row; -1 where a hard rule forbids the pair. */
export type Fits = { learners: number; mentors: number; fit: Int16Array };

/** What pairs cost: by fit, and on top for each learner. */
export type Costs = { byFit: Int32Array; extra: Int32Array };

/** How many of a learner's best mentors are looked at first. */
const shortlist = 64;
/** How many more at a time, where prices show that they might do better elsewhere. */
const more = 32;

/**
 * The best assignment of learners to mentors with so many places each, proven: as many as possible, then at the least cost.
 *
 * Looks at each learner's best mentors first and holds all others against the prices that come out: whoever would be a
 * better deal is added, until nobody is (column generation: Dantzig & Wolfe, 1960). Fits take 2 bytes a pair where
 * all candidates and costs would take 8.
 */
export function assignAll(fits: Fits, places: Int32Array, costs: Costs): Assignment & { optimal: boolean } {
  const rows = Array.from({ length: fits.learners }, (_, i) => bestOf(fits, i, shortlist));
  addDearest(fits, costs, rows);
  let problem = problemOf(fits, places, costs, rows);
  let assignment = assign(problem);
  while (addBetterDeals(fits, costs, assignment, rows)) {
    problem = problemOf(fits, places, costs, rows);
    assignment = reassign(problem, assignment);
  }
  // The proof for those listed; nobody who is not listed is a better deal, nor dearer than what staying out is priced by.
  return { ...assignment, optimal: certify(problem, assignment).optimal };
}

/** Positions of the mentors who fit a learner best; of equals, each learner lists others, so that not all want the same. */
function bestOf({ mentors, fit }: Fits, i: number, count: number): number[] {
  const row = fit.subarray(i * mentors, (i + 1) * mentors);
  const withFit = new Int32Array(1001);
  for (const each of row) if (each >= 0) withFit[each] = (withFit[each] as number) + 1;
  let least = 1000;
  for (let above = withFit[1000] as number; least > 0 && above < count; above += withFit[least] as number) least--;
  const best: number[] = [];
  for (let k = 0; k < mentors; k++) if ((row[k] as number) > least) best.push(k);
  for (let nth = 0; nth < mentors && best.length < count; nth++) {
    const k = (nth + i) % mentors;
    if (row[k] === least) best.push(k);
  }
  return best;
}

/** The dearest pair of all is listed, as the price of staying out follows from it. */
function addDearest({ learners, mentors, fit }: Fits, { byFit, extra }: Costs, rows: number[][]): void {
  let dearest = { cost: -1, at: -1 };
  for (let i = 0; i < learners; i++) {
    let [least, at] = [1001, -1];
    for (let pair = i * mentors; pair < (i + 1) * mentors; pair++) {
      const own = fit[pair] as number;
      if (own >= 0 && own < least) [least, at] = [own, pair];
    }
    const cost = at < 0 ? -1 : (byFit[least] as number) + (extra[i] as number);
    if (cost > dearest.cost) dearest = { cost, at };
  }
  const k = dearest.at % mentors;
  const row = rows[Math.floor(dearest.at / mentors)];
  if (row && !row.includes(k)) row.push(k);
}

function problemOf(fits: Fits, places: Int32Array, costs: Costs, rows: readonly number[][]): AssignmentProblem {
  const { learners, mentors, fit } = fits;
  const { byFit, extra } = costs;
  const rowStart = new Int32Array(learners + 1);
  for (const [i, row] of rows.entries()) rowStart[i + 1] = (rowStart[i] as number) + row.length;
  const champion = new Int32Array(rowStart[learners] as number);
  const cost = new Int32Array(champion.length);
  let at = 0;
  for (const [i, row] of rows.entries()) {
    for (const k of row) {
      champion[at] = k;
      cost[at] = (byFit[fit[i * mentors + k] as number] as number) + (extra[i] as number);
      at++;
    }
  }
  return { learners, champions: mentors, capacity: places, rowStart, champion, cost };
}

/** Lists mentors who at these prices would be a better deal than what a learner has; `false` when there are none. */
function addBetterDeals(
  { learners, mentors, fit }: Fits,
  { byFit, extra }: Costs,
  { learnerPrice, championPrice }: Assignment,
  rows: readonly number[][],
): boolean {
  let found = false;
  for (let i = 0; i < learners; i++) {
    const paid = (learnerPrice[i] as number) - (extra[i] as number);
    const start = i * mentors;
    let added = 0;
    for (let k = 0; k < mentors; k++) {
      const own = fit[start + k] as number;
      if (own < 0 || (byFit[own] as number) + (championPrice[k] as number) >= paid) continue;
      rows[i]?.push(k);
      if (++added === more) break;
    }
    found ||= added > 0;
  }
  return found;
}
