import { createRequire } from 'node:module';
import { type AssignmentProblem, assign, certify } from '@open-door/api/matching/assign.ts';

export type Solved = { matched: number; cost: number; proven?: boolean };

/** Solves what it was prepared for: preparing turns a problem into a solver's own form and is not measured. */
type Solver = (problem: AssignmentProblem) => Promise<() => Solved> | (() => Solved);

// Not imported: each process loads only the solver it measures.
const require = createRequire(import.meta.url);

export const solvers = {
  ours: (problem) => () => {
    const result = assign(problem);
    return { matched: result.matched, cost: result.cost };
  },
  munkres: (problem) => {
    const { munkres } = require('munkres') as { munkres: (costs: number[][]) => [number, number][] };
    const costs = square(problem);
    return () => summed(costs, munkres(costs));
  },
  'linear-sum-assignment': (problem) => {
    const { linearSumAssignment } = require('linear-sum-assignment') as {
      linearSumAssignment: (costs: number[][], options: object) => { rowAssignments: Float64Array };
    };
    const costs = square(problem);
    return () => {
      const { rowAssignments } = linearSumAssignment(costs, { maximaze: false });
      return summed(costs, [...rowAssignments.entries()]);
    };
  },
  highs: async (problem) => {
    const open = require('highs') as () => Promise<Highs>;
    const highs = await open();
    return () => byHighs(highs, problem);
  },
} satisfies Record<string, Solver>;
export type SolverName = keyof typeof solvers;

/** Learners by single places, for solvers that know one place for each champion; everybody has to be a candidate of all. */
function square({ learners, champions, capacity, cost }: AssignmentProblem): number[][] {
  const places = [...capacity].flatMap((count, k) => Array<number>(count).fill(k));
  return Array.from({ length: learners }, (_, i) => places.map((k) => cost[i * champions + k] as number));
}

function summed(costs: readonly number[][], pairs: readonly [number, number][]): Solved {
  const cost = pairs.reduce((sum, [i, place]) => sum + (costs[i]?.[place] as number), 0);
  return { matched: pairs.length, cost };
}

type Model = {
  options: { set: (options: object) => void };
  run: () => void;
  getSolution: () => { colValue: ArrayLike<number> };
};
type Highs = { withModel: <T>(model: object, use: (model: Model) => T) => T };

/** As a linear program: a variable per candidate, at most one for each learner, and a reward for matching that comes first. */
function byHighs(highs: Highs, { learners, champions, capacity, rowStart, champion, cost }: AssignmentProblem): Solved {
  const count = champion.length;
  const reward = cost.reduce((most, asked) => Math.max(most, asked), 0) * Math.min(learners, champions) + 1;
  const indices = new Int32Array(2 * count);
  for (let i = 0; i < learners; i++) {
    for (let at = rowStart[i] as number; at < (rowStart[i + 1] as number); at++) {
      indices[2 * at] = i;
      indices[2 * at + 1] = learners + (champion[at] as number);
    }
  }
  const rows = learners + champions;
  const model = {
    numCols: count,
    numRows: rows,
    colCost: Float64Array.from(cost, (asked) => asked - reward),
    colLower: new Float64Array(count),
    colUpper: new Float64Array(count).fill(1),
    rowLower: new Float64Array(rows),
    rowUpper: Float64Array.from({ length: rows }, (_, row) =>
      row < learners ? 1 : (capacity[row - learners] as number),
    ),
    matrix: {
      format: 'csc',
      numRows: rows,
      numCols: count,
      starts: Int32Array.from({ length: count + 1 }, (_, column) => 2 * column),
      indices,
      values: new Float64Array(2 * count).fill(1),
    },
  };
  return highs.withModel(model, (opened) => {
    opened.options.set({ output_flag: false });
    opened.run();
    const taken = [...Array.from(opened.getSolution().colValue).entries()].filter(([, value]) => value > 0.5);
    return { matched: taken.length, cost: taken.reduce((sum, [at]) => sum + (cost[at] as number), 0) };
  });
}

/** Whether prices prove ours to be the best. */
export function proves(problem: AssignmentProblem): boolean {
  return certify(problem, assign(problem)).optimal;
}
