import type { Temporal } from 'temporal-polyfill';
import { topicsIn } from '../topics/topics-in-text.ts';
import { wordsIn } from '../topics/words.ts';
import {
  backOn,
  type Champion,
  type Criterion,
  department,
  type Finding,
  helped,
  type Learner,
  language,
  loves,
  office,
  type Quest,
  type Reason,
  room,
  sharedHours,
  skill,
  soon,
} from './criteria.ts';

/** How much each criterion counts beside the others. */
export type Weights = { [name in keyof typeof usualWeights]: number };

const usualWeights = {
  skill: 4,
  helped: 2,
  loves: 2,
  department: 1.5,
  soon: 1.5,
  language: 1,
  sharedHours: 1,
  room: 0.75,
  office: 0.5,
};

const criteria: Record<keyof Weights, Criterion> = {
  skill,
  helped,
  loves,
  department,
  soon,
  language,
  sharedHours,
  room,
  office,
};

export type RankRequest = {
  /** What the learner wants to get done, in their own words; may be empty. */
  goal: string;
  /** Topics they chose, on top of those found in the goal. */
  topics: readonly string[];
  learner: Learner;
  champions: readonly Champion[];
  weights?: Partial<Weights>;
  now: Temporal.Instant;
  limit: number;
  /** Primary tag; 'en' unless told. */
  commonLanguage?: string;
  /** Nobody has to ask their own line manager; some want to. */
  allowLineManager?: boolean;
};

/** `score` is 0 to 1, for ordering only: people are shown reasons. `reasons` has one to four, most telling first. */
export type Ranked = { personId: string; score: number; reasons: Reason[] };

type Candidate = { champion: Champion; findings: Weighed[]; score: number; back: Reason | null; turn: number };
type Weighed = Finding & { points: number };

const mostReasons = 4;

/**
 * The champions who fit a goal best. Those who are full or away come after everyone who can be booked, and say until when.
 * Never the learner, nor (unless allowed) their line manager, nor a champion without any capacity.
 * The order does not depend on the order of `champions`. Equals are ordered by load, then by a draw that each learner and
 * week has anew, so that the same person is not always first.
 */
export function rank(request: RankRequest): Ranked[] {
  const { learner, now } = request;
  const quest: Quest = {
    learner,
    wanted: wantedTopics(request.goal, request.topics),
    words: new Set(wordsIn(request.goal).map(({ stem }) => stem)),
    commonLanguage: request.commonLanguage ?? 'en',
    now,
  };
  const weights = { ...usualWeights, ...request.weights };
  return request.champions
    .filter((champion) => champion.personId !== learner.personId && champion.capacityPerWeek > 0)
    .filter((champion) => request.allowLineManager || champion.personId !== learner.managerId)
    .map((champion) => consider(champion, quest, weights))
    .sort(byRank)
    .slice(0, request.limit)
    .map((candidate) => ({
      personId: candidate.champion.personId,
      score: candidate.score,
      reasons: reasonsFor(candidate),
    }));
}

/** What a learner is after: the topics they chose, and those their words speak of; surest first. */
export function wantedTopics(goal: string, chosen: readonly string[]): { topic: string; strength: number }[] {
  const found = topicsIn(goal).filter(({ topic }) => !chosen.includes(topic));
  return [...new Set(chosen)].map((topic) => ({ topic, strength: 1 })).concat(found);
}

function consider(champion: Champion, quest: Quest, weights: Weights): Candidate {
  const names = Object.keys(usualWeights) as (keyof Weights)[];
  const findings = names.map((name) => {
    const finding = criteria[name](quest, champion);
    return { ...finding, points: finding.fit * weights[name] };
  });
  const most = names.reduce((total, name) => total + weights[name], 0);
  const points = findings.reduce((total, finding) => total + finding.points, 0);
  return {
    champion,
    findings,
    // Rounded, so that a difference nobody would notice counts as none and the load decides.
    score: most > 0 ? Math.round((points / most) * 1000) / 1000 : 0,
    back: backOn(champion, quest.now),
    turn: draw(`${quest.learner.personId} ${champion.personId} ${weekOf(quest.now)}`),
  };
}

function byRank(a: Candidate, b: Candidate): number {
  return (
    standing(a) - standing(b) ||
    b.score - a.score ||
    load(a) - load(b) ||
    a.turn - b.turn ||
    (a.champion.personId < b.champion.personId ? -1 : 1)
  );
}

/** Who can be booked, then who is full, then who is away. */
function standing({ back }: Candidate): number {
  if (!back) return 0;
  return back.kind === 'full-until' ? 1 : 2;
}

const load = ({ champion }: Candidate) => champion.bookedThisWeek / champion.capacityPerWeek;

function reasonsFor({ champion, findings, back }: Candidate): Reason[] {
  const telling = [...findings]
    .sort((a, b) => b.points - a.points)
    .flatMap(({ reason, points }) => (reason && points > 0 ? [reason] : []));
  const reasons = [...(back ? [back] : []), ...telling].slice(0, mostReasons);
  if (reasons.length > 0) return reasons;
  return [{ kind: 'has-room', places: champion.capacityPerWeek - champion.bookedThisWeek }];
}

/** Weeks since the first Monday of 1970, at UTC. */
function weekOf(now: Temporal.Instant): number {
  return Math.floor((now.epochMilliseconds / 86_400_000 - 4) / 7);
}

/** The same number for the same text, as good as random for another. FNV-1a with the last step of MurmurHash3. */
function draw(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
