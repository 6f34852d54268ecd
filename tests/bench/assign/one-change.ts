// A process of its own: one change to a large assignment, beside solving anew.
import process from 'node:process';
import { type AssignmentProblem, assign, certify, reassign } from '@open-door/api/matching/assign.ts';
import { median } from '../row.ts';
import { type InstanceName, instances } from './instances.ts';

/** Milliseconds of solving anew and of each kind of change; `equal` when both come to the same and are proven. */
export type Changed = { anew: number; kinds: { kind: string; took: number; equal: boolean }[] };

const runs = 9;
const problem = instances[process.argv[2] as InstanceName]();
const before = assign(problem);
const end = problem.champion.length;
const last = problem.rowStart[problem.learners - 1] as number;

/** The rows between `from` and `to` taken out, in arrays of their own. */
function without(learner: number): AssignmentProblem {
  const [from, to] = [problem.rowStart[learner] as number, problem.rowStart[learner + 1] as number];
  const cut = (all: Int32Array) => {
    const left = new Int32Array(end - (to - from));
    left.set(all.subarray(0, from));
    left.set(all.subarray(to), from);
    return left;
  };
  const rowStart = problem.rowStart.map((start, i) => (i > learner ? start - (to - from) : start));
  return { ...problem, rowStart, champion: cut(problem.champion), cost: cut(problem.cost) };
}

/** Everybody but the last, in the same memory. */
const allButLast: AssignmentProblem = {
  ...problem,
  learners: problem.learners - 1,
  rowStart: problem.rowStart.subarray(0, problem.learners),
  champion: problem.champion.subarray(0, last),
  cost: problem.cost.subarray(0, last),
};
const places = (k: number, more: number): AssignmentProblem => ({
  ...problem,
  capacity: problem.capacity.with(k, (problem.capacity[k] as number) + more),
});
const copied: AssignmentProblem = { ...problem, champion: problem.champion.slice(), cost: problem.cost.slice() };
const beforeLast = assign(allButLast);

const kinds = [
  { kind: 'one place more', from: before, now: places(7, 1) },
  { kind: 'one place less', from: before, now: places(11, -1) },
  { kind: 'one joins, arrays shared', from: beforeLast, now: problem },
  { kind: 'the last leaves, arrays shared', from: before, now: allButLast },
  { kind: 'one joins, arrays copied', from: beforeLast, now: copied },
  { kind: 'one leaves, arrays copied', from: before, now: without(1_717) },
];
const anew = median(Array.from({ length: 5 }, () => timed(() => assign(problem))));
const changed: Changed = {
  anew,
  kinds: kinds.map(({ kind, from, now }) => {
    const took = median(Array.from({ length: runs }, () => timed(() => reassign(now, from))));
    const [result, fresh] = [reassign(now, from), assign(now)];
    const equal = result.matched === fresh.matched && result.cost === fresh.cost && certify(now, result).optimal;
    return { kind, took, equal };
  }),
};
process.send?.(changed, () => process.disconnect());

function timed(run: () => unknown): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}
