import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { OfferedSlot } from './bookable.ts';
import { fateOf, nextStep, offerEnd, type PlaceInLine } from './offers.ts';

const now = Temporal.Instant.from('2026-11-23T09:00:00Z');
const at = (hours: number) => now.add({ minutes: Math.round(hours * 60) });

function slot(hours: number, given: Partial<OfferedSlot> = {}): OfferedSlot {
  const startsAt = at(hours);
  return {
    startsAt,
    endsAt: startsAt.add({ minutes: 30 }),
    windowId: 'w',
    seats: 1,
    place: 'teams',
    room: '',
    topics: [],
    languages: [],
    session: null,
    ...given,
  };
}

function waiting(name: string, given: Partial<PlaceInLine> = {}): PlaceInLine {
  return {
    waitingId: name,
    learnerId: name,
    active: true,
    session: null,
    bookedOtherwise: false,
    offersMissed: 0,
    open: null,
    past: [],
    planned: [],
    ...given,
  };
}

const policy = { now, offerMinutes: 120 };
const session = (hours: number) => ({ ...slot(hours), calledOff: false });

describe('how long a place is kept', () => {
  test('is as long as the policy says, while the session is far away', () => {
    expect(offerEnd(at(24), policy)?.toString()).toBe('2026-11-23T11:00:00Z');
  });
  test('is half the time that is left, when the session is near', () => {
    expect(offerEnd(at(1), policy)?.toString()).toBe('2026-11-23T09:30:00Z');
  });
  test('is not at all when nobody could answer in time', () => {
    expect(offerEnd(at(9 / 60), policy)).toBeNull();
    expect(offerEnd(at(10 / 60), policy)?.toString()).toBe('2026-11-23T09:05:00Z');
    expect(offerEnd(at(-1), policy)).toBeNull();
  });
});

describe('who is next', () => {
  test('is the first in line, for the soonest slot', () => {
    const step = nextStep([waiting('ana'), waiting('rui')], [slot(24), slot(25)], policy);
    expect(step).toMatchObject({
      does: 'offer',
      place: { waitingId: 'ana' },
      slot: { startsAt: at(24) },
      until: at(2),
    });
  });
  test('is whoever waits for that session before those who wait for any time', () => {
    const line = [waiting('ana'), waiting('rui', { session: session(24) })];
    expect(nextStep(line, [slot(24)], policy)).toMatchObject({ does: 'offer', place: { waitingId: 'rui' } });
  });
  test('is nobody for a session that is not the one they wait for', () => {
    expect(nextStep([waiting('rui', { session: session(24) })], [slot(25)], policy)).toBeNull();
  });
  test('is not somebody who is deciding on another offer', () => {
    const open = { startsAt: at(30), until: at(1), bookingId: 'b', held: true };
    expect(nextStep([waiting('ana', { open }), waiting('rui')], [slot(24)], policy)).toMatchObject({
      place: { waitingId: 'rui' },
    });
  });
  test('is not offered a time they passed or let go by', () => {
    for (const answer of ['passed', 'missed', 'withdrawn'] as const) {
      const ana = waiting('ana', { past: [{ startsAt: at(24), answer }] });
      expect(nextStep([ana], [slot(24)], policy)).toBeNull();
    }
  });
  test('who is busy at the only time is told so once, and then the next is asked', () => {
    const busy = waiting('ana', { planned: [slot(24.25)] });
    const told = nextStep([busy, waiting('rui')], [slot(24)], policy);
    expect(told).toMatchObject({ does: 'pass-over', place: { waitingId: 'ana' }, slots: [{ startsAt: at(24) }] });
    const past = [{ startsAt: at(24), answer: 'busy' as const }];
    expect(nextStep([{ ...busy, past }, waiting('rui')], [slot(24)], policy)).toMatchObject({
      does: 'offer',
      place: { waitingId: 'rui' },
    });
  });
  test('who was busy is asked after all when they are free again and the time still is', () => {
    const past = [{ startsAt: at(24), answer: 'busy' as const }];
    expect(nextStep([waiting('ana', { past })], [slot(24)], policy)).toMatchObject({ does: 'offer' });
  });
  test('is told nothing when a later time suits them, or when it is too late to offer anything', () => {
    const busy = waiting('ana', { planned: [slot(24)] });
    expect(nextStep([busy], [slot(24), slot(25)], policy)).toMatchObject({ does: 'offer', slot: { startsAt: at(25) } });
    expect(nextStep([waiting('ana', { planned: [slot(0.1)] })], [slot(0.1)], policy)).toBeNull();
  });
});

