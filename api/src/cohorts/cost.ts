/** The highest cost of a pair among those who missed equally many runs. */
const most = 10_000_000;
const priorityStep = 100_000_000;
/** More missed runs than these count no further: ten more steps would not fit into 31 bits. */
const countedRuns = 20;

/**
 * What a pair costs by its fit in thousandths, as a table from 0 to 1000: from 10,000,000 for no fit at all to nothing.
 *
 * With the worst-off first a cost is the fourth power of what is missing to a full fit: bringing the worst pair up a little
 * is then worth more than making several good ones better, as in minimising an l-p norm with a large p, which tends to
 * the least worst pair while still telling apart those that are equally bad there. Otherwise it is what is missing, so that
 * the average counts.
 */
export function costsByFit(worstOffFirst: boolean): Int32Array {
  return Int32Array.from({ length: 1001 }, (_, fit) => {
    const missing = (1000 - fit) / 1000;
    return Math.round(most * (worstOffFirst ? missing ** 4 : missing));
  });
}

/**
 * What each learner's pairs cost on top, by the published runs that left them out. As many as possible are matched first,
 * whatever this says; where places are short it is those who missed more that are, since it outweighs what ten and more
 * pairs could differ in. Nobody's own order of mentors changes.
 */
export function extraCosts(missedRuns: readonly number[]): Int32Array {
  const counted = missedRuns.map((missed) => Math.min(missed, countedRuns));
  const longest = counted.reduce((a, b) => Math.max(a, b), 0);
  return Int32Array.from(counted, (missed) => (longest - missed) * priorityStep);
}
