import type { Temporal } from 'temporal-polyfill';
import { appraise, type ChosenWeights, reasonsFor } from '../matching/appraisal.ts';
import type { Champion } from '../matching/champion.ts';
import { type Learner, type Outcomes, type Quest, questOf } from '../matching/quest.ts';
import type { Reason } from '../matching/reason.ts';
import { gather } from '../matching/roster.ts';
import { type Bonds, candidatesAmong, type HardRules, type Unmatched } from './candidates.ts';
import { costsByFit, extraCosts } from './cost.ts';
import { fitsOver, weighForCohort } from './fits.ts';
import { assignAll } from './shortlists.ts';

/** Somebody who takes part, with what they want to get done. */
export type Seeker = {
  learner: Learner;
  goal: string;
  topics: readonly string[];
  missedRuns: number;
  bonds: Bonds;
  /** Sessions they had with mentors, by mentor. */
  past: ReadonlyMap<string, Outcomes>;
  /** Decided already, by the owner or by a mentorship that stands: takes its place before all others. */
  standing: string | null;
};

/** `places` are those left for this cohort. */
export type Mentor = Champion & { places: number };

export type Setup = {
  mentors: readonly Mentor[];
  seekers: readonly Seeker[];
  rules: HardRules;
  weights: ChosenWeights;
  worstOffFirst: boolean;
  now: Temporal.Instant;
  /** How well each mentor's own writings fit a goal, 0 to 1. */
  expertise?: (goal: string) => ReadonlyMap<string, number>;
};

/** What a run found for a learner. `fit` is in thousandths, null for a standing mentor who takes nobody new. */
export type Found = {
  learnerId: string;
  candidates: number;
} & (
  | { mentorId: string; fit: number | null; reasons: Reason[]; because: null }
  | { mentorId: null; because: Unmatched }
);

export type Result = { found: Found[]; matched: number; cost: number; optimal: boolean };

/** With less in common what somebody wrote is no reason to tell; see `reasonsFor`. */
const tellingExpertise = 0.3;

type Scored = { quest: Quest; candidates: number; because: Unmatched; standingFit: number | null };

/**
 * Matches a cohort in two steps, so that whoever runs it can breathe in between: `score` learners by ranges, then `solve`.
 * Fits take 2 bytes for each pair: 100 MB for 33,702 learners and 1,500 mentors.
 */
export function pairing({ mentors, seekers, rules, weights, worstOffFirst, now, expertise }: Setup) {
  // Places are what an assignment counts; the roster must leave nobody out whom it could take.
  const roster = gather(mentors.map((mentor) => ({ ...mentor, capacityPerWeek: 1, bookedThisWeek: 0 })));
  const weighing = weighForCohort(weights);
  const fitsOf = fitsOver(roster, weighing);
  const candidatesOf = candidatesAmong(roster.champions, rules);
  const fit = new Int16Array(seekers.length * mentors.length).fill(-1);
  const scored: Scored[] = [];
  // Who must be of another department is told so as a reason, and not marked down for it.
  const departments = rules.departmentRule === 'other' ? 'other' : 'same';
  const { clock } = questOf({ goal: '', topics: [], learner: nobody, now });

  const score = (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      const seeker = seekers[i] as Seeker;
      const known = expertise?.(seeker.goal) ?? none;
      const quest = { ...questOf({ ...seeker, now, departments, expertise: known }), clock };
      const fits = fitsOf(quest);
      const telling = new Map<string, number>();
      for (const [id, share] of known) if (share >= tellingExpertise) telling.set(id, share);
      const { positions, because } = candidatesOf(quest, seeker.bonds);
      const standsAt = seeker.standing === null ? undefined : roster.positions.get(seeker.standing);
      const standingFit = standsAt === undefined ? null : (fits[standsAt] as number);
      if (seeker.standing === null) for (const k of positions) fit[i * mentors.length + k] = fits[k] as number;
      scored[i] = { quest: { ...quest, expertise: telling }, candidates: positions.length, because, standingFit };
    }
  };

  const solve = (): Result => {
    const fits = { learners: seekers.length, mentors: mentors.length, fit };
    const costs = {
      byFit: costsByFit(worstOffFirst),
      extra: extraCosts(seekers.map(({ missedRuns }) => missedRuns)),
    };
    const { championOf, cost, optimal } = assignAll(fits, placesLeft(mentors, seekers), costs);
    const reasonsWith = (mentorId: string, quest: Quest) => {
      const mentor = roster.champions[roster.positions.get(mentorId) ?? -1];
      return mentor ? reasonsFor(appraise(mentor, quest, weighing), quest) : [];
    };
    const found = seekers.map(({ learner: { personId: learnerId }, standing }, i): Found => {
      const { quest, candidates, because, standingFit } = scored[i] as Scored;
      const k = championOf[i] as number;
      const mentorId = standing ?? roster.champions[k]?.personId ?? null;
      if (mentorId === null) {
        return { learnerId, candidates, mentorId, because: candidates === 0 ? because : 'all-places-taken' };
      }
      const own = standing === null ? (fit[i * mentors.length + k] as number) : standingFit;
      return { learnerId, candidates, mentorId, fit: own, reasons: reasonsWith(mentorId, quest), because: null };
    });
    return { found, matched: found.filter(({ mentorId }) => mentorId !== null).length, cost, optimal };
  };

  return { score, solve };
}

const none: ReadonlyMap<string, number> = new Map();
const nobody: Learner = { personId: '', department: '', managerId: null, timeZone: null, languages: [] };

/** What is left once those stand who stand; the owner may give somebody more than they have places. */
function placesLeft(mentors: readonly Mentor[], seekers: readonly Seeker[]): Int32Array {
  const standing = new Map<string, number>();
  for (const { standing: id } of seekers) if (id !== null) standing.set(id, (standing.get(id) ?? 0) + 1);
  return Int32Array.from(mentors, ({ personId, places }) => Math.max(0, places - (standing.get(personId) ?? 0)));
}
