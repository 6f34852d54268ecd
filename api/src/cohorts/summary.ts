import type { Unmatched } from './candidates.ts';
import type { Found } from './pairing.ts';

/** A run in figures; see `cohortRun.result` of the contract for what each means. */
export type Summary = {
  learners: number;
  spread: number[];
  load: number[];
  unmatched: { because: Unmatched; learners: number }[];
  compared: { run: number; same: number; gained: number; lost: number } | null;
};

/** An earlier run: each learner's mentor, null for none. */
export type Earlier = { run: number; mentorOf: ReadonlyMap<string, string | null> };

export function summarise(found: readonly Found[], mentorIds: readonly string[], earlier: Earlier | null): Summary {
  const spread = Array<number>(10).fill(0);
  const learnersOf = new Map(mentorIds.map((id) => [id, 0]));
  const unmatched = new Map<Unmatched, number>();
  for (const each of found) {
    if (each.mentorId === null) {
      unmatched.set(each.because, (unmatched.get(each.because) ?? 0) + 1);
      continue;
    }
    learnersOf.set(each.mentorId, (learnersOf.get(each.mentorId) ?? 0) + 1);
    if (each.fit === null) continue;
    const tenth = Math.min(9, Math.floor(each.fit / 100));
    spread[tenth] = (spread[tenth] as number) + 1;
  }
  return {
    learners: found.length,
    spread,
    load: loadOf([...learnersOf.values()]),
    unmatched: [...unmatched]
      .map(([because, learners]) => ({ because, learners }))
      .sort((a, b) => b.learners - a.learners || (a.because < b.because ? -1 : 1)),
    compared: earlier && compare(found, earlier),
  };
}

/** `load[n]` mentors have n learners. */
function loadOf(counts: readonly number[]): number[] {
  const longest = counts.reduce((a, b) => Math.max(a, b), 0);
  const load = Array<number>(longest + 1).fill(0);
  for (const count of counts) load[count] = (load[count] as number) + 1;
  return load;
}

/** Who was in only one of the runs is gained or lost too, when matched there. */
function compare(found: readonly Found[], { run, mentorOf }: Earlier): Summary['compared'] {
  const compared = { run, same: 0, gained: 0, lost: 0 };
  for (const { learnerId, mentorId } of found) {
    const before = mentorOf.get(learnerId) ?? null;
    if (mentorId !== null && mentorId === before) compared.same++;
    if (mentorId !== null && before === null) compared.gained++;
    if (mentorId === null && before !== null) compared.lost++;
  }
  const here = new Set(found.map(({ learnerId }) => learnerId));
  for (const [learnerId, before] of mentorOf) if (before !== null && !here.has(learnerId)) compared.lost++;
  return compared;
}
