import { type Assignment, type AssignmentProblem, outsidePrice } from './problem.ts';

/**
 * Says what keeps a result from being proven the best, undefined when it is. The proof is the one of linear programming: nobody
 * has a better deal than their own at these prices (reduced costs), all pay what theirs comes to, and places that are left
 * have no price (complementary slackness). Any other assignment of as many then costs at least as much.
 *
 * Takes a problem of the right shape and nothing else for granted. Whole prices below 2^53 keep every sum here exact.
 */
export function flawOf(problem: AssignmentProblem, result: Assignment): string | undefined {
  const { learners, champions } = problem;
  const { championOf, learnerPrice, championPrice } = result;
  if (championOf.length !== learners) return `championOf has ${championOf.length} entries for ${learners} learners`;
  if (learnerPrice.length !== learners)
    return `learnerPrice has ${learnerPrice.length} entries for ${learners} learners`;
  if (championPrice.length !== champions)
    return `championPrice has ${championPrice.length} entries for ${champions} champions`;
  const notWhole = learnerPrice.findIndex((price) => !Number.isSafeInteger(price));
  if (notWhole >= 0) return `the price of learner ${notWhole} is ${learnerPrice[notWhole]}, not a whole number`;
  const odd = championPrice.findIndex((price) => !Number.isSafeInteger(price) || price < 0);
  if (odd >= 0) return `the price of champion ${odd} is ${championPrice[odd]}, not a whole number from 0`;
  const counted = count(problem, result);
  if (typeof counted === 'string') return counted;
  return flawOfTotals(problem, result, counted) ?? flawOfPlaces(problem, result, counted.taken);
}

type Counted = { taken: Int32Array; matched: number; cost: number; largestCost: number };

/** Goes through every candidate; answers the sums, or what is wrong with a learner's deal. */
function count(problem: AssignmentProblem, { championOf, learnerPrice, championPrice }: Assignment): Counted | string {
  const { learners, champions, rowStart, champion, cost } = problem;
  const taken = new Int32Array(champions);
  const counted = { taken, matched: 0, cost: 0, largestCost: 0 };
  for (let i = 0; i < learners; i++) {
    const own = championOf[i] as number;
    const paid = learnerPrice[i] as number;
    let least = Number.POSITIVE_INFINITY;
    for (let at = rowStart[i] as number; at < (rowStart[i + 1] as number); at++) {
      const k = champion[at] as number;
      const asked = cost[at] as number;
      if (asked > counted.largestCost) counted.largestCost = asked;
      if (asked + (championPrice[k] as number) < paid) return `learner ${i} would rather go to champion ${k}`;
      if (k === own && asked < least) least = asked;
    }
    if (own === -1) continue;
    if (least === Number.POSITIVE_INFINITY) return `champion ${own} is no candidate of learner ${i}`;
    if (least + (championPrice[own] as number) !== paid)
      return `learner ${i} pays ${paid}, not what champion ${own} comes to`;
    taken[own] = (taken[own] as number) + 1;
    counted.matched += 1;
    counted.cost += least;
  }
  return counted;
}

function flawOfTotals(problem: AssignmentProblem, result: Assignment, counted: Counted): string | undefined {
  const { matched, cost, largestCost } = counted;
  if (result.matched !== matched) return `${matched} are matched, not ${result.matched}`;
  if (result.cost !== cost) return `the cost is ${cost}, not ${result.cost}`;
  if (matched === problem.learners) return undefined;
  const { championOf, learnerPrice } = result;
  const outside = learnerPrice[championOf.indexOf(-1)] as number;
  for (const [i, paid] of learnerPrice.entries()) {
    if (paid > outside) return `learner ${i} pays more than staying out would cost`;
    if (championOf[i] === -1 && paid !== outside) return `learner ${i} stays out at another price than others`;
  }
  const places = problem.capacity.reduce((sum, capacity) => sum + capacity, 0);
  if (matched === places || outside >= outsidePrice(problem.learners, problem.champions, largestCost)) return undefined;
  return `staying out costs ${outside}, too little to prove that no more can be matched`;
}

function flawOfPlaces(
  { capacity }: AssignmentProblem,
  { championPrice }: Assignment,
  taken: Int32Array,
): string | undefined {
  for (const [k, places] of capacity.entries()) {
    if ((taken[k] as number) > places) return `champion ${k} has ${taken[k]} learners on ${places} places`;
    const price = championPrice[k] as number;
    if (price > 0 && (taken[k] as number) < places) return `champion ${k} asks ${price} though a place is left`;
  }
  return undefined;
}
