import { Temporal } from 'temporal-polyfill';
import type { listSlots, Slot } from './slots.ts';
import type { WeeklyWindow } from './window.ts';

export type Request = Parameters<typeof listSlots>[0];
type Span = { from: Temporal.Instant; until: Temporal.Instant };

/** When a clock in the zone first shows this wall time or later, found by Temporal's own rules and bisection. */
function firstShown(wall: Temporal.PlainDateTime, timeZone: string): { at: Temporal.Instant; skipped: boolean } {
  const earlier = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(wall)) return { at: earlier.toInstant(), skipped: false };
  let before = earlier.epochMilliseconds;
  let after = wall.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    const shown = Temporal.Instant.fromEpochMilliseconds(middle).toZonedDateTimeISO(timeZone).toPlainDateTime();
    if (Temporal.PlainDateTime.compare(shown, wall) < 0) before = middle;
    else after = middle;
  }
  return { at: Temporal.Instant.fromEpochMilliseconds(after), skipped: true };
}

const before = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0;
const overlap = (a: Span, b: Span) => before(a.from, b.until) && before(b.from, a.until);
const mondayOf = (date: Temporal.PlainDate) => date.subtract({ days: date.dayOfWeek - 1 });

function hoursOn(date: Temporal.PlainDate, startsAt: string, endsAt: string) {
  const opens = date.toPlainDateTime(Temporal.PlainTime.from(startsAt));
  const closes = date.toPlainDateTime(Temporal.PlainTime.from(endsAt));
  return { opens, closes: Temporal.PlainDateTime.compare(closes, opens) > 0 ? closes : closes.add({ days: 1 }) };
}

function opensOn(window: WeeklyWindow, date: Temporal.PlainDate): boolean {
  if (date.dayOfWeek !== window.weekday) return false;
  const first = Temporal.PlainDate.from(window.validFrom);
  if (Temporal.PlainDate.compare(date, first) < 0) return false;
  if (window.validUntil && Temporal.PlainDate.compare(date, window.validUntil) > 0) return false;
  return mondayOf(first).until(mondayOf(date)).days % (7 * window.everyWeeks) === 0;
}

/**
 * The same promise as listSlots, kept the slow and obvious way: one day, one wall time, one comparison after another, all
 * of it Temporal's own arithmetic. For tests only. Slots are said as `START END` in ISO 8601, in order.
 */
export function slowSlots({ windows, exceptions, busy, rules, from, until, now }: Request): string[] {
  const closed = exceptions
    .filter(({ kind }) => kind === 'off')
    .map(({ date, startsAt, endsAt, timeZone }) => {
      const { opens, closes } = hoursOn(Temporal.PlainDate.from(date), startsAt ?? '00:00', endsAt ?? '00:00');
      return { from: firstShown(opens, timeZone).at, until: firstShown(closes, timeZone).at };
    });
  const soonest = now.add({ minutes: rules.minimumNoticeMinutes });
  const horizon = now.add({ hours: 24 * rules.horizonDays });
  const found = new Set<string>();
  const offer = (opens: Temporal.PlainDateTime, closes: Temporal.PlainDateTime, timeZone: string, shut: Span[]) => {
    const end = firstShown(closes, timeZone).at;
    let free = Temporal.Instant.fromEpochMilliseconds(0);
    let wall = opens;
    for (; Temporal.PlainDateTime.compare(wall, closes) < 0; wall = wall.add({ minutes: rules.sessionMinutes })) {
      const { at, skipped } = firstShown(wall, timeZone);
      const session = { from: at, until: at.add({ minutes: rules.sessionMinutes }) };
      if (skipped || before(end, session.until) || before(at, free)) continue;
      free = session.until;
      const padded = {
        from: at.subtract({ minutes: rules.bufferBeforeMinutes }),
        until: session.until.add({ minutes: rules.bufferAfterMinutes }),
      };
      if (before(at, from) || !before(at, until) || before(at, soonest) || !before(at, horizon)) continue;
      if (busy.some(({ startsAt, endsAt }) => overlap(padded, { from: startsAt, until: endsAt }))) continue;
      if (shut.some((span) => before(span.from, span.until) && overlap(session, span))) continue;
      found.add(`${session.from} ${session.until}`);
    }
  };
  for (const window of windows) {
    const last = until.toZonedDateTimeISO(window.timeZone).toPlainDate().add({ days: 2 });
    let date = from.toZonedDateTimeISO(window.timeZone).toPlainDate().subtract({ days: 3 });
    for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
      if (!opensOn(window, date)) continue;
      const { opens, closes } = hoursOn(date, window.startsAt, window.endsAt);
      offer(opens, closes, window.timeZone, closed);
    }
  }
  for (const { kind, date, startsAt, endsAt, timeZone } of exceptions) {
    if (kind !== 'extra') continue;
    const { opens, closes } = hoursOn(Temporal.PlainDate.from(date), startsAt ?? '00:00', endsAt ?? '00:00');
    offer(opens, closes, timeZone, []);
  }
  return [...found].sort();
}

/** What listSlots gives, as slowSlots says it. */
export const said = (slots: readonly Slot[]) => slots.map(({ startsAt, endsAt }) => `${startsAt} ${endsAt}`);
