import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../deps.ts';
import { saySlot } from '../office-hours/actions/say-booking.ts';
import { type Availability, findAvailability } from '../office-hours/actions/slots.ts';
import { sayDate, sayTime } from '../office-hours/say-time.ts';
import type { Actor } from '../platform/actor.ts';
import { say } from '../platform/messages.ts';
import { isTopic, topicInSentence, topicLabel } from '../topics/label.ts';
import type { Topic } from '../topics/schema.ts';
import { wantedTopics } from './quest.ts';
import { rank } from './rank.ts';
import type { Reason } from './reason.ts';
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
  const chosen = named.filter(isTopic);
  const wanted = wantedTopics(goal, chosen).map(({ topic }) => topic);
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const learner = { ...(await findLearner(tx, actor.personId)), timeZone: actor.timeZone };
    const candidates = await findCandidates(tx, { learner, topics: wanted, language, department, now });
    const ids = candidates.map((candidate) => candidate.personId);
    const availability = await findAvailability({ ...deps, db: tx }, actor, ids);
    const champions = new Map<string, Available>();
    for (const candidate of candidates) {
      const found = availability.get(candidate.personId);
      if (found) champions.set(candidate.personId, { ...candidate, ...found });
    }
    const ranked = rank({
      goal,
      topics: chosen,
      learner,
      champions: [...champions.values()].map((each) => ({
        ...each,
        nextFreeSlot: each.nextFreeSlot?.startsAt ?? null,
      })),
      now,
      limit,
      allowLineManager: lineManagerToo,
    });
    return {
      matchId: deps.newId(),
      topics: wanted.map((topic) => ({ topic, label: topicLabel(topic, actor.locale) })),
      matches: ranked.flatMap(({ personId, reasons }) => {
        const champion = champions.get(personId);
        return champion ? [sayMatch(actor, champion, reasons, now)] : [];
      }),
    };
  });
}

type Available = Candidate & Availability;

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

/** A reason in words a colleague would use, in the reader's language and time zone. */
function sayReason(actor: Actor, reason: Reason, now: Temporal.Instant): string {
  const { locale } = actor;
  switch (reason.kind) {
    case 'skill':
    case 'steps-ahead':
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
