import { backOn, type Champion } from './champion.ts';
import {
  department,
  expertise,
  helped,
  helpedDepartment,
  language,
  loves,
  office,
  room,
  sharedHours,
  skill,
  soon,
  step,
  together,
  wentWell,
} from './criteria.ts';
import { type Criterion, fitOf } from './criterion.ts';
import type { Draw } from './draw.ts';
import type { Quest } from './quest.ts';
import type { Reason } from './reason.ts';

/** Every criterion, in the order in which their points are added up: floating-point sums depend on it. */
export const criteria = {
  skill,
  step,
  helped,
  loves,
  expertise,
  together,
  helpedDepartment,
  department,
  language,
  sharedHours,
  office,
  wentWell,
  soon,
  room,
} satisfies Record<string, Criterion>;

export type CriterionName = keyof typeof criteria;
export const criterionNames = Object.keys(criteria) as CriterionName[];

/** How much each criterion counts beside the others; 0 and more. */
export type Weights = Record<CriterionName, number>;

const usualWeights: Weights = {
  skill: 4,
  step: 0.75,
  helped: 2,
  loves: 2,
  expertise: 3,
  together: 1.5,
  helpedDepartment: 1,
  department: 1.5,
  language: 1,
  sharedHours: 1,
  office: 0.5,
  wentWell: 1,
  soon: 1.5,
  room: 0.75,
};

/** Some of them, decided by somebody. */
export type ChosenWeights = { [name in CriterionName]?: number | undefined };

export type Weighing = { weights: Weights; most: number };

/** The usual weights, but for those somebody decided on, and what they add up to. */
export function weigh(chosen: ChosenWeights = {}): Weighing {
  const weights = { ...usualWeights };
  for (const name of criterionNames) weights[name] = chosen[name] ?? weights[name];
  return { weights, most: criterionNames.reduce((total, name) => total + weights[name], 0) };
}

/** Who can be booked, then who is full, then who is away. */
export type Standing = 0 | 1 | 2;

/** What decides a champion's place; `score` is in thousandths. */
export type Place = { champion: Champion; standing: Standing; score: number };

/** One champion held against one quest, with the points that each criterion gave. */
export type Appraisal = Place & { points: Weights };

export function appraise(champion: Champion, quest: Quest, { weights, most }: Weighing): Appraisal {
  const points = { ...weights };
  let total = 0;
  for (const name of criterionNames) {
    points[name] = weights[name] * fitOf(criteria[name], quest, champion);
    total += points[name];
  }
  return { champion, points, score: inThousandths(total, most), standing: standingOf(champion, quest) };
}

/** Rounded, so that a difference nobody would notice counts as none and the load decides. Bad experience alone is no score. */
export function inThousandths(points: number, most: number): number {
  return most > 0 ? Math.max(0, Math.round((points / most) * 1000)) : 0;
}

export function standingOf(champion: Champion, { clock }: Quest): Standing {
  const back = backOn(champion, clock);
  if (!back) return 0;
  return back.kind === 'full-until' ? 1 : 2;
}

/** Best first: who can be booked, who fits best, who has given less of their week, whom the draw prefers. */
export function inOrder(a: Place, b: Place, draw: Draw): number {
  return (
    a.standing - b.standing ||
    b.score - a.score ||
    loadOf(a.champion) - loadOf(b.champion) ||
    draw(a.champion.personId) - draw(b.champion.personId) ||
    (a.champion.personId < b.champion.personId ? -1 : 1)
  );
}

export const loadOf = ({ bookedThisWeek, capacityPerWeek }: Champion) => bookedThisWeek / capacityPerWeek;

const mostReasons = 4;

/** Why this champion, most telling first; one to four. Who cannot be booked now is told first. */
export function reasonsFor({ champion, points }: Appraisal, quest: Quest): Reason[] {
  const reasons: Reason[] = [];
  const back = backOn(champion, quest.clock);
  if (back) reasons.push(back);
  const names = criterionNames.filter((name) => points[name] > 0).sort((a, b) => points[b] - points[a]);
  for (const name of names) {
    if (reasons.length === mostReasons) break;
    const reason = criteria[name].reason(quest, champion);
    if (reason && isTelling(reason, quest, champion)) reasons.push(reason);
  }
  const usual = room.reason(quest, champion);
  return reasons.length > 0 || !usual ? reasons : [usual];
}

/** A list leaves out what is true of nearly everybody; a comparison of two may still need it. */
function isTelling(reason: Reason, quest: Quest, champion: Champion): boolean {
  switch (reason.kind) {
    case 'language':
      return reason.language !== quest.commonLanguage;
    case 'same-hours':
      return reason.hours >= 1 && reason.hours < 8;
    case 'steps-ahead':
      return reason.steps === 1;
    case 'similar-questions':
      return expertise.fitOf(champion.personId, quest) >= 0.3;
    case 'has-room':
      return false;
    default:
      return true;
  }
}
