import { Temporal } from 'temporal-polyfill';

/** How long a leader has been silent, and what keeps a reminder back. */
export type Silence = {
  lastPostAt: Temporal.Instant | null;
  leaderSince: Temporal.Instant;
  nudgedAt: Temporal.Instant | null;
  /** The leader's own wish: not before this day. */
  pausedUntil: Temporal.PlainDate | null;
  /** Of silence until a reminder, and between two of them; 0 for none ever. */
  weeks: number;
  /** IANA zone of the leader. */
  timeZone: string;
};

/** Hours of the leader's day in which a reminder may come. */
const from = 9;
const until = 17;
const saturday = 6;

/**
 * The day of the leader's next reminder if nothing is posted until then: a working day so many weeks after their last post
 * (or after they became a leader, when that was later) and after the last reminder, and not before their pause is over. Null
 * for never.
 */
export function nextNudgeOn(silence: Silence, now: Temporal.Instant): Temporal.PlainDate | null {
  const { lastPostAt, leaderSince, nudgedAt, pausedUntil, weeks, timeZone } = silence;
  if (weeks === 0) return null;
  const here = now.toZonedDateTimeISO(timeZone);
  const dayOf = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(timeZone).toPlainDate();
  const due = [lastPostAt, leaderSince, nudgedAt].filter((at) => at !== null).map((at) => dayOf(at).add({ weeks }));
  const today = here.hour < until ? here.toPlainDate() : here.toPlainDate().add({ days: 1 });
  return workingDayFrom(latest([...due, today, ...(pausedUntil ? [pausedUntil] : [])]));
}

/** Whether the reminder may come now: it is the day, and an hour in which people work. */
export function isTimeToNudge(silence: Silence, now: Temporal.Instant): boolean {
  const here = now.toZonedDateTimeISO(silence.timeZone);
  return here.hour >= from && nextNudgeOn(silence, now)?.equals(here.toPlainDate()) === true;
}

/** When the hours end in which today's reminder may come. */
export function endOfHours(now: Temporal.Instant, timeZone: string): Temporal.Instant {
  return now.toZonedDateTimeISO(timeZone).withPlainTime({ hour: until }).toInstant();
}

/** Whole weeks between an instant's day and today, where the leader is. */
export function weeksSince(instant: Temporal.Instant, now: Temporal.Instant, timeZone: string): number {
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(timeZone).toPlainDate();
  return Math.floor(dayOf(instant).until(dayOf(now)).days / 7);
}

function latest(days: readonly Temporal.PlainDate[]): Temporal.PlainDate {
  return days.reduce((a, b) => (Temporal.PlainDate.compare(a, b) < 0 ? b : a));
}

function workingDayFrom(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.dayOfWeek < saturday ? day : day.add({ days: 8 - day.dayOfWeek });
}