describe('what becomes of a place in line', () => {
  const open = { startsAt: at(24), until: at(1), bookingId: 'b', held: true };
  const fate = (given: Partial<PlaceInLine>, time = now, offering = true) =>
    fateOf(waiting('ana', given), { offering, now: time });

  test('is nothing while all is as it was', () => {
    expect(fate({})).toBeNull();
    expect(fate({ open, session: session(24) })).toBeNull();
  });
  test('is kept once when an offer goes by, and ends with the second', () => {
    expect(fate({ open }, at(1))).toEqual({ became: 'missed' });
    expect(fate({ open, offersMissed: 1 }, at(1))).toEqual({ became: 'ended', because: 'offers-missed' });
  });
  test('is kept when the seat offered is gone', () => {
    expect(fate({ open: { ...open, held: false } }, at(2))).toEqual({ became: 'withdrawn' });
  });
  test('ends with the session, or with who it was about', () => {
    const because = (given: Partial<PlaceInLine>, time = now, offering = true) => fate(given, time, offering);
    expect(because({ session: session(1) }, at(1))).toMatchObject({ because: 'session-over' });
    expect(because({ session: { ...session(1), calledOff: true } })).toMatchObject({ because: 'session-over' });
    expect(because({}, now, false)).toMatchObject({ because: 'champion-left' });
    expect(because({ active: false })).toMatchObject({ because: 'learner-left' });
    expect(because({ bookedOtherwise: true })).toMatchObject({ because: 'booked-otherwise' });
  });
});

/** What happens to a line: places become free, people answer or do not, time passes. */
type Event = { free: number } | { answer: 'accepted' | 'passed'; who: number } | { wait: number };

const hour = fc.integer({ min: 1, max: 40 });
const events = fc.array(
  fc.oneof(
    fc.record({ free: hour }),
    fc.record({ answer: fc.constantFrom('accepted' as const, 'passed' as const), who: fc.integer({ min: 0, max: 5 }) }),
    fc.record({ wait: fc.integer({ min: 1, max: 6 }) }),
  ),
  { maxLength: 40 },
);
const people = fc.array(
  fc.record({ planned: fc.uniqueArray(hour, { maxLength: 6 }), waitsFor: fc.option(hour, { freq: 3 }) }),
  { minLength: 1, maxLength: 6 },
);

type Offered = { to: string; hours: number; line: readonly PlaceInLine[]; until: Temporal.Instant };

