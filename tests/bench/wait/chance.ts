import type { Random } from '../../../infra/local/demo/random.ts';

/** Box and Muller's standard normal. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.fraction())) * Math.cos(2 * Math.PI * random.fraction());
}

/** A lognormal with this mean; `spread` is the standard deviation of its logarithm. */
export function lognormal(mean: number, spread: number, random: Random): number {
  return mean * Math.exp(spread * normal(random) - spread ** 2 / 2);
}

export function exponential(mean: number, random: Random): number {
  return -mean * Math.log(1 - random.fraction());
}

/** An Erlang of two stages: few people leave at once. */
export function erlang(mean: number, random: Random): number {
  return exponential(mean / 2, random) + exponential(mean / 2, random);
}

/** Knuth's product of uniforms, for the small means of one minute. */
export function poisson(mean: number, random: Random): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.fraction(); product > limit; product *= random.fraction()) count++;
  return count;
}
