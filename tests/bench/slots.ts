import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { type Bench, median, type Row } from './row.ts';
import type { Measured } from './slots/contender.ts';
import { seenZone, unseenZones } from './slots/month.ts';
import type { NextFree } from './slots/next-free.ts';

const runs = 5;
const contenders = ['ours', 'luxon', 'dayjs'] as const;
type Name = (typeof contenders)[number];
const rivals = { luxon: 'Luxon', dayjs: 'dayjs' } as const;
type Rival = keyof typeof rivals;

/** A champion's month of 480 slots beside Luxon and dayjs, and the soonest slot of 500 champions without a database. */
const bench: Bench = async ({ say }) => {
  const measured: Record<Name, Measured[]> = { ours: [], luxon: [], dayjs: [] };
  for (let run = 0; run < runs; run++) {
    say(`  listing 480 slots: ${run + 1} of ${runs}`);
    // Each library goes first in turn, so that drift of the machine hits all.
    for (let i = 0; i < contenders.length; i++) {
      const name = contenders[(run + i) % contenders.length] as Name;
      measured[name].push(await inOwnProcess<Measured>('contender', name));
    }
  }
  say('  soonest slot of 500 champions');
  const nextFree: NextFree[] = [];
  for (let run = 0; run < runs; run++) nextFree.push(await inOwnProcess<NextFree>('next-free'));
  return [...listing(measured), ...wrongHours(measured), ...soonest(nextFree)];
};
export default bench;

async function inOwnProcess<T>(file: string, ...args: string[]): Promise<T> {
  const child = fork(path.join(import.meta.dirname, 'slots', `${file}.ts`), args, {
    // dayjs goes through the machine's own zone, which must not decide how right it is.
    env: { ...process.env, TZ: 'UTC' },
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`slots/${file}.ts ${args.join(' ')} ended with ${code} before it said what it measured`);
  });
  const [answer] = await Promise.race([once(child, 'message'), ended]);
  return answer as T;
}

function listing(measured: Record<Name, Measured[]>): Row[] {
  for (const name of contenders) sameSlots(measured, name);
  const timed = {
    [`zone never seen, median of ${unseenZones.length}`]: ({ unseen }: Measured) => median(unseen),
    'neither zone nor weeks ever seen': ({ unseenWeeks }: Measured) => median(unseenWeeks),
    'zone seen before': ({ warm }: Measured) => median(warm),
    'first call of a process, ICU loading included': ({ first }: Measured) => first,
  };
  return Object.entries(timed).flatMap(([metric, of], nth) =>
    (Object.keys(rivals) as Rival[]).map((rival) => {
      const ours = median(measured.ours.map(of));
      const theirs = median(measured[rival].map(of));
      const ratio = theirs / ours;
      const compared = { bench: 'slots', case: '480 slots of four weeks', metric, unit: 'ms', ours, theirs, ratio };
      const aimed = nth === 0 && rival === 'luxon' ? { aim: '≥ 50 × Luxon', met: ratio >= 50 } : {};
      return { ...compared, competitor: rivals[rival], ...aimed };
    }),
  );
}

/** Times are only comparable for the same work: in weeks without a change of the clock all libraries list the same. */
function sameSlots(measured: Record<Name, Measured[]>, name: Name): void {
  const ours = measured.ours[0]?.quiet ?? [];
  for (const { quiet } of measured[name]) {
    for (const [i, slots] of quiet.entries()) {
      if (slots.length !== 480) throw new Error(`${name} lists ${slots.length} slots in ${unseenZones[i]}, not 480`);
      if (String(slots) !== String(ours[i]))
        throw new Error(`${name} lists other slots than ours in ${unseenZones[i]}`);
    }
  }
}

function wrongHours({ ours, luxon, dayjs }: Record<Name, Measured[]>): Row[] {
  const right = new Set(luxon[0]?.changing.map(String));
  const wrong = (measured: Measured[]) => measured[0]?.changing.filter((slot) => !right.has(String(slot))).length ?? 0;
  return [
    {
      bench: 'slots',
      case: `four weeks around a change of the clock, ${seenZone}`,
      metric: 'slots at a wrong hour, judged by Luxon',
      unit: 'slots',
      ours: wrong(ours),
      competitor: rivals.dayjs,
      theirs: wrong(dayjs),
      aim: '0',
      met: wrong(ours) === 0 && ours[0]?.changing.length === right.size,
    },
  ];
}

function soonest(measured: NextFree[]): Row[] {
  const row = { bench: 'slots', case: 'next free of 500 champions, pure', unit: 'ms' };
  return [
    {
      ...row,
      metric: 'first call of a process, no zone read before',
      ours: median(measured.map(({ first }) => first)),
    },
    { ...row, metric: 'zones read before', ours: median(measured.map(({ later }) => median(later))) },
  ];
}
