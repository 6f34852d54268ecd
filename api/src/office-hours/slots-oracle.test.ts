import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { listSlots, nextFreeSlot, type SlotRules } from './slots.ts';
import type { DateException, WeeklyWindow } from './window.ts';

type Request = Parameters<typeof listSlots>[0];
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
  const first = Temporal.PlainDate.from(window.validFrom);
  if (date.dayOfWeek !== window.weekday || Temporal.PlainDate.compare(date, first) < 0) return false;
  if (window.validUntil && Temporal.PlainDate.compare(date, window.validUntil) > 0) return false;
  return mondayOf(first).until(mondayOf(date)).days % (7 * window.everyWeeks) === 0;
}

/** The same promise as listSlots, kept the slow and obvious way: one day, one wall time, one comparison after another. */
function oracle({ windows, exceptions, busy, rules, from, until, now }: Request): string[] {
  const closed = exceptions
    .filter(({ kind }) => kind === 'off')
    .map(({ date, startsAt, endsAt, timeZone }) => {
      const { opens, closes } = hoursOn(Temporal.PlainDate.from(date), startsAt ?? '00:00', endsAt ?? '00:00');
      return { from: firstShown(opens, timeZone).at, until: firstShown(closes, timeZone).at };
    });
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
      if (before(at, from) || !before(at, until)) continue;
      if (before(at, now.add({ minutes: rules.minimumNoticeMinutes }))) continue;
      if (!before(at, now.add({ hours: 24 * rules.horizonDays }))) continue;
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

const shown = (request: Request) => listSlots(request).map(({ startsAt, endsAt }) => `${startsAt} ${endsAt}`);

const zones = Intl.supportedValuesOf('timeZone');
/** Half of the times are in the small hours, when clocks change. */
const time = fc
  .tuple(fc.oneof(fc.nat(4), fc.nat(23)), fc.constantFrom(0, 10, 15, 30, 45, 50))
  .map(([hour, minutes]) => `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`);

const rules: fc.Arbitrary<SlotRules> = fc.record({
  sessionMinutes: fc.constantFrom(20, 25, 30, 45, 60, 90),
  bufferBeforeMinutes: fc.constantFrom(0, 5, 15),
  bufferAfterMinutes: fc.constantFrom(0, 10),
  minimumNoticeMinutes: fc.constantFrom(0, 120, 1440),
  horizonDays: fc.constantFrom(3, 30),
});

/** A request of a week; two times in three right around a change of the zone's clock, where mistakes live. */
const request: fc.Arbitrary<Request> = fc
  .record({ zone: fc.constantFrom(...zones), year: fc.integer({ min: 2005, max: 2035 }), dayOfYear: fc.nat(364) })
  .chain(({ zone, year, dayOfYear }) => {
    const someDay = Temporal.ZonedDateTime.from({ timeZone: zone, year, month: 1, day: 1 }).add({ days: dayOfYear });
    const change = dayOfYear % 3 ? someDay.getTimeZoneTransition('next') : null;
    const middle = change && change.year < 2040 ? change : someDay;
    const from = middle.subtract({ days: 2, hours: dayOfYear % 24 }).toInstant();
    const date = fc.nat(6).map((days) =>
      middle
        .toPlainDate()
        .add({ days: days - 2 })
        .toString(),
    );
    const window = fc.record({
      windowId: fc.uuid(),
      weekday: fc.oneof(fc.constant(middle.dayOfWeek), fc.integer({ min: 1, max: 7 })),
      startsAt: time,
      endsAt: time,
      timeZone: fc.constantFrom(zone, zone, zone, 'Asia/Kolkata'),
      everyWeeks: fc.constantFrom(1, 1, 2, 3),
      validFrom: fc.constantFrom(`${year - 1}-12-30`, middle.toPlainDate().toString()),
      validUntil: fc.constantFrom(null, null, middle.toPlainDate().add({ days: 1 }).toString()),
    });
    const exception: fc.Arbitrary<DateException> = fc.oneof(
      fc.record({ date, kind: fc.constant('off' as const), timeZone: fc.constant(zone) }),
      fc.record({
        date,
        kind: fc.constantFrom('off' as const, 'extra' as const),
        startsAt: time,
        endsAt: time,
        timeZone: fc.constant(zone),
      }),
    );
    const busy = fc.tuple(fc.nat(7 * 24 * 12), fc.integer({ min: 1, max: 40 })).map(([at, lasts]) => {
      const startsAt = from.add({ minutes: at * 5 });
      return { startsAt, endsAt: startsAt.add({ minutes: lasts * 5 }) };
    });
    return fc.record({
      windows: fc.array(window, { minLength: 1, maxLength: 4 }),
      exceptions: fc.array(exception, { maxLength: 2 }),
      busy: fc.array(busy, { maxLength: 4 }),
      rules,
      from: fc.constant(from),
      until: fc.constant(from.add({ hours: 5 * 24 })),
      now: fc.constantFrom(from, from.subtract({ hours: 20 })),
    });
  });

describe('slots beside an oracle that uses Temporal alone', () => {
  it('finds identical slots in every sort of zone, year, window, exception and rule', () => {
    let some = 0;
    fc.assert(
      fc.property(request, (asked) => {
        const expected = oracle(asked);
        if (expected.length > 0) some += 1;
        expect(shown(asked)).toEqual(expected);
      }),
      { numRuns: 400 },
    );
    expect(some).toBeGreaterThan(100);
  });

  it('finds the same slots whether a span is asked for at once or in two parts', () => {
    fc.assert(
      fc.property(request, fc.integer({ min: 1, max: 119 }), (asked, hours) => {
        const cut = asked.from.add({ hours });
        expect([...shown({ ...asked, until: cut }), ...shown({ ...asked, from: cut })]).toEqual(shown(asked));
      }),
      { numRuns: 200 },
    );
  });

  it('names as next the first slot of the whole horizon', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const until = asked.now.add({ hours: 24 * asked.rules.horizonDays });
        expect(nextFreeSlot(asked)).toEqual(listSlots({ ...asked, from: asked.now, until })[0] ?? null);
      }),
      { numRuns: 200 },
    );
  });
});
