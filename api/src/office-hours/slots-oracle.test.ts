import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { listSlots, nextFreeSlot, type SlotRules } from './slots.ts';
import { type Request, said, slowSlots } from './slots-oracle.ts';
import type { DateException } from './window.ts';

const shown = (request: Request) => said(listSlots(request));

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
        const expected = slowSlots(asked);
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
