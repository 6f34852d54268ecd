import type { Deps } from '../../deps.ts';
import { type Availability, findAvailability } from '../../office-hours/actions/slots.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { isTopic } from '../../topics/label.ts';
import { type Learner, wantedTopics } from '../quest.ts';
import type { RankRequest } from '../rank.ts';
import type { Goal } from '../schema.ts';
import { findBetween } from '../store/between.ts';
import { type Candidate, findCandidates, findLearner } from '../store/candidates.ts';
import type { StoredRules } from '../store/rules.ts';
import { expertiseFor } from './known-expertise.ts';

export type Available = Candidate & Availability;

type Asked = Pick<Goal, 'goal' | 'topics' | 'language' | 'department' | 'lineManagerToo'>;

/** Topics that were chosen, and those found in the words; unknown ones are none. */
export function topicsAsked({ goal, topics }: Pick<Goal, 'goal' | 'topics'>): { chosen: string[]; wanted: string[] } {
  const chosen = topics.filter(isTopic);
  return { chosen, wanted: wantedTopics(goal, chosen).map(({ topic }) => topic) };
}

/** Everything a ranking needs for somebody who asks, by a few statements, whoever then ranks or explains. */
export async function readRequest(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  asked: Asked,
  rules: StoredRules,
): Promise<{ request: Omit<RankRequest, 'limit'>; champions: Map<string, Available> }> {
  const { wanted } = topicsAsked(asked);
  const learner = { ...(await findLearner(tx, actor.personId, wanted)), timeZone: actor.timeZone };
  const { past, blocked } = await findBetween(tx, actor.personId);
  const champions = await findAvailable(deps, tx, actor, { ...asked, learner, topics: wanted });
  const expertise = await expertiseFor(deps, tx, asked.goal);
  return { request: requestOf(deps, asked, learner, champions, { rules, past, blocked, expertise }), champions };
}

/** Champions who may be offered to a learner, with when they are free for the actor and how full their week is. */
export async function findAvailable(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  search: {
    learner: Learner;
    topics: readonly string[];
    language?: string | undefined;
    department?: string | undefined;
  },
  known?: ReadonlyMap<string, Availability>,
): Promise<Map<string, Available>> {
  const candidates = await findCandidates(tx, { ...search, now: deps.now() });
  const ids = candidates.map(({ personId }) => personId);
  const availability = known ?? (await findAvailability({ ...deps, db: tx }, actor, ids));
  const champions = new Map<string, Available>();
  for (const candidate of candidates) {
    const found = availability.get(candidate.personId);
    if (!found) continue;
    const { nextFreeSlot, bookedThisWeek } = found;
    champions.set(candidate.personId, { ...candidate, nextFreeSlot, bookedThisWeek });
  }
  return champions;
}

type Between = Pick<RankRequest, 'past' | 'blocked' | 'expertise'> & {
  rules: Pick<StoredRules, 'weights' | 'departments'>;
};

export function requestOf(
  deps: Deps,
  asked: Pick<Asked, 'goal' | 'topics' | 'lineManagerToo'>,
  learner: Learner,
  champions: ReadonlyMap<string, Available>,
  { rules, ...between }: Between,
): Omit<RankRequest, 'limit'> {
  return {
    goal: asked.goal,
    topics: topicsAsked(asked).chosen,
    learner,
    champions: Array.from(champions.values(), (each) => ({
      ...each,
      nextFreeSlot: each.nextFreeSlot?.startsAt ?? null,
    })),
    now: deps.now(),
    weights: rules.weights,
    departments: rules.departments,
    allowLineManager: asked.lineManagerToo,
    ...between,
  };
}
