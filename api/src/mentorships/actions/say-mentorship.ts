import { Temporal } from 'temporal-polyfill';
import type { Actor } from '../../platform/actor.ts';
import { say } from '../../platform/messages.ts';
import { topicLabel } from '../../topics/label.ts';
import type { Side } from '../apply.ts';
import { isOver } from '../life.ts';
import type { CheckIn, Mentorship } from '../schema.ts';
import type { StoredCheckIn } from '../store/check-ins.ts';
import type { StoredMentorship } from '../store/mentorships.ts';
import { sayPairReasons } from './say-pair-reasons.ts';

/** A mentorship as one of the two sees it. Notes are for the programme owner, and a no is nobody's. */
export function sayMentorship(
  actor: Actor,
  stored: StoredMentorship,
  checkIns: readonly StoredCheckIn[],
  now: Temporal.Instant,
): Mentorship {
  const yourPart: Side = stored.learnerId === actor.personId ? 'learner' : 'mentor';
  const them: Side = yourPart === 'learner' ? 'mentor' : 'learner';
  const { cohort, people, topic, accepted, pause, end, nextSession, state } = stored;
  // Who had said yes would tell who said no.
  const isToldOfThem = state !== 'declined';
  return {
    mentorshipId: stored.mentorshipId,
    cohort: cohort && { cohortId: cohort.cohortId, name: cohort.name },
    learner: people.learner,
    mentor: people.mentor,
    yourPart,
    state,
    goal: stored.goal,
    work: stored.work,
    topic: topic === null ? null : { topic, label: topicLabel(topic, actor.locale) },
    reasons: sayPairReasons(actor, stored.reasons),
    proposedAt: stored.proposedAt.toString(),
    startedAt: stored.startedAt?.toString() ?? null,
    accepted: { you: accepted[yourPart] !== null, them: isToldOfThem && accepted[them] !== null },
    pausedUntil: pause?.until ?? null,
    endedAt: end?.at.toString() ?? null,
    ended: end && sayEnd(actor, stored, end, yourPart),
    sessionsHeld: stored.sessionsHeld,
    nextSession: nextSession && {
      bookingId: nextSession.bookingId,
      startsAt: Temporal.Instant.from(nextSession.startsAt).toString(),
    },
    checkIns: checkIns.filter((each) => isShown(stored, each, now)).map(sayCheckIn),
  };
}

/** What was answered, and what may be: nobody is asked of what is over, or resting. */
function isShown({ state }: StoredMentorship, { answeredAt, dueAt }: StoredCheckIn, now: Temporal.Instant): boolean {
  if (answeredAt) return true;
  return !isOver(state) && dueAt.epochMilliseconds <= now.epochMilliseconds;
}

function sayCheckIn({ point, dueAt, answeredAt, going, changed }: StoredCheckIn): CheckIn {
  return { point, dueAt: dueAt.toString(), answeredAt: answeredAt?.toString() ?? null, going, changed };
}

type End = NonNullable<StoredMentorship['end']>;

function sayEnd({ locale }: Actor, { state, people }: StoredMentorship, end: End, yourPart: Side): string {
  if (state === 'declined') return say(locale, 'mentorship.ended.declined', { you: String(end.by === yourPart) });
  if (end.because === 'left-organisation') {
    const them = yourPart === 'learner' ? people.mentor : people.learner;
    return say(locale, 'mentorship.ended.left-organisation', { name: them.displayName });
  }
  return say(locale, `mentorship.ended.${end.because}`);
}
