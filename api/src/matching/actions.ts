import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../deps.ts';
import { nextFreeSlots } from '../office-hours/actions/slots.ts';
import { sayDate, sayTime } from '../office-hours/say-time.ts';
import type { SlotOnWire } from '../office-hours/schema.ts';
import type { Actor } from '../platform/actor.ts';
import { say } from '../platform/messages.ts';
import { isTopic, topicInSentence, topicLabel } from '../topics/label.ts';
import type { Topic } from '../topics/schema.ts';
import type { Reason } from './criteria.ts';
import { rank, wantedTopics } from './rank.ts';
import type { Goal, Match } from './schema.ts';
import { type Candidate, findCandidates, findLearner } from './store.ts';

/**
 * From a goal in free words to the champions who fit best, each with reasons and the soonest free slot. Never the learner,
 * and their line manager only when asked for.
 */
export async function findChampions(
  deps: Deps,
  actor: Actor,
  { goal = '', topics: named = [], language, department, limit = 3, lineManagerToo = false }: Partial<Goal>,
): Promise<{ matchId: string; topics: Topic[]; matches: Match[] }> {
  const now = deps.now();
  const topics = named.filter(isTopic);
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const learner = await findLearner(tx, actor.personId);
    const candidates = await findCandidates(tx, learner, { language, department }, now);
    const ids = candidates.map((candidate) => candidate.personId);
    const slots = await nextFreeSlots({ ...deps, db: tx }, actor, ids);
    const ranked = rank({
      goal,
      topics,
      learner: { ...learner, timeZone: actor.timeZone },
      champions: candidates.map((candidate) => ({
        ...candidate,
        nextFreeSlot: startOf(slots.get(candidate.personId)),
      })),
      now,
      limit,
      allowLineManager: lineManagerToo,
    });
    const byId = new Map(candidates.map((candidate) => [candidate.personId, candidate]));
    return {
      matchId: deps.newId(),
      topics: wantedTopics(goal, topics).map(({ topic }) => ({ topic, label: topicLabel(topic, actor.locale) })),
      matches: ranked.flatMap(({ personId, reasons }) => {
        const candidate = byId.get(personId);
        if (!candidate) return [];
        const said = reasons.map((reason) => ({ kind: reason.kind, words: sayReason(actor, reason, now) }));
        return [{ person: summaryOf(candidate, actor), reasons: said, nextFreeSlot: slots.get(personId) ?? null }];
      }),
    };
  });
}

const startOf = (slot: SlotOnWire | undefined) => (slot ? Temporal.Instant.from(slot.startsAt) : null);

function summaryOf(candidate: Candidate, { locale }: Actor): Match['person'] {
  const { personId, displayName, jobTitle, department, office, languages, timeZone, kind, pausedUntil } = candidate;
  const skills = candidate.skills.map((skill) => ({ ...skill, label: topicLabel(skill.topic, locale) }));
  const champion = { kind, skills, pausedUntil };
  return { personId, displayName, jobTitle, department, office, languages: [...languages], timeZone, champion };
}

/** A reason in words a colleague would use, in the reader's language and time zone. */
function sayReason(actor: Actor, reason: Reason, now: Temporal.Instant): string {
  const { locale } = actor;
  switch (reason.kind) {
    case 'skill':
    case 'helped':
      return say(locale, `reason.${reason.kind}`, { ...reason, topic: topicInSentence(reason.topic, locale) });
    case 'language': {
      const language = new Intl.DisplayNames(locale, { type: 'language' }).of(reason.language) ?? reason.language;
      return say(locale, 'reason.language', { language });
    }
    case 'free-at':
      return say(locale, 'reason.free-at', { time: sayTime(reason.startsAt, { now, ...actor }) });
    case 'full-until':
    case 'paused-until':
      return say(locale, `reason.${reason.kind}`, { date: sayDate(reason.date, { now, ...actor }) });
    default:
      return say(locale, `reason.${reason.kind}`, reason);
  }
}
