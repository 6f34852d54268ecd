import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { topicLabel } from '../../topics/label.ts';
import { weigh } from '../appraisal.ts';
import type { Learner } from '../quest.ts';
import { type RankRequest, rank } from '../rank.ts';
import type { RankingExample, RankingRules } from '../schema.ts';
import { findLearner } from '../store/candidates.ts';
import { findCommonAsks, findCommonTopics, findRules, type StoredRules, saveRules } from '../store/rules.ts';
import { type Available, findAvailable, requestOf, topicsAsked } from './candidates.ts';
import { expertiseFor } from './known-expertise.ts';
import { sayReason } from './say-reason.ts';

export async function getRankingRules({ db }: Deps, { tenantId }: Actor) {
  return sayRules(await db.transaction(tenantId, findRules));
}

/** Decides anew how much each criterion counts; what is left out is as usual. */
export async function setRankingRules({ db, now }: Deps, { tenantId, personId }: Actor, rules: RankingRules) {
  const changedAt = now();
  await db.transaction(tenantId, (tx) => saveRules(tx, rules, { by: personId, at: changedAt }));
  return sayRules({ ...rules, changedAt });
}

function sayRules({ weights, departments, changedAt }: StoredRules) {
  return { rules: { weights, departments }, usual: weigh().weights, changedAt: changedAt?.toString() ?? null };
}

const examples = 4;
const shown = 5;
/** As far down as it is said where somebody came before. */
const compared = 10;
const recentDays = 180;

/**
 * What draft rules would change: for a goal in free words, for what people of some department asked about lately, and where that
 * is too little, for what most champions offer. Each list is for somebody such as asks, and is made by the same ranking.
 */
export async function previewRankingRules(
  deps: Deps,
  actor: Actor,
  { rules, goal }: { rules: RankingRules; goal: string },
): Promise<{ examples: RankingExample[] }> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const standing = await findRules(tx);
    const asks = await findAsks(deps, tx, actor, goal);
    // When who is free is the same whoever asks.
    const availability = await findAvailable(deps, tx, actor, { learner: nobody, topics: [] });
    const made: RankingExample[] = [];
    for (const { learner, goal, topic } of asks) {
      const asked = { goal, topics: topic === null ? [] : [topic], lineManagerToo: false };
      const { wanted } = topicsAsked(asked);
      const champions = await findAvailable(deps, tx, actor, { learner, topics: wanted }, availability);
      const expertise = await expertiseFor(deps, tx, goal);
      const request = requestOf(deps, asked, learner, champions, { rules: standing, expertise });
      const lists = compare(deps, actor, request, rules, champions);
      const label = topic === null ? null : { topic, label: topicLabel(topic, actor.locale) };
      made.push({ goal, topic: label, department: learner.department, ...lists });
    }
    return { examples: made };
  });
}

const nobody: Learner = {
  personId: '00000000-0000-0000-0000-000000000000',
  department: '',
  managerId: null,
  timeZone: null,
  languages: [],
};

type Ask = { learner: Learner; goal: string; topic: string | null };

async function findAsks(deps: Deps, tx: Tx, actor: Actor, goal: string): Promise<Ask[]> {
  const own = { ...(await findLearner(tx, actor.personId, [])), timeZone: actor.timeZone };
  const since = deps.now().subtract({ hours: 24 * recentDays });
  const recent = (await findCommonAsks(tx, since, examples)).map(({ topic, ...like }): Ask => {
    return { learner: { ...nobody, ...like }, goal: '', topic };
  });
  const offered = recent.length < examples ? await findCommonTopics(tx, examples - recent.length) : [];
  return [
    ...(goal === '' ? [] : [{ learner: own, goal, topic: null }]),
    ...recent,
    ...offered.map((topic): Ask => ({ learner: own, goal: '', topic })),
  ];
}

function compare(
  deps: Deps,
  actor: Actor,
  request: Omit<RankRequest, 'limit'>,
  { weights, departments }: RankingRules,
  champions: ReadonlyMap<string, Available>,
): Pick<RankingExample, 'before' | 'after'> {
  const before = rank({ ...request, limit: compared });
  const after = rank({ ...request, weights, departments, limit: shown });
  const placeOf = new Map(before.map(({ personId }, place) => [personId, place + 1]));
  const say = (ranked: ReturnType<typeof rank>) =>
    ranked.slice(0, shown).flatMap(({ personId, reasons }) => {
      const champion = champions.get(personId);
      if (!champion) return [];
      const { displayName, jobTitle, department } = champion;
      return [
        {
          person: { personId, displayName, jobTitle, department },
          reasons: reasons.map((reason) => sayReason(actor, reason, deps.now())),
          before: placeOf.get(personId) ?? null,
        },
      ];
    });
  return { before: say(before), after: say(after) };
}
