import { recency } from './recency.ts';

/** How long somebody waited in this line, and whether they left before their turn. */
export type PastWait = {
  minutes: number;
  /** Minutes since it ended. */
  ago: number;
  left: boolean;
};

/** The chance that somebody who has waited `waited` minutes is still there `more` minutes later. */
export type Patience = (waited: number, more: number) => number;

/** Where people's patience differs, in minutes waited. */
const edges = [0, 10, 20, 40];
/** Minutes of waiting that weigh as much as what a hazard is shrunk to. */
const priorMinutes = { queue: 300, stretch: 120 };
/** Nobody is expected to be gone sooner than this: a mean patience of twenty minutes. */
const mostHazard = 1 / 20;

/**
 * How people leave this line, from recent waits: a hazard for each stretch of waiting, leavers ÷ minutes waited in it
 * (the occurrence/exposure rate, which uses those who were served as well: they had not left by then). The queue's own
 * rate is shrunk to the programme's, each stretch's to the queue's (gamma-Poisson). `prior` is leavers per minute waited.
 */
export function learnPatience(waits: readonly PastWait[], prior: number): Patience {
  const left = edges.map(() => 0);
  const minutes = edges.map(() => 0);
  for (const wait of waits) {
    const weight = recency(wait.ago);
    for (const [nth, from] of edges.entries()) {
      if (wait.minutes < from) break;
      const until = edges[nth + 1] ?? Infinity;
      minutes[nth] = (minutes[nth] ?? 0) + weight * (Math.min(wait.minutes, until) - from);
      if (wait.left && wait.minutes < until) left[nth] = (left[nth] ?? 0) + weight;
    }
  }
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const queue = (sum(left) + prior * priorMinutes.queue) / (sum(minutes) + priorMinutes.queue);
  const hazards = edges.map((_, nth) =>
    Math.min(
      mostHazard,
      ((left[nth] ?? 0) + queue * priorMinutes.stretch) / ((minutes[nth] ?? 0) + priorMinutes.stretch),
    ),
  );
  const cumulated = (waited: number) => {
    let total = 0;
    for (const [nth, from] of edges.entries()) {
      if (waited <= from) break;
      total += (hazards[nth] ?? 0) * (Math.min(waited, edges[nth + 1] ?? Infinity) - from);
    }
    return total;
  };
  return (waited, more) => Math.exp(cumulated(waited) - cumulated(waited + more));
}
