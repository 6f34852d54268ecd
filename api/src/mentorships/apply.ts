import type { Temporal } from 'temporal-polyfill';
import { isOver, life, type MentorshipState, type News, type Step, type Who } from './life.ts';

export type Side = 'learner' | 'mentor';

export type Outcome = 'reached' | 'partly-reached' | 'not-reached' | 'no-time';

/**
 * Why it ended. Three of them send the learner back to be matched: `declined` and `not-a-fit`, and `withdrawn`, when the mentor
 * has no time or did not answer. A learner without time is left in peace: theirs is `no-time`.
 */
export type EndedBecause = Outcome | 'not-a-fit' | 'declined' | 'withdrawn' | 'left-organisation' | 'superseded';

export type Mentorship = {
  mentorshipId: string;
  learnerId: string;
  mentorId: string;
  state: MentorshipState;
  /** The learner's own words, and the piece of real work it is about. */
  goal: string;
  work: string;
  topic: string | null;
  proposedAt: Temporal.Instant;
  /** When each side said yes. */
  accepted: Record<Side, Temporal.Instant | null>;
  startedAt: Temporal.Instant | null;
  /** `until` is the day on which it goes on, `YYYY-MM-DD`. */
  pause: { from: Temporal.Instant; until: string } | null;
  end: {
    at: Temporal.Instant;
    /** Null: nobody, but time or a departure. */
    by: Side | null;
    because: EndedBecause;
    declinedBecause: 'no-time' | 'not-a-fit' | 'other' | null;
    note: string;
  } | null;
  changes: number;
};

export type MentorshipEvent =
  | { does: 'accept' | 'lapse' | 'resume' | 'part' }
  | { does: 'decline'; because: 'no-time' | 'not-a-fit' | 'other'; note: string }
  | { does: 'set-goal'; goal: string; work: string; topic: string | null }
  | { does: 'pause'; until: string }
  | { does: 'end'; outcome: Outcome; note: string }
  /** Who left the organisation. */
  | { does: 'leave'; side: Side };

export type Objection = 'not-yours' | 'not-now' | 'date-past';

/** `today` is the day, `YYYY-MM-DD`, where whoever acts is. */
export type How = { by: Who; now: Temporal.Instant; today: string };

/** Proposals that nobody answered in two weeks are off: the learner may wait for nothing. */
export const answerDays = 14;

/** The mentorship after an event, and who is to be told what; or why it cannot happen. A second yes changes nothing. */
export function apply<T extends Mentorship>(
  mentorship: T,
  event: MentorshipEvent,
  how: How,
): { ok: true; mentorship: T; news: { kind: News; to: Side }[] } | { ok: false; reason: Objection } {
  const step = life[mentorship.state][event.does];
  if (!step) return { ok: false, reason: 'not-now' };
  const { by, now } = how;
  if (!step.by.includes(by)) return { ok: false, reason: 'not-yours' };
  if (event.does === 'pause' && event.until <= how.today) return { ok: false, reason: 'date-past' };
  if (isEarly(mentorship, event, how)) return { ok: false, reason: 'not-now' };
  if (event.does === 'accept' && by !== 'clock' && mentorship.accepted[by]) return { ok: true, mentorship, news: [] };

  const accepted = event.does === 'accept' ? { ...mentorship.accepted, [by]: now } : mentorship.accepted;
  const state = stateAfter(mentorship.state, step, accepted);
  const changed: T = {
    ...mentorship,
    ...(event.does === 'set-goal' && { goal: event.goal, work: event.work, topic: event.topic }),
    accepted,
    state,
    startedAt: mentorship.startedAt ?? (state === 'active' ? now : null),
    pause: pauseAfter(mentorship, state, event, now),
    end: isOver(state) ? endOf(mentorship, event, how) : null,
    changes: mentorship.changes + 1,
  };
  return { ok: true, mentorship: changed, news: newsOf(step, event, how, changed) };
}

/** The clock is not to be believed before its time. */
function isEarly({ proposedAt, pause }: Mentorship, { does }: MentorshipEvent, { by, now, today }: How): boolean {
  if (does === 'lapse') return now.since(proposedAt).total('hours') < 24 * answerDays;
  return does === 'resume' && by === 'clock' && pause !== null && pause.until > today;
}

function stateAfter(
  before: MentorshipState,
  { to }: Step,
  { learner, mentor }: Mentorship['accepted'],
): MentorshipState {
  if (to === 'when-both') return learner && mentor ? 'active' : before;
  return to === 'same' ? before : to;
}

/** A pause that is made longer or shorter began when it began. */
function pauseAfter(
  { pause }: Mentorship,
  state: MentorshipState,
  event: MentorshipEvent,
  now: Temporal.Instant,
): Mentorship['pause'] {
  if (state !== 'paused') return null;
  return event.does === 'pause' ? { from: pause?.from ?? now, until: event.until } : pause;
}

function endOf({ accepted }: Mentorship, event: MentorshipEvent, { by, now }: How): Mentorship['end'] {
  const end = { at: now, by: by === 'clock' ? null : by, declinedBecause: null, note: '' };
  switch (event.does) {
    case 'decline': {
      const because = by === 'learner' && event.because === 'no-time' ? 'no-time' : 'declined';
      return { ...end, because, declinedBecause: event.because, note: event.note };
    }
    case 'lapse':
      return { ...end, because: accepted.learner ? 'withdrawn' : 'no-time' };
    case 'end': {
      const because = by === 'mentor' && event.outcome === 'no-time' ? 'withdrawn' : event.outcome;
      return { ...end, because, note: event.note };
    }
    case 'leave':
      return { ...end, because: 'left-organisation' };
    default:
      return { ...end, because: 'not-a-fit' };
  }
}

function newsOf({ to, tells }: Step, event: MentorshipEvent, { by }: How, { state }: Mentorship) {
  if (!tells || (to === 'when-both' && state !== 'active')) return [];
  const gone = event.does === 'leave' ? event.side : undefined;
  const sides = (['learner', 'mentor'] as const).filter(
    (side) => side !== gone && (tells === 'started' || side !== by),
  );
  return sides.map((side) => ({ kind: tells, to: side }));
}
