import { capacity, type Habits, type Presence } from './capacity.ts';
import { learnPatience, type PastWait } from './patience.ts';
import { learnServiceTimes, type ServicePrior, type Turn } from './service-time.ts';

/**
 * All that an expected wait is made from. Every time is in minutes before or after now, so that the state needs no clock.
 */
export type QueueState = {
  /** Who waits, in the order they will be called; whoever is on hold is left out, a group counts once. */
  line: readonly { waited: number; topic: string }[];
  champions: readonly Presence[];
  /** This queue's recent turns, in any order: a few hundred are plenty. */
  turns: readonly Turn[];
  /** This queue's recent waits that came to an end, in any order. */
  waits: readonly PastWait[];
  programme: Programme;
};

/** What a queue is taken to be like until its own history says otherwise. */
export type Programme = ServicePrior & Habits & { leaversPerMinute: number };

/** For a programme without any history. */
export const newProgramme: Programme = {
  minutes: 12,
  spread: 0.7,
  returns: 0.05,
  pause: 6,
  pausedShare: 0.05,
  late: 3,
  kept: 0.95,
  leaversPerMinute: 1 / 90,
};

export type Wait =
  | {
      ok: true;
      /** The expected wait, by which accuracy is measured. */
      minutes: number;
      /** As people say it: eight of ten waits end between these minutes. */
      low: number;
      high: number;
      /** By then the published hours of everybody are over. */
      afterHours: boolean;
    }
  | { ok: false; reason: 'nobody-active' };

/** The wait of somebody who joins behind everybody in the line now. */
export function estimateWait(state: QueueState): Wait {
  return estimates(state).at(-1) as Wait;
}

/** What everybody in the line still has to wait, in its order: the same as each of them behind those ahead of them. */
export function estimateLine(state: QueueState): Wait[] {
  return estimates(state).slice(0, -1);
}

/**
 * Walks the line once, from its head to one place behind its end. A person's turn comes when champions have opened often
 * enough for all who are still there ahead of them: of those, each counts by the chance that they have not left until
 * their own turn (Whitt 2005, "Engineering solution of a basic call-center model"; QL_ap in Ibrahim & Whitt 2009, "Real-time
 * delay estimation in overloaded multiserver queues with abandonments"; here with learned patience and unequal champions).
 */
function estimates({ line, champions, turns, waits, programme }: QueueState): Wait[] {
  const active = champions.filter(({ state }) => state === 'free' || state === 'busy');
  const everybody = [...line, null];
  if (active.length === 0) return everybody.map(() => ({ ok: false, reason: 'nobody-active' }));
  const times = learnServiceTimes(turns, programme);
  const stays = learnPatience(waits, programme.leaversPerMinute);
  const opened = capacity(champions, times, programme);
  const variance = Math.expm1(times.spread ** 2);
  const hoursLeft = Math.max(...champions.map((champion) => champion.hoursLeft ?? Infinity));
  let free = active.filter(({ state }) => state === 'free').length;
  const found: Wait[] = [];
  let work = firstOpening(variance);
  /** Variance of the openings needed ahead, in openings. */
  let uncertain = 1;
  for (const person of everybody) {
    if (free > 0) {
      free--;
      found.push({ ok: true, minutes: 0, low: 0, high: 1, afterHours: false });
      continue;
    }
    const minutes = opened(work);
    const pace = minutes / work;
    const deviation = Math.hypot(Math.sqrt(uncertain) * pace, minutes * Math.hypot(times.doubt, unforeseen));
    found.push({ ok: true, minutes, ...sayRange(minutes, deviation), afterHours: minutes > hoursLeft });
    if (person === null) break;
    const staying = stays(person.waited, minutes);
    const length = times.ofTopic(person.topic);
    work += staying * length;
    uncertain += staying * length ** 2 * (variance + 1 - staying);
  }
  return found;
}

/**
 * How many openings are expected by the time of the first. One champion's k-th turn ends when k − 1 + (1 + variability) / 2
 * are expected, the first of many champions' when one is: what is between was found on simulated sessions.
 */
function firstOpening(variability: number): number {
  const alone = Math.min(1, (1 + variability) / 2);
  return alone + 0.3 * (1 - alone);
}

/** What no model of the line foresees, as a share of the wait: champions who go, pause or come back unannounced. */
const unforeseen = 0.1;
/** A normal's 80th percentile: six of ten waits lie inside, and eight do once the range is rounded outwards. */
const outer = 0.85;

/** The middle of a gamma distribution (Wilson & Hilferty 1931), between minutes that people say. */
function sayRange(mean: number, deviation: number): { low: number; high: number } {
  const third = deviation / Math.max(mean, 0.01) / 3;
  const quantile = (z: number) => mean * Math.max(0, 1 - third ** 2 + z * third) ** 3;
  return { low: said(quantile(-outer), Math.floor), high: Math.max(1, said(quantile(outer), Math.ceil)) };
}

/** Minutes as people say them: by ones to five, by fives to thirty, by tens to an hour, by quarters and then halves of one. */
function said(minutes: number, round: (value: number) => number): number {
  const step = minutes <= 5 ? 1 : minutes <= 30 ? 5 : minutes <= 60 ? 10 : minutes <= 120 ? 15 : 30;
  return round(minutes / step) * step;
}
