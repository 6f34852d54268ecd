import type { Random } from '../../../infra/local/demo/random.ts';
import { exponential, normal, poisson } from './chance.ts';

/** A champion of one queue: how fast they are, and how often they pause after a turn. */
export type Champion = { id: string; pace: number; pauses: number };

/** When a champion means to be there, in minutes of the session, and what they do without telling anybody. */
export type Shift = {
  champion: Champion;
  from: number;
  until: number;
  /** They really come, this late; null is not at all. */
  late: number | null;
  /** They go before their time, and perhaps come back. */
  goes: { at: number; back: number | null } | null;
};

/** One queue of the organisation: its people and its work stay the same from session to session. */
export type Queue = {
  champions: Champion[];
  topics: { id: string; pace: number }[];
  /** Mean minutes of a turn before champion and topic are known. */
  minutes: number;
  spread: number;
  /** Mean minutes until a learner's patience ends. */
  patience: number;
  balking: number;
  returns: number;
  noShows: number;
};

export type Session = { length: number; shifts: Shift[]; arrivals: number[] };

export type Family = {
  name: string;
  /** How many queues are played: fewer where each has many learners, so that no family drowns the others. */
  queues: number;
  champions: (random: Random) => number;
  session: (queue: Queue, random: Random) => Session;
};

const between = (random: Random, low: number, high: number) => low + (high - low) * random.fraction();

/** A queue as it may be found in an organisation: slower or faster than the programme's, its people more or less patient. */
export function drawQueue(family: Family, random: Random): Queue {
  return {
    champions: Array.from({ length: family.champions(random) }, (_, nth) => ({
      id: `champion-${nth}`,
      pace: Math.exp(0.25 * normal(random)),
      pauses: between(random, 0, 0.12),
    })),
    topics: Array.from({ length: 4 }, (_, nth) => ({ id: `topic-${nth}`, pace: Math.exp(0.3 * normal(random)) })),
    minutes: 11 * Math.exp(0.25 * normal(random)),
    spread: between(random, 0.5, 0.8),
    patience: between(random, 35, 120),
    balking: between(random, 0, 0.08),
    returns: between(random, 0, 0.1),
    noShows: between(random, 0, 0.08),
  };
}

/** Arrivals at a rate that changes, given as learners per minute at each of the session's minutes. */
function arrivalsAt(rate: (minute: number) => number, length: number, random: Random): number[] {
  const times: number[] = [];
  for (let minute = 0; minute < length; minute++) {
    for (let more = poisson(rate(minute), random); more > 0; more--) times.push(minute + random.fraction());
  }
  return times.sort((a, b) => a - b);
}

function shift(champion: Champion, from: number, until: number, random: Random): Shift {
  const late = random.fraction() < 0.04 ? null : random.fraction() < 0.5 ? 0 : exponential(5, random);
  return { champion, from, until, late, goes: null };
}

/** Learners per minute that keep so many champions busy for this share of their time. */
const rateFor = (queue: Queue, champions: number, load: number) => (load * champions) / queue.minutes;

/** A session whose demand swells and ebbs around its mean. */
function swelling(mean: number, length: number, random: Random): (minute: number) => number {
  const height = between(random, 0.2, 0.6);
  const phase = between(random, 0, 2 * Math.PI);
  return (minute) => mean * (1 + height * Math.sin((2 * Math.PI * minute) / length + phase));
}

/** Everybody comes on time: what is measured in these families is something else. */
const punctual = (champions: readonly Champion[], length: number): Shift[] =>
  champions.map((champion) => ({ champion, from: 0, until: length, late: 0, goes: null }));

export const families: readonly Family[] = [
  {
    name: 'a lone champion',
    queues: 180,
    champions: () => 1,
    session: (queue, random) => {
      const length = random.pick([60, 90, 120]);
      const rate = swelling(rateFor(queue, 1, between(random, 0.7, 1.4)), length, random);
      return { length, shifts: punctual(queue.champions, length), arrivals: arrivalsAt(rate, length, random) };
    },
  },
  {
    name: 'three champions',
    queues: 90,
    champions: () => 3,
    session: (queue, random) => {
      const length = random.pick([90, 120, 180]);
      const rate = swelling(rateFor(queue, 3, between(random, 0.8, 1.3)), length, random);
      return { length, shifts: punctual(queue.champions, length), arrivals: arrivalsAt(rate, length, random) };
    },
  },
  {
    name: 'a rush at opening',
    queues: 90,
    champions: (random) => 2 + random.below(3),
    session: (queue, random) => {
      const length = 120;
      const present = queue.champions.length;
      const rush = present * between(random, 1.5, 4);
      const calm = rateFor(queue, present, between(random, 0.4, 0.9));
      const rate = (minute: number) => (minute < 8 ? rush / 8 : calm);
      const shifts = queue.champions.map((champion) => shift(champion, 0, length, random));
      return { length, shifts: someoneThere(shifts), arrivals: arrivalsAt(rate, length, random) };
    },
  },
  {
    name: 'a champion leaves mid-session',
    queues: 90,
    champions: (random) => 2 + random.below(3),
    session: (queue, random) => {
      const length = random.pick([120, 150]);
      const rate = swelling(rateFor(queue, queue.champions.length, between(random, 0.7, 1.1)), length, random);
      const at = between(random, 0.25, 0.7) * length;
      const back = random.fraction() < 0.4 ? at + between(random, 15, 40) : null;
      const shifts = punctual(queue.champions, length).map((one, nth) =>
        nth === 0 ? { ...one, goes: { at, back } } : one,
      );
      return { length, shifts, arrivals: arrivalsAt(rate, length, random) };
    },
  },
  {
    name: 'hours that overlap',
    queues: 60,
    champions: (random) => 3 + random.below(4),
    session: (queue, random) => {
      const length = 240;
      const shifts = queue.champions.map((champion, nth) => {
        const from = nth === 0 ? 0 : random.pick([0, 30, 60, 90, 120]);
        const until = nth === 0 ? length : Math.min(length, from + random.pick([60, 90, 120]));
        return shift(champion, from, until, random);
      });
      const present = shifts.reduce((sum, { from, until }) => sum + until - from, 0) / length;
      const rate = swelling(rateFor(queue, present, between(random, 0.8, 1.3)), length, random);
      return { length, shifts: someoneThere(shifts), arrivals: arrivalsAt(rate, length, random) };
    },
  },
  {
    name: 'a large queue',
    queues: 30,
    champions: (random) => 8 + random.below(5),
    session: (queue, random) => {
      const length = 150;
      const shifts = queue.champions.map((champion) => {
        const late = random.fraction() < 0.3;
        return shift(champion, late ? 45 : 0, random.fraction() < 0.3 ? 105 : length, random);
      });
      const rate = swelling(rateFor(queue, queue.champions.length, between(random, 0.8, 1.25)), length, random);
      return { length, shifts: someoneThere(shifts), arrivals: arrivalsAt(rate, length, random) };
    },
  },
];

/** A session takes place only when somebody comes: its first champion does, and stays to the end. */
function someoneThere(shifts: readonly Shift[]): Shift[] {
  return shifts.map((one, nth) => (nth === 0 ? { ...one, late: one.late ?? 0 } : one));
}
