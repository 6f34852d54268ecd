/** Learners and the champions they could go to. */
export type AssignmentProblem = {
  learners: number;
  champions: number;
  /** Places per champion. */
  capacity: Int32Array;
  /** Learner i's candidates are those from rowStart[i] up to, not including, rowStart[i + 1]; learners + 1 entries. */
  rowStart: Int32Array;
  /** The champion of each candidate. One who is listed twice by a learner counts at the lower cost. */
  champion: Int32Array;
  /** The cost of each candidate, 0 to 2^31 - 1; lower is better. */
  cost: Int32Array;
};

/** A problem, or some learners of one: learner i's candidates are those from `from[i]` up to, not including, `to[i]`. */
export type Rows = Omit<AssignmentProblem, 'rowStart'> & { from: Int32Array; to: Int32Array };

/**
 * Who goes to whom, with the prices that prove it best.
 *
 * Think of champions who ask a price for a place, which learners add to their cost. Then everybody has the best deal there is:
 * `learnerPrice[i]` is what their own champion comes to, and no candidate of theirs comes to less. Places left over are free:
 * `championPrice` is 0 or more, and 0 where not all are taken. Staying out has one price for all, higher than any other
 * `learnerPrice` and so high that nobody stays out who could be placed (`outsidePrice`). All prices are whole numbers.
 */
export type Assignment = {
  /** Each learner's champion, -1 = unmatched. */
  championOf: Int32Array;
  matched: number;
  /** Sum over the matched. */
  cost: number;
  learnerPrice: Float64Array;
  championPrice: Float64Array;
};

/**
 * What staying out must cost at least, so that the cheapest assignment is also one of the largest. Were a larger one possible,
 * then one more learner could be placed by moving others along a path that meets no champion and no learner twice. It adds at
 * most min(learners, champions) costs and saves one stay outside, which is dearer than all of these together.
 */
export function outsidePrice(learners: number, champions: number, largestCost: number): number {
  return Math.min(learners, champions) * largestCost + 1;
}

/** Throws a RangeError that says what is wrong with the arrays' lengths, the rows or the capacities. */
export function checkShape({ learners, champions, capacity, rowStart, champion, cost }: AssignmentProblem): void {
  for (const [name, count] of Object.entries({ learners, champions })) {
    if (!Number.isInteger(count) || count < 0) throw new RangeError(`${name} is ${count}; it has to be a whole number`);
  }
  expectLength('capacity', capacity, champions);
  expectLength('rowStart', rowStart, learners + 1);
  if (rowStart[0] !== 0) throw new RangeError(`rowStart begins with ${rowStart[0]}; it has to begin with 0`);
  for (let i = 0; i < learners; i++) {
    if ((rowStart[i + 1] as number) < (rowStart[i] as number))
      throw new RangeError(`the row of learner ${i} ends before it starts`);
  }
  expectLength('champion', champion, rowStart[learners] as number);
  expectLength('cost', cost, rowStart[learners] as number);
  const negative = capacity.findIndex((places) => places < 0);
  if (negative >= 0) throw new RangeError(`champion ${negative} has a capacity of ${capacity[negative]}`);
}

function expectLength(name: string, entries: Int32Array, length: number): void {
  if (entries.length !== length) throw new RangeError(`${name} has ${entries.length} entries; ${length} are needed`);
}

/** The largest cost of the candidates from `from` up to, not including, `to`; throws a RangeError for one that cannot be. */
export function largestCost({ champions, champion, cost }: AssignmentProblem, from: number, to: number): number {
  let largest = 0;
  for (let at = from; at < to; at++) {
    const k = champion[at] as number;
    const asked = cost[at] as number;
    // As an unsigned number a negative champion is too large as well.
    if (k >>> 0 >= champions) throw new RangeError(`candidate ${at} is champion ${k}; there are ${champions}`);
    if (asked < 0) throw new RangeError(`candidate ${at} has a cost of ${asked}`);
    if (asked > largest) largest = asked;
  }
  return largest;
}
