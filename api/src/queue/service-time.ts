import { recency } from './recency.ts';

/** One champion's time with one ticket, from the call until they were free again: transfers and no-shows count too. */
export type Turn = {
  championId: string;
  topic: string;
  minutes: number;
  /** Minutes since it ended. */
  ago: number;
  /** The learner went back into this line with their place kept. */
  returned: boolean;
};

/** What the whole programme's queues are like: all there is to go by while a queue is new. */
export type ServicePrior = {
  /** Mean length of a turn, in minutes. */
  minutes: number;
  /** Standard deviation of a turn's natural logarithm. */
  spread: number;
  /** Share of turns after which the learner goes back into the line. */
  returns: number;
};

export type ServiceTimes = {
  /** Expected minutes of a turn of this champion's, whatever the topic. */
  ofChampion: (championId: string) => number;
  /** How much longer than usual this topic takes: 1 is as long. */
  ofTopic: (topic: string) => number;
  spread: number;
  /** How sure the means are: the standard error, as a share of the mean. */
  doubt: number;
  returns: number;
};

/** How many turns of its own make a mean weigh as much as what it is shrunk to: variance within ÷ variance between. */
const priorTurns = { queue: 6, champion: 7, topic: 5, spread: 15, returns: 25 };
const shortest = 0.25;

/**
 * Expected service times from recent turns.
 *
 * Empirical Bayes (Robbins 1956; Efron & Morris 1975): the queue's mean is shrunk to the programme's by count, then each
 * champion's and each topic's to the queue's. Service times are close to lognormal (Brown et al. 2005, "Statistical analysis
 * of a telephone call center"), so that champions and topics are compared by logarithms, which one endless turn cannot
 * spoil; the queue's own level is a plain mean, which is right whatever the distribution.
 */
export function learnServiceTimes(turns: readonly Turn[], prior: ServicePrior): ServiceTimes {
  const weights = turns.map(({ ago }) => recency(ago));
  const logs = turns.map(({ minutes }) => Math.log(Math.max(shortest, minutes)));
  const shrunk = (values: readonly number[], to: number, count: number) => {
    const sum = values.reduce((total, value, nth) => total + value * (weights[nth] ?? 0), to * count);
    return sum / weights.reduce((total, weight) => total + weight, count);
  };
  const level = shrunk(
    turns.map(({ minutes }) => minutes),
    prior.minutes,
    priorTurns.queue,
  );
  const usual = shrunk(logs, Math.log(prior.minutes) - prior.spread ** 2 / 2, priorTurns.queue);
  const rests = logs.map((log) => log - usual);
  const champions = groupsOf(turns.map(({ championId }) => championId));
  const topics = groupsOf(turns.map(({ topic }) => topic));
  // Twice: what a champion owes to their topics is known only after the topics, and the other way round.
  for (let sweep = 0; sweep < 2; sweep++) {
    shrinkEffects(champions, rests, weights, priorTurns.champion);
    shrinkEffects(topics, rests, weights, priorTurns.topic);
  }
  const squares = rests.map((rest) => rest ** 2);
  const variance = shrunk(squares, prior.spread ** 2, priorTurns.spread);
  const known = weights.reduce((sum, own) => sum + own, priorTurns.queue);
  const championsMean = meanRatio(champions, weights);
  const topicsMean = meanRatio(topics, weights);
  return {
    ofChampion: (championId) => (level * Math.exp(effectOf(champions, championId))) / championsMean,
    ofTopic: (topic) => Math.exp(effectOf(topics, topic)) / topicsMean,
    spread: Math.sqrt(variance),
    doubt: Math.sqrt(variance / known),
    returns: shrunk(
      turns.map(({ returned }) => Number(returned)),
      prior.returns,
      priorTurns.returns,
    ),
  };
}

/** Which turns belong together, and by how much the logarithm of their minutes is above the usual. */
type Groups = { places: ReadonlyMap<string, number>; of: readonly number[]; effects: number[] };

function groupsOf(keys: readonly string[]): Groups {
  const places = new Map<string, number>();
  for (const key of keys) if (!places.has(key)) places.set(key, places.size);
  return { places, of: keys.map((key) => places.get(key) as number), effects: Array(places.size).fill(0) };
}

const effectOf = ({ places, effects }: Groups, key: string) => effects[places.get(key) ?? -1] ?? 0;

/**
 * What the ratios come to on average: effects are taken around a mean of logarithms, but the level is one of minutes. The
 * turns that stand for the programme are nobody's in particular.
 */
function meanRatio({ of, effects }: Groups, weights: readonly number[]): number {
  let [sum, count] = [priorTurns.queue, priorTurns.queue];
  for (let nth = 0; nth < of.length; nth++) {
    sum += (weights[nth] as number) * Math.exp(effects[of[nth] as number] as number);
    count += weights[nth] as number;
  }
  return sum / count;
}

/** Estimates each group's effect anew, shrunk to none by count, from what is left of its turns; `rests` is what remains. */
function shrinkEffects({ of, effects }: Groups, rests: number[], weights: readonly number[], count: number): void {
  const sums = effects.map(() => 0);
  const counts = effects.map(() => count);
  for (let nth = 0; nth < of.length; nth++) {
    const group = of[nth] as number;
    const weight = weights[nth] as number;
    const before = effects[group] as number;
    sums[group] = (sums[group] as number) + weight * ((rests[nth] as number) + before);
    counts[group] = (counts[group] as number) + weight;
  }
  const found = sums.map((sum, group) => sum / (counts[group] as number));
  for (let nth = 0; nth < of.length; nth++) {
    const group = of[nth] as number;
    rests[nth] = (rests[nth] as number) + (effects[group] as number) - (found[group] as number);
  }
  for (const [group, effect] of found.entries()) effects[group] = effect;
}

/**
 * Minutes a turn still takes that has taken `elapsed` already: the mean residual life of a lognormal with this mean and
 * spread. Whoever has been at it for long will, as a rule, be at it for longer.
 */
export function remaining(mean: number, spread: number, elapsed: number): number {
  const aSecond = 1 / 60;
  if (elapsed < aSecond) return mean;
  const z = (Math.log(elapsed / mean) + spread ** 2 / 2) / spread;
  // Beyond three deviations the two tails are too thin to divide.
  const capped = Math.min(3, z);
  const reached = Math.exp((capped - z) * spread) * elapsed;
  const left = mean * (upperTail(capped - spread) / upperTail(capped)) - reached;
  return Math.min(Math.max(left, mean / 10), 3 * mean);
}

/** The chance that a standard normal exceeds z: Abramowitz & Stegun 26.2.17, off by less than 1e-7. */
function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
