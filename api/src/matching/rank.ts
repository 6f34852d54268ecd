import {
  appraise,
  type CriterionName,
  criteria,
  inOrder,
  inThousandths,
  type Place,
  reasonsFor,
  standingOf,
  type Weighing,
  type Weights,
  weigh,
} from './appraisal.ts';
import type { Champion } from './champion.ts';
import { type Reason, soonness } from './criteria.ts';
import { drawFor } from './draw.ts';
import { type Asking, mayMeet, type Quest, questOf } from './quest.ts';
import { columnNames, gather, type Postings, type Roster } from './roster.ts';

export type RankRequest = Asking & {
  /** As they are, or gathered once for many requests. */
  champions: readonly Champion[] | Roster;
  weights?: Partial<Weights>;
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
  const standings = standingsOf(roster, quest);
  const order = (a: Place, b: Place) => inOrder(a, b, draw);

  const places = bestBookable(roster, scores, standings, order, request.limit);
  if (places.length < request.limit) {
    // What somebody could give once they are back is worked out only when they are needed to fill the list.
    const others = notBookable(roster, scores, standings).map((champion) => appraise(champion, quest, weighing));
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
  const { champions, columns } = roster;
  const points = new Float64Array(champions.length);
  for (const [name, lists] of concerned(roster, quest)) {
    if (weights[name] === 0) continue;
    const done = new Uint8Array(points.length);
    for (const list of lists) {
      for (const position of list) {
        if (done[position] === 1) continue;
        done[position] = 1;
        const fit = criteria[name].fit(quest, champions[position] as Champion);
        points[position] = (points[position] as number) + weights[name] * fit;
      }
    }
  }
  for (const name of columnNames) {
    const { codes, examples } = columns[name];
    const fit = name === 'soon' ? soonIfBookable : criteria[name].fit;
    const table = Float64Array.from(examples, (champion) => weights[name] * fit(quest, champion));
    for (let i = 0; i < points.length; i++) points[i] = (points[i] as number) + (table[codes[i] as number] as number);
  }
  for (let i = 0; i < points.length; i++) points[i] = inThousandths(points[i] as number, most);
  return points;
}

const soonIfBookable = ({ now }: Quest, { nextFreeSlot }: Champion) => (nextFreeSlot ? soonness(nextFreeSlot, now) : 0);

/** Criteria that say something of few champions, and where those are; a champion may be in several lists. */
function concerned(roster: Roster, quest: Quest): [CriterionName, (readonly number[])[]][] {
  const found = (postings: Postings, keys: Iterable<string>) => Array.from(keys, (key) => postings.get(key) ?? []);
  const topics = quest.wanted.map(({ topic }) => topic);
  const knowing = found(roster.knowing, topics);
  return [
    ['skill', knowing],
    ['step', knowing],
    ['helped', found(roster.helpedWith, topics)],
    ['loves', found(roster.loving, quest.words)],
    ['expertise', [positionsOf(roster, quest.expertise.keys())]],
    ['together', [positionsOf(roster, quest.past.keys())]],
    ['helpedDepartment', found(roster.helpedIn, [quest.learner.department])],
  ];
}

function barred(roster: Roster, asking: Asking): number[] {
  const { learner, blocked } = asking;
  const ids = [learner.personId, learner.managerId ?? '', ...(blocked ?? [])];
  return positionsOf(
    roster,
    ids.filter((id) => !mayMeet(asking, id)),
  );
}

function positionsOf({ positions }: Roster, ids: Iterable<string>): number[] {
  const found: number[] = [];
  for (const id of ids) {
    const position = positions.get(id);
    if (position !== undefined) found.push(position);
  }
  return found;
}

/** How far everybody can be booked; champions with the same load are in the same place. */
function standingsOf({ columns }: Roster, quest: Quest): Uint8Array {
  const { codes, examples } = columns.room;
  const table = Uint8Array.from(examples, (champion) => standingOf(champion, quest));
  const standings = new Uint8Array(codes.length);
  for (let i = 0; i < codes.length; i++) standings[i] = table[codes[i] as number] as number;
  return standings;
}

/** The best who can be booked, best first. For so few a list that stays sorted is the fastest heap. */
function bestBookable(
  { champions }: Roster,
  scores: Float64Array,
  standings: Uint8Array,
  order: (a: Place, b: Place) => number,
  limit: number,
): Place[] {
  const best: Place[] = [];
  let toBeat = 0;
  for (let position = 0; position < scores.length; position++) {
    const score = scores[position] as number;
    if (score < toBeat || standings[position] !== 0) continue;
    const place: Place = { champion: champions[position] as Champion, standing: 0, score };
    let nth = best.length;
    while (nth > 0 && order(place, best[nth - 1] as Place) < 0) nth -= 1;
    best.splice(nth, 0, place);
    if (best.length > limit) best.pop();
    if (best.length === limit) toBeat = best.at(-1)?.score ?? 0;
  }
  return best;
}

function notBookable({ champions }: Roster, scores: Float64Array, standings: Uint8Array): Champion[] {
  return champions.filter((_, position) => standings[position] !== 0 && scores[position] !== barredScore);
}
