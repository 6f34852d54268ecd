import {
  type Appraisal,
  appraise,
  type CriterionName,
  criteria,
  criterionNames,
  inOrder,
  inThousandths,
  loadOf,
  type Weighing,
  weigh,
} from './appraisal.ts';
import { backOn, type Champion } from './champion.ts';
import { room } from './criteria.ts';
import { drawFor } from './draw.ts';
import { mayMeet, type Quest, questOf } from './quest.ts';
import type { RankRequest } from './rank.ts';
import type { Reason } from './reason.ts';

/** A respect in which the higher champion is ahead: 'back' when only they can be booked, 'load' and 'draw' between equals. */
export type Difference = {
  in: CriterionName | 'back' | 'load' | 'draw';
  /** What is to say of either, if anything. */
  higher: Reason | null;
  lower: Reason | null;
};

/** What would have to be otherwise: the lower one as the higher is in this respect, or back. */
export type Change = { in: CriterionName | 'back'; now: Reason | null; needed: Reason | null };

export type Explanation =
  /**
   * `because`: one to three differences, the weightiest first. `wouldTake`: the fewest changes, the weightiest first, after
   * which the lower one would be level or ahead; none when load or the draw decided.
   */
  | { ok: true; because: Difference[]; wouldTake: Change[] }
  /** One of the two is not offered to this learner; nobody learns why. */
  | { ok: false; reason: 'not-ranked' }
  | { ok: false; reason: 'not-lower' };

const mostDifferences = 3;

/** Why one champion came lower than another when `rank` answers the request, and what would change it. */
export function explain(request: RankRequest, higherId: string, lowerId: string): Explanation {
  const [first, second] = [find(request, higherId), find(request, lowerId)];
  if (!first || !second) return { ok: false, reason: 'not-ranked' };
  const quest = questOf(request);
  const weighing = weigh(request.weights);
  const higher = appraise(first, quest, weighing);
  const lower = appraise(second, quest, weighing);
  if (inOrder(higher, lower, drawFor(quest.learner.personId, quest.now)) >= 0)
    return { ok: false, reason: 'not-lower' };
  const because = differences(higher, lower, quest).slice(0, mostDifferences);
  return { ok: true, because, wouldTake: changes(higher, lower, quest, weighing) };
}

function find({ champions, ...asking }: RankRequest, personId: string): Champion | undefined {
  const position = 'positions' in champions ? champions.positions.get(personId) : undefined;
  const champion =
    'positions' in champions
      ? champions.champions[position ?? -1]
      : champions.find((each) => each.personId === personId && each.capacityPerWeek > 0);
  return champion && mayMeet(asking, personId) ? champion : undefined;
}

function differences(higher: Appraisal, lower: Appraisal, quest: Quest): Difference[] {
  const said = ({ champion }: Appraisal) => backOn(champion, quest.clock);
  if (higher.standing !== lower.standing) return [{ in: 'back', higher: said(higher), lower: said(lower) }];
  if (higher.score > lower.score) {
    return leads(higher, lower).map((name) => ({
      in: name,
      higher: reasonIn(name, higher, quest),
      lower: reasonIn(name, lower, quest),
    }));
  }
  const decided = loadOf(higher.champion) < loadOf(lower.champion) ? 'load' : 'draw';
  const left = ({ champion }: Appraisal) => (decided === 'load' ? room.reason(quest, champion) : null);
  return [{ in: decided, higher: left(higher), lower: left(lower) }];
}

/**
 * The largest leads are made up first, so that no smaller number of changes would do. A lower champion who is full or away is
 * taken as back to begin with: until then nothing else helps.
 */
function changes(higher: Appraisal, lower: Appraisal, quest: Quest, weighing: Weighing): Change[] {
  const isBehind = lower.standing !== higher.standing;
  const { champion } = lower;
  const back: Change[] = isBehind ? [{ in: 'back', now: backOn(champion, quest.clock), needed: null }] : [];
  if (isBehind && higher.standing !== 0) return back;
  const start = isBehind ? appraise(backAgain(champion), quest, weighing) : lower;
  const points = { ...start.points };
  const taken: Change[] = [];
  for (const name of leads(higher, start)) {
    if (scoreOf(points, weighing) >= higher.score) break;
    points[name] = higher.points[name];
    taken.push({ in: name, now: reasonIn(name, start, quest), needed: reasonIn(name, higher, quest) });
  }
  return [...back, ...taken];
}

/** In what the higher has more points, most first. */
function leads(higher: Appraisal, lower: Appraisal): CriterionName[] {
  const lead = (name: CriterionName) => higher.points[name] - lower.points[name];
  return criterionNames.filter((name) => lead(name) > 0).sort((a, b) => lead(b) - lead(a));
}

function scoreOf(points: Appraisal['points'], { most }: Weighing): number {
  return inThousandths(
    criterionNames.reduce((total, name) => total + points[name], 0),
    most,
  );
}

const reasonIn = (name: CriterionName, { champion, points }: Appraisal, quest: Quest) =>
  points[name] === 0 ? null : criteria[name].reason(quest, champion);

const backAgain = (champion: Champion): Champion => ({
  ...champion,
  pausedUntil: null,
  bookedThisWeek: Math.min(champion.bookedThisWeek, champion.capacityPerWeek - 1),
});
