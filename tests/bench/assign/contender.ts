// A process of its own: one solver on one instance. The most memory a process ever had is only known for all of its life.
import process from 'node:process';
import { type InstanceName, instances } from './instances.ts';
import { proves, type Solved, type SolverName, solvers } from './solvers.ts';

/** `times` in ms; `memory` in MB beyond what the problem itself takes, from the first run; `made` in ms. */
export type Measured = { times: number[]; memory: number; made: number; solved: Solved; proven?: boolean };

const [solver, instance, runs] = process.argv.slice(2) as [SolverName, InstanceName, string];
const startedAt = performance.now();
const problem = instances[instance]();
const made = performance.now() - startedAt;
const solve = await solvers[solver](problem);
const before = process.resourceUsage().maxRSS;
const times: number[] = [];
let solved: Solved = { matched: 0, cost: 0 };
let memory = 0;
for (let run = 0; run < Number(runs); run++) {
  const began = performance.now();
  solved = solve();
  times.push(performance.now() - began);
  if (run === 0) memory = (process.resourceUsage().maxRSS - before) / 1024;
}
const measured: Measured = { times, memory, made, solved, ...(solver === 'ours' && { proven: proves(problem) }) };
process.send?.(measured, () => process.disconnect());
