import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Measured } from './assign/contender.ts';
import { type InstanceName, instances } from './assign/instances.ts';
import type { Changed } from './assign/one-change.ts';
import type { SolverName } from './assign/solvers.ts';
import { type Bench, median, type Row } from './row.ts';

type Rival = Exclude<SolverName, 'ours'>;
type Limits = { milliseconds: number; megabytes?: number };

/** The solvers of npm where they finish in a minute or so; for the rest there is no one to compare with. */
const rivals: Partial<Record<InstanceName, Rival[]>> = {
  'dense 300 × 60, 5 places': ['munkres', 'linear-sum-assignment', 'highs'],
  'dense 2,000 × 200, 10 places': ['munkres', 'linear-sum-assignment', 'highs'],
  'best 20 of 200, 2,000 learners': ['highs'],
  'best 20 of 500, 10,000 learners': ['highs'],
};

const organisation = 'large organisation, 33,702 × 1,500';
const limitsOf = (instance: InstanceName): Limits | undefined => {
  if (instance === 'dense 10,000 × 500, 20 places') return { milliseconds: 600, megabytes: 100 };
  if (/^(dense|best)/.test(instance)) return undefined;
  return { milliseconds: instance === organisation ? 10_000 : 4_500 };
};

/** Whole cohorts at the least cost, and one change to them: time, memory, the same objective as others, and a proof. */
const bench: Bench = async ({ say }) => {
  const rows: Row[] = [];
  for (const instance of Object.keys(instances) as InstanceName[]) {
    say(`  ${instance}`);
    const ours = await inOwnProcess<Measured>('contender', 'ours', instance, instance === organisation ? '3' : '5');
    rows.push(...ownRows(instance, ours));
    for (const rival of rivals[instance] ?? []) {
      say(`    beside ${rival}`);
      rows.push(besideRival(instance, ours, rival, await inOwnProcess<Measured>('contender', rival, instance, '1')));
    }
  }
  for (const instance of ['dense 10,000 × 500, 20 places', 'Machol–Wien, shuffled'] satisfies InstanceName[]) {
    say(`  one change: ${instance}`);
    rows.push(...changeRows(instance, await inOwnProcess<Changed>('one-change', instance)));
  }
  return rows;
};
export default bench;

async function inOwnProcess<T>(file: string, ...args: string[]): Promise<T> {
  const child = fork(path.join(import.meta.dirname, 'assign', `${file}.ts`), args);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`assign/${file}.ts ${args.join(' ')} ended with ${code} before it said what it measured`);
  });
  const [answer] = await Promise.race([once(child, 'message'), ended]);
  return answer as T;
}

function ownRows(instance: InstanceName, { times, memory, made, proven }: Measured): Row[] {
  if (!proven) throw new Error(`${instance}: the prices prove nothing`);
  const row = { bench: 'assign', case: instance };
  const limits = limitsOf(instance);
  const scored = instance === organisation;
  const took = median(times) + (scored ? made : 0);
  const metric = scored ? 'scores and assignment, median, proven' : 'median, proven';
  const aims = limits && { aim: `≤ ${limits.milliseconds} ms`, met: took <= limits.milliseconds };
  const most = limits?.megabytes;
  return [
    { ...row, metric, unit: 'ms', ours: took, ...aims },
    {
      ...row,
      metric: 'memory beside the problem',
      unit: 'MB',
      ours: memory,
      ...(most && { aim: `≤ ${most} MB`, met: memory <= most }),
    },
  ];
}

function besideRival(instance: InstanceName, ours: Measured, rival: Rival, theirs: Measured): Row {
  const [one, other] = [ours.solved, theirs.solved];
  if (one.matched !== other.matched || one.cost !== other.cost) {
    throw new Error(`${instance}: ${JSON.stringify(one)} is ours, ${JSON.stringify(other)} ${rival}'s`);
  }
  const [took, theirTime] = [median(ours.times), median(theirs.times)];
  const ratio = theirTime / took;
  const aim = instance.startsWith('best') ? { aim: '≥ 10 × highs', met: ratio >= 10 } : {};
  const row = { bench: 'assign', case: instance, metric: 'same objective', unit: 'ms', ours: took };
  return { ...row, competitor: rival, theirs: theirTime, ratio, ...aim };
}

function changeRows(instance: InstanceName, { anew, kinds }: Changed): Row[] {
  return kinds.map(({ kind, took, equal }) => {
    if (!equal) throw new Error(`${instance}, ${kind}: not as good as solving anew`);
    return {
      bench: 'assign',
      case: `one change: ${instance}`,
      metric: kind,
      unit: 'ms',
      ours: took,
      competitor: 'solving anew',
      theirs: anew,
      ratio: anew / took,
      aim: '≥ 500 × solving anew',
      met: anew / took >= 500,
    };
  });
}
