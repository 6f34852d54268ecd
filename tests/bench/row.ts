/** One measured case. `ours` and `theirs` are medians in `unit`; `ratio` is said in the direction of the aim. */
export type Row = {
  bench: string;
  case: string;
  metric: string;
  unit: string;
  ours: number;
  competitor?: string;
  theirs?: number;
  ratio?: number;
  aim?: string;
  met?: boolean;
};

export type BenchOptions = {
  /** An organisation's CSV to measure on besides the generated one. */
  org?: string;
  /** Progress for people; standard output belongs to the result. */
  say: (line: string) => void;
};

export type Bench = (options: BenchOptions) => Promise<Row[]>;

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** Nearest-rank percentile (0..100) of a sample. */
export function percentile(values: readonly number[], rank: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((rank / 100) * sorted.length) - 1)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

/** Runs both sides `runs` times, alternating and swapping who goes first, so that drift of the machine hits both. */
export async function alternate(runs: number, ours: () => Promise<number>, theirs: () => Promise<number>) {
  const measured = { ours: [] as number[], theirs: [] as number[] };
  for (let run = 0; run < runs; run++) {
    if (run % 2 === 0) {
      measured.ours.push(await ours());
      measured.theirs.push(await theirs());
    } else {
      measured.theirs.push(await theirs());
      measured.ours.push(await ours());
    }
  }
  return { ours: median(measured.ours), theirs: median(measured.theirs) };
}
