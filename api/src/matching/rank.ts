import {
  appraise,
  type ChosenWeights,
  criteria,
  criterionNames,
  inOrder,
  inThousandths,
  type Place,
  reasonsFor,
  type Standing,
  standingOf,
  type Weighing,
  weigh,
} from './appraisal.ts';
import type { Champion } from './champion.ts';
import { room } from './criteria.ts';
import { type Criterion, counted, type Evidence, type Kind, type Known } from './criterion.ts';
import { drawFor } from './draw.ts';
import { type Asking, mayMeet, type Quest, questOf } from './quest.ts';
import type { Reason } from './reason.ts';
import { type Column, gather, type Roster } from './roster.ts';

export type RankRequest = Asking & {
  /** As they are, or gathered once for many requests. */
  champions: readonly Champion[] | Roster;
  weights?: ChosenWeights;
  limit: number;
};

/** `score` is 0 to 1, for ordering only: people are shown reasons. `reasons` has one to four, most telling first. */
export type Ranked = { personId: string; score: number; reasons: Reason[] };

/**
 * The champions who fit a goal best. Those who are full or away come after everyone who can be booked, and say until when.
 * Never the learner, nor somebody blocked, nor (unless allowed) their line manager, nor a champion without any capacity.
 * The order does not depend on the order of `champions`. Equals are ordered by load, then by a draw that each learner and
 * week has anew, so that the same person is not always first.
 *
 * One pass adds up points for everybody; only whoever is shown is looked at closely and given reasons.
 */
export function rank(request: RankRequest): Ranked[] {
  const roster = 'positions' in request.champions ? request.champions : gather(request.champions);
  const quest = questOf(request);
  const weighing = weigh(request.weights);
  const draw = drawFor(quest.learner.personId, quest.now);
  const scores = addUp(roster, quest, weighing);
  for (const position of barred(roster, request)) scores[position] = barredScore;
  const standingAt = standingsOf(roster, quest);
  const order = (a: Place, b: Place) => inOrder(a, b, draw);

  const places = bestBookable(roster, scores, standingAt, order, request.limit);
  if (places.length < request.limit) {
    // What somebody could give once they are back is worked out only when they are needed to fill the list.
    const others = notBookable(roster, scores, standingAt).map((champion) => appraise(champion, quest, weighing));
    places.push(...others.sort(order).slice(0, request.limit - places.length));
  }
  return places.map(({ champion, score }) => ({
    personId: champion.personId,
    score: score / 1000,
    reasons: reasonsFor(appraise(champion, quest, weighing), quest),
  }));
}

const barredScore = -1;

/** Everybody's score in thousandths, as if all could be booked. Points are added in the order of the criteria. */
function addUp(roster: Roster, quest: Quest, { weights, most }: Weighing): Float64Array {
  const { points } = roster.work;
  points.fill(0);
  for (const name of criterionNames) {
    const criterion: Criterion = criteria[name];
    const weight = weights[name];
    if (weight === 0) continue;
    if ('kind' in criterion) addKinds(roster, criterion, quest, weight);
    else if ('of' in criterion) addKnown(roster, criterion, quest, weight);
    else addEvidence(roster, criterion, quest, weight);
  }
  for (let i = 0; i < points.length; i++) points[i] = inThousandths(points[i] as number, most);
  return points;
}

function addEvidence({ postings, work }: Roster, criterion: Evidence, quest: Quest, weight: number): void {
  const { points, amounts } = work;
  for (const [key, strength] of criterion.asks(quest)) {
    const posting = postings.get(criterion.shows)?.get(key);
    if (!posting) continue;
    for (let nth = 0; nth < posting.positions.length; nth++) {
      const position = posting.positions[nth] as number;
      const amount = (posting.amounts[nth] as number) * strength;
      amounts[position] = counted(criterion, amounts[position] as number, amount);
    }
  }
  for (let i = 0; i < points.length; i++) {
    const amount = amounts[i] as number;
    if (amount === 0) continue;
    points[i] = (points[i] as number) + weight * criterion.fitOf(amount, quest);
    amounts[i] = 0;
  }
}

function addKnown({ positions, work: { points } }: Roster, criterion: Known, quest: Quest, weight: number): void {
  for (const personId of criterion.of(quest).keys()) {
    const position = positions.get(personId);
    if (position === undefined) continue;
    points[position] = (points[position] as number) + weight * criterion.fitOf(personId, quest);
  }
}

function addKinds({ columns, work }: Roster, criterion: Kind, quest: Quest, weight: number): void {
  const { points, table } = work;
  const { codes, examples, kinds } = columns.get(criterion) as Column;
  const bookable = criterion.bookable?.(quest);
  for (let code = 0; code < kinds.length; code++) {
    const fit = bookable ? bookable(kinds[code] as string) : criterion.fit(quest, examples[code] as Champion);
    table[code] = weight * fit;
  }
  for (let i = 0; i < points.length; i++) points[i] = (points[i] as number) + (table[codes[i] as number] as number);
}

/** Where those are with whom the learner is not to be brought together. */
function barred({ positions }: Roster, asking: Asking): number[] {
  const { learner, blocked } = asking;
  return [learner.personId, learner.managerId ?? '', ...(blocked ?? [])]
    .filter((id) => !mayMeet(asking, id))
    .flatMap((id) => positions.get(id) ?? []);
}

/** How far each champion can be booked; those with the same load stand alike. */
function standingsOf({ columns }: Roster, quest: Quest): (position: number) => Standing {
  const { codes, examples } = columns.get(room) as Column;
  const standings = examples.map((champion) => standingOf(champion, quest));
  return (position) => standings[codes[position] as number] as Standing;
}

/** The best who can be booked, best first. For so few a list that stays sorted is the fastest heap. */
function bestBookable(
  { champions }: Roster,
  scores: Float64Array,
  standingAt: (position: number) => Standing,
  order: (a: Place, b: Place) => number,
  limit: number,
): Place[] {
  const best: Place[] = [];
  let toBeat = 0;
  for (let position = 0; position < scores.length; position++) {
    const score = scores[position] as number;
    if (score < toBeat || standingAt(position) !== 0) continue;
    const place: Place = { champion: champions[position] as Champion, standing: 0, score };
    let nth = best.length;
    while (nth > 0 && order(place, best[nth - 1] as Place) < 0) nth -= 1;
    best.splice(nth, 0, place);
    if (best.length > limit) best.pop();
    if (best.length === limit) toBeat = best.at(-1)?.score ?? 0;
  }
  return best;
}

function notBookable(
  { champions }: Roster,
  scores: Float64Array,
  standingAt: (position: number) => Standing,
): Champion[] {
  return champions.filter((_, position) => standingAt(position) !== 0 && scores[position] !== barredScore);
}
