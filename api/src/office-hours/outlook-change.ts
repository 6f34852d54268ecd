import type { Temporal } from 'temporal-polyfill';
import type { Busy } from './slots.ts';

/** One of our events as it stands in somebody's calendar. */
export type OutlookEvent = {
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  /** Its organizer called it off. */
  isCancelled: boolean;
  /** What the owner of this calendar answered to the invitation. */
  ownAnswer: string;
  /** Lower-case addresses of those invited who declined. */
  declinedBy: readonly string[];
};

/** Whose calendar it is, and what we know of the event in it. */
export type Ours = {
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  /** Outlook was brought into step with the booking: what differs there now was done by people. */
  isInStep: boolean;
  readBy: 'organizer' | 'invited';
  /** It was taken out of this calendar, though it may still be found among what was deleted. */
  isGone: boolean;
  invitedAddress: string;
};

export type OutlookChange =
  | { kind: 'none' }
  | { kind: 'moved'; startsAt: Temporal.Instant; endsAt: Temporal.Instant }
  | { kind: 'ended'; by: 'organizer' | 'invited'; how: 'declined' | 'removed' | 'cancelled' };

/**
 * What a person did to our event in Outlook. `event` is null when it cannot be found any more. A booking that was itself
 * moved since, and is still to be written, is the later word on its time.
 */
export function outlookChange(event: OutlookEvent | null, ours: Ours): OutlookChange {
  const { readBy, isInStep, invitedAddress } = ours;
  const removed = { kind: 'ended', by: readBy, how: 'removed' } as const;
  if (!event) return ours.isGone ? removed : { kind: 'none' };
  if (event.isCancelled) return { kind: 'ended', by: 'organizer', how: 'cancelled' };
  if (readBy === 'invited' && event.ownAnswer === 'declined') return { kind: 'ended', by: 'invited', how: 'declined' };
  if (readBy === 'organizer' && event.declinedBy.includes(invitedAddress.toLowerCase())) {
    return { kind: 'ended', by: 'invited', how: 'declined' };
  }
  if (ours.isGone) return removed;
  if (!isInStep || isSameTime(event, ours)) return { kind: 'none' };
  return { kind: 'moved', startsAt: event.startsAt, endsAt: event.endsAt };
}

const longestHours = 12;

/** Whether a session can be at the time that somebody gave it in Outlook, as far as the time itself goes. */
export function isSessionTime({ startsAt, endsAt }: Busy, now: Temporal.Instant): boolean {
  const minutes = endsAt.since(startsAt).total('minutes');
  return startsAt.epochMilliseconds > now.epochMilliseconds && minutes >= 1 && minutes <= longestHours * 60;
}

/**
 * The time of a person's calendar that is taken by something else than our own sessions, which are in there too: each takes
 * away one entry of exactly its time.
 */
export function otherPlans(calendar: readonly Busy[], ours: readonly Busy[]): Busy[] {
  const left = [...ours];
  return calendar.filter((entry) => {
    const own = left.findIndex((one) => isSameTime(one, entry));
    if (own >= 0) left.splice(own, 1);
    return own < 0;
  });
}

/** Whether two times are the same, from beginning to end. */
export function isSameTime(a: Busy, b: Busy): boolean {
  return a.startsAt.equals(b.startsAt) && a.endsAt.equals(b.endsAt);
}
