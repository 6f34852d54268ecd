import { remaining, type ServiceTimes } from './service-time.ts';

/** A champion of this queue, as they are now. All times are minutes from now. */
export type Presence = {
  championId: string;
  /** Minutes until they go, whoever waits by then; null for who sees the line through. */
  hoursLeft: number | null;
} & (
  | { state: 'free' }
  | { state: 'busy'; since: number; topic: string }
  | { state: 'paused' }
  /** Their hours begin in `startsIn` minutes; below zero they are late. */
  | { state: 'expected'; startsIn: number }
);

/** How champions come and go, the whole programme taken together. */
export type Habits = {
  /** Mean minutes of a pause. */
  pause: number;
  /** Minutes paused for each minute spent with a learner. */
  pausedShare: number;
  /** Mean minutes that they come late to their hours. */
  late: number;
  /** Share of hours whose champion comes at all. */
  kept: number;
};

/** One champion's openings: first after about `first` minutes from `from`, then one every `each` minutes. */
type Stream = { from: number; first: number; each: number; until: number; here: boolean; weight: number };

/** A day of walking is enough to say "very long". */
const longest = 24 * 60;

/**
 * When the line has moved by so much: call it with rising numbers of openings (a champion free for the next learner), get
 * minutes from now. Learners who come back after a transfer take openings too.
 *
 * Each champion opens like a renewal process that starts in the middle of a turn (Cox 1962, "Renewal Theory"): in the long
 * run t/m times, more or less what the first turn is ahead or behind, which fades in. All champions' expected counts add up
 * to the fluid that drains the line: Whitt 1999, "Predicting Queueing Delays", with the ages of services; Ibrahim & Whitt
 * 2011, "Wait-time predictors for customer service systems with time-varying demand and capacity", with a staff that
 * changes. Whoever is here last is taken to see the line through.
 */
export function capacity(
  champions: readonly Presence[],
  times: ServiceTimes,
  habits: Habits,
): (openings: number) => number {
  const variability = (1 + Math.expm1(times.spread ** 2)) / 2;
  const streams = champions.map((champion) => streamOf(champion, times, habits));
  const decays = streams.map(({ first }) => Math.exp(-1 / first));
  const fading = streams.map(() => 1);
  let minute = 0;
  let [before, after] = [0, 0];
  const step = () => {
    let planned = 0;
    let best = 0;
    for (const [nth, stream] of streams.entries()) {
      if (stream.from >= minute + 1) continue;
      const decay = decays[nth] as number;
      const ahead = variability - stream.first / stream.each;
      const now = fading[nth] as number;
      fading[nth] = now * decay;
      const openings = stream.weight * (1 / stream.each + ahead * now * (1 - decay));
      planned += openings * Math.min(1, Math.max(0, stream.until - minute));
      if (stream.here) best = Math.max(best, openings);
    }
    minute++;
    before = after;
    // Who is here alone has nobody to pass a learner on to.
    after += Math.max(planned * (1 - times.returns), best);
  };
  return (openings) => {
    while (after < openings && minute < longest) step();
    if (after <= before || openings >= after) return minute;
    return minute - (after - openings) / (after - before);
  };
}

function streamOf(champion: Presence, times: ServiceTimes, habits: Habits): Stream {
  const mean = times.ofChampion(champion.championId);
  const each = mean * (1 + habits.pausedShare);
  const until = champion.hoursLeft ?? Infinity;
  const stream = { from: 0, each, until, here: true, weight: 1 };
  if (champion.state === 'free') return { ...stream, first: each };
  if (champion.state === 'paused') return { ...stream, first: habits.pause };
  if (champion.state === 'busy') {
    const usual = mean * times.ofTopic(champion.topic);
    return { ...stream, first: remaining(usual, times.spread, champion.since) };
  }
  // The longer they are late, the less they are counted on: Bayes, with exponential lateness.
  const late = Math.min(60, Math.max(0, -champion.startsIn));
  const coming = habits.kept * Math.exp(-late / habits.late);
  const weight = coming / (coming + 1 - habits.kept);
  return { ...stream, from: Math.max(0, champion.startsIn), first: habits.late, here: false, weight };
}
