/** All in milliseconds. `random` is from 0 to 1: it spreads pages that lost their connection at the same moment. */

const second = 1_000;
const minute = 60 * second;

/** How long to wait before connecting again, after so many attempts that failed; the first is made almost at once. */
export function reconnectAfter(failures: number, random: number): number {
  return Math.min(second * 2 ** failures, minute) * (0.5 + random / 2);
}

/** How long until versions are asked for although all is told: what a process that died did not tell is found then. */
export function assureAfter(random: number): number {
  return 2 * minute * (0.9 + random / 5);
}

/** How long until versions are asked for again where nobody tells: 20 seconds, longer while nobody answers. */
export function checkAfter(failures: number, random: number): number {
  return Math.min(20 * second * 2 ** failures, 5 * minute) * (0.9 + random / 5);
}
