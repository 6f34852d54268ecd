import { newProgramme, type Programme } from './wait.ts';

/** The last weeks of all queues together. Times are in minutes. */
export type ProgrammeHistory = {
  /** `minutes` is a turn's mean, `spread` the standard deviation of its logarithm. */
  turns: { count: number; minutes: number; spread: number; returned: number };
  /** Minutes waited by everybody together, and how many left before their turn. */
  waits: { minutes: number; left: number };
};

/** How much history weighs as much as what every programme is taken to be like. */
const prior = { turns: 20, minutes: 300 };

/** What a programme's queues are like, from its own last weeks, shrunk to what every programme is taken to be like. */
export function learnProgramme({ turns, waits }: ProgrammeHistory, usual: Programme = newProgramme): Programme {
  const shrunk = (value: number, to: number) => (value * turns.count + to * prior.turns) / (turns.count + prior.turns);
  return {
    ...usual,
    minutes: shrunk(turns.minutes, usual.minutes),
    spread: shrunk(turns.spread, usual.spread),
    returns: shrunk(turns.count === 0 ? 0 : turns.returned / turns.count, usual.returns),
    leaversPerMinute: (waits.left + usual.leaversPerMinute * prior.minutes) / (waits.minutes + prior.minutes),
  };
}
