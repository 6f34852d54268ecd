import type { QueueState } from '../../../api/src/queue/wait.ts';

const mean = (values: readonly number[], otherwise: number) =>
  values.length === 0 ? otherwise : values.reduce((sum, value) => sum + value, 0) / values.length;

const meanTurn = ({ turns, programme }: QueueState) =>
  mean(
    turns.map(({ minutes }) => minutes),
    programme.minutes,
  );
const activeIn = ({ champions }: QueueState) =>
  champions.filter(({ state }) => state === 'free' || state === 'busy').length;
const called = ({ waits }: QueueState) => waits.filter(({ left }) => !left).map(({ minutes }) => minutes);

/** Everybody ahead, and the turn that must end first, at the mean service time of all champions (QL; Whitt 1999). */
function queueLength(state: QueueState): number {
  return ((state.line.length + 1) * meanTurn(state)) / activeIn(state);
}

/** The wait so far of who is next (HOL); where nobody waits, the wait of who was called last (LES; Ibrahim & Whitt 2009). */
function headOfLine(state: QueueState): number {
  return state.line[0]?.waited ?? called(state).at(-1) ?? 0;
}

/** The mean wait of the last five who were called. */
function recentAverage(state: QueueState): number {
  return mean(called(state).slice(-5), 0);
}

/** Queue length with people who leave at a constant rate (QL_m; Ibrahim & Whitt 2009): the strongest of them. */
function queueLengthLeaving(state: QueueState): number {
  const waited = state.waits.reduce((sum, { minutes }) => sum + minutes, 0);
  const leaving = waited > 0 ? state.waits.filter(({ left }) => left).length / waited : 0;
  const serving = activeIn(state) / meanTurn(state);
  let wait = 0;
  for (let ahead = 0; ahead <= state.line.length; ahead++) wait += 1 / (serving + ahead * leaving);
  return wait;
}

/** What others would say, in minutes, from the same state. */
export const rivals: Readonly<Record<string, (state: QueueState) => number>> = {
  'queue length': queueLength,
  'head of line': headOfLine,
  'recent average': recentAverage,
  'queue length with abandonment': queueLengthLeaving,
};
