import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { saySlot } from '../../office-hours/actions/say-booking.ts';
import type { Actor } from '../../platform/actor.ts';
import { topicLabel } from '../../topics/label.ts';
import type { Topic } from '../../topics/schema.ts';
import { rank } from '../rank.ts';
import type { Reason } from '../reason.ts';
import type { Goal, Match } from '../schema.ts';
import type { Candidate } from '../store/candidates.ts';
import { findRules } from '../store/rules.ts';
import { type Available, readRequest, topicsAsked } from './candidates.ts';
import { sayReason } from './say-reason.ts';

/**
 * From a goal in free words to the champions who fit best, each with reasons and the soonest free slot. Never the learner, nor
 * somebody one of the two blocked, and their line manager only when asked for.
 */
export async function findChampions(
  deps: Deps,
  actor: Actor,
  { goal = '', topics = [], language, department, limit = 3, lineManagerToo = false }: Partial<Goal>,
): Promise<{ matchId: string; topics: Topic[]; matches: Match[] }> {
  const now = deps.now();
  const asked = { goal, topics, language, department, lineManagerToo };
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const { request, champions } = await readRequest(deps, tx, actor, asked, await findRules(tx));
    const { wanted } = topicsAsked(asked);
    return {
      matchId: deps.newId(),
      topics: wanted.map((topic) => ({ topic, label: topicLabel(topic, actor.locale) })),
      matches: rank({ ...request, limit }).flatMap(({ personId, reasons }) => {
        const champion = champions.get(personId);
        return champion ? [sayMatch(actor, champion, reasons, now)] : [];
      }),
    };
  });
}

function sayMatch(actor: Actor, champion: Available, reasons: readonly Reason[], now: Temporal.Instant): Match {
  return {
    person: summaryOf(champion, actor),
    reasons: reasons.map((reason) => ({ kind: reason.kind, words: sayReason(actor, reason, now) })),
    nextFreeSlot: champion.nextFreeSlot && saySlot(champion.nextFreeSlot),
  };
}

function summaryOf(candidate: Candidate, { locale }: Actor): Match['person'] {
  const { personId, displayName, jobTitle, department, office, languages, timeZone, kind, pausedUntil } = candidate;
  const skills = candidate.skills.map((skill) => ({ ...skill, label: topicLabel(skill.topic, locale) }));
  const champion = { kind, skills, pausedUntil };
  return { personId, displayName, jobTitle, department, office, languages: [...languages], timeZone, champion };
}
