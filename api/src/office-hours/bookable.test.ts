import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { bookableSlots, defaultRules, nearestSlots, type Offering, pauseEnd, slotAt, soonestSlot } from './bookable.ts';

const at = (text: string) => Temporal.Instant.from(text);
const now = at('2026-11-23T09:00:00Z'); // a Monday

const busy = (startsAt: string, endsAt: string) => ({ sessionId: 's', startsAt: at(startsAt), endsAt: at(endsAt) });
const oneToOne = { seats: 1, place: 'teams', room: '', topics: [], languages: [] } as const;

/** Why a slot cannot be had; null when it can. */
const whyNot = (...given: Parameters<typeof slotAt>) => {
  const slot = slotAt(...given);
  return typeof slot === 'string' ? slot : null;
};

/** Tuesdays 10:00 to 12:00 UTC in half hours. */
function offering(different: Partial<Offering> = {}): Offering {
  const window = { weekday: 2, startsAt: '10:00', endsAt: '12:00', timeZone: 'UTC', validFrom: '2026-01-05' };
  return {
    championId: 'mei',
    windows: [{ ...window, ...oneToOne, windowId: 'w', everyWeeks: 1 }],
    exceptions: [],
    rules: { ...defaultRules, horizonDays: 14 },
    capacityPerWeek: 2,
    pausedUntil: null,
    timeZone: 'UTC',
    taken: [],
    sessions: [],
    groupSessions: [],
    calendar: [],
    ...different,
  };
}

const starts = (slots: { startsAt: Temporal.Instant }[]) => slots.map((slot) => slot.startsAt.toString().slice(5, 16));
const fortnight = { from: now, until: at('2026-12-07T00:00:00Z'), now };

test('skips what is taken and weeks that are full', () => {
  const taken = [busy('2026-11-24T10:30:00Z', '2026-11-24T11:00:00Z')];
  const halfFull = offering({ taken, sessions: taken });
  expect(starts(bookableSlots(halfFull, fortnight)).slice(0, 4)).toEqual([
    '11-24T10:00',
    '11-24T11:00',
    '11-24T11:30',
    '12-01T10:00',
  ]);
  const full = { ...halfFull, capacityPerWeek: 1 };
  expect(starts(bookableSlots(full, fortnight))[0]).toBe('12-01T10:00');
  expect(soonestSlot(full, now)?.startsAt).toEqual(at('2026-12-01T10:00:00Z'));
});

test('offers nothing while paused or without capacity', () => {
  for (const none of [offering({ pausedUntil: '2026-11-24' }), offering({ capacityPerWeek: 0 })]) {
    expect(bookableSlots(none, fortnight)).toEqual([]);
    expect(soonestSlot(none, now)).toBeNull();
  }
});

test("ends a pause on its date by the champion's own clock", () => {
  const singapore = offering({ pausedUntil: '2026-11-24', timeZone: 'Asia/Singapore' });
  expect(pauseEnd(singapore, at('2026-11-23T15:59:00Z'))).toBe('2026-11-24');
  expect(pauseEnd(singapore, at('2026-11-23T16:00:00Z'))).toBeNull();
});

test('says why a session cannot be booked', () => {
  const tuesday = at('2026-11-24T10:30:00Z');
  expect(whyNot(offering(), tuesday, now)).toBeNull();
  expect(whyNot(offering(), at('2026-11-24T10:45:00Z'), now)).toBe('not-offered');
  expect(whyNot(offering(), at('2026-11-24T10:29:59.9999Z'), now)).toBe('not-offered');
  expect(whyNot(offering({ capacityPerWeek: 0 }), tuesday, now)).toBe('champion-full');
  expect(whyNot(offering({ taken: [busy('2026-11-24T10:50:00Z', '2026-11-24T12:00:00Z')] }), tuesday, now)).toBe(
    'slot-taken',
  );
});

test('keeps the buffers of both sessions between them, as the constraint on engagements does', () => {
  const rules = { ...defaultRules, bufferBeforeMinutes: 20, bufferAfterMinutes: 10 };
  // A session that ended at 10:00 with ten minutes kept after it.
  const taken = [busy('2026-11-24T09:10:00Z', '2026-11-24T10:10:00Z')];
  expect(whyNot(offering({ rules, taken }), at('2026-11-24T10:00:00Z'), now)).toBe('slot-taken');
  expect(whyNot(offering({ rules, taken }), at('2026-11-24T10:30:00Z'), now)).toBeNull();
  const later = [busy('2026-11-24T09:11:00Z', '2026-11-24T10:11:00Z')];
  expect(whyNot(offering({ rules, taken: later }), at('2026-11-24T10:30:00Z'), now)).toBe('slot-taken');
});

test('finds the nearest slots before and after, apart from what the person has planned', () => {
  const wanted = at('2026-11-24T11:00:00Z');
  const taken = [busy('2026-11-24T11:00:00Z', '2026-11-24T11:30:00Z')];
  expect(starts(nearestSlots(offering({ taken }), wanted, { planned: [], now }))).toEqual([
    '11-24T10:00',
    '11-24T10:30',
    '11-24T11:30',
  ]);
  const planned = [busy('2026-11-24T09:30:00Z', '2026-11-24T10:15:00Z')];
  expect(starts(nearestSlots(offering({ taken }), wanted, { planned, now }))).toEqual([
    '11-24T10:30',
    '11-24T11:30',
    '12-01T10:00',
  ]);
});