/** A champion with one seat at each hour that became free, in a world where nothing else happens. */
function play(crew: { planned: number[]; waitsFor: number | null }[], happened: readonly Event[]) {
  let time = now;
  let line = crew.map(({ planned, waitsFor }, i) =>
    waiting(`p${i}`, {
      planned: planned.map((hours) => slot(hours)),
      session: waitsFor === null ? null : session(waitsFor),
    }),
  );
  const free = new Set<number>();
  const offered: Offered[] = [];
  const accepted: { who: string; at: Temporal.Instant; until: Temporal.Instant }[] = [];
  const hoursOf = (startsAt: Temporal.Instant) => (startsAt.epochMilliseconds - now.epochMilliseconds) / 3_600_000;
  const change = (id: string, to: Partial<PlaceInLine>) => {
    line = line.map((place) => (place.waitingId === id ? { ...place, ...to } : place));
  };
  const answer = ({ waitingId, open, past, offersMissed }: PlaceInLine, what: 'passed' | 'missed') => {
    if (!open) return;
    free.add(hoursOf(open.startsAt));
    const missed = offersMissed + (what === 'missed' ? 1 : 0);
    change(waitingId, { open: null, past: [...past, { startsAt: open.startsAt, answer: what }], offersMissed: missed });
  };
  const serve = () => {
    for (const place of line) {
      const fate = fateOf(place, { offering: true, now: time });
      if (fate?.became === 'missed') answer(place, 'missed');
      if (fate?.became === 'ended') {
        answer(place, 'missed');
        line = line.filter(({ waitingId }) => waitingId !== place.waitingId);
      }
    }
    for (let steps = 0; ; steps++) {
      expect(steps).toBeLessThan(1_000);
      const slots = [...free].filter((hours) => at(hours).since(time).sign > 0).sort((a, b) => a - b);
      const step = nextStep(
        line,
        slots.map((hours) => slot(hours)),
        { now: time, offerMinutes: 60 },
      );
      if (!step) return;
      const { waitingId, past } = step.place;
      if (step.does === 'pass-over') {
        change(waitingId, {
          past: [...past, ...step.slots.map(({ startsAt }) => ({ startsAt, answer: 'busy' as const }))],
        });
        continue;
      }
      const hours = hoursOf(step.slot.startsAt);
      offered.push({ to: waitingId, hours, line, until: step.until });
      free.delete(hours);
      change(waitingId, {
        open: { startsAt: step.slot.startsAt, until: step.until, bookingId: waitingId, held: true },
      });
    }
  };
  for (const event of happened) {
    if ('free' in event && !offered.some(({ hours }) => hours === event.free)) free.add(event.free);
    if ('wait' in event) time = time.add({ minutes: 20 * event.wait });
    serve();
    if ('answer' in event) {
      const place = line[event.who];
      if (!place?.open) continue;
      if (event.answer === 'passed') answer(place, 'passed');
      else {
        accepted.push({ who: place.waitingId, at: time, until: place.open.until });
        line = line.filter((one) => one !== place);
      }
      serve();
    }
  }
  return { offered, accepted, line, free };
}

describe('whatever happens to a line', () => {
  const always = (check: (played: ReturnType<typeof play>) => void) =>
    fc.assert(
      fc.property(people, events, (crew, happened) => check(play(crew, happened))),
      { numRuns: 300 },
    );

  test('nobody is offered the same time twice', () =>
    always(({ offered }) => {
      const times = offered.map(({ to, hours }) => `${to} ${hours}`);
      expect(new Set(times).size).toBe(times.length);
    }));

  test('nobody is overtaken but by being busy, deciding, or having let that time go', () =>
    always(({ offered }) => {
      for (const { to, hours, line } of offered) {
        const waits = (place: PlaceInLine) => place.session !== null;
        const winner = line.find(({ waitingId }) => waitingId === to) as PlaceInLine;
        const before = line.filter(
          (place) =>
            place !== winner &&
            (waits(place) === waits(winner) ? line.indexOf(place) < line.indexOf(winner) : waits(place)),
        );
        for (const place of before) {
          const excused =
            place.open !== null ||
            (place.session !== null && !place.session.startsAt.equals(at(hours))) ||
            place.past.some(({ startsAt }) => startsAt.equals(at(hours)));
          expect(excused, `${place.waitingId} was overtaken by ${to} at hour ${hours}`).toBe(true);
        }
      }
    }));

  test('no time is kept for two at once, and nobody accepts after the end', () =>
    always(({ line, free, accepted }) => {
      const kept = line.flatMap(({ open }) => (open ? [open.startsAt.toString()] : []));
      expect(new Set(kept).size).toBe(kept.length);
      for (const start of kept) expect([...free].map((hours) => at(hours).toString())).not.toContain(start);
      for (const one of accepted) expect(Temporal.Instant.compare(one.at, one.until)).toBe(-1);
    }));
});
