import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Presence } from './capacity.ts';
import { estimateLine, estimateWait, newProgramme, type QueueState } from './wait.ts';

const busy = (nth: number, since = 3): Presence => ({
  championId: `champion-${nth}`,
  hoursLeft: null,
  state: 'busy',
  since,
  topic: 'writing',
});
const free = (nth: number): Presence => ({ championId: `champion-${nth}`, hoursLeft: null, state: 'free' });
const people = (count: number) =>
  Array.from({ length: count }, (_, nth) => ({ waited: count - nth, topic: 'writing' }));

function queue(given: Partial<QueueState> = {}): QueueState {
  return { line: [], champions: [busy(0)], turns: [], waits: [], programme: newProgramme, ...given };
}

function minutes(state: QueueState): number {
  const wait = estimateWait(state);
  if (!wait.ok) throw new Error(wait.reason);
  return wait.minutes;
}

const turnsOf = (championId: string, length: number, count = 30) =>
  Array.from({ length: count }, (_, nth) => ({
    championId,
    topic: 'writing',
    minutes: length * (nth % 2 === 0 ? 0.8 : 1.2),
    ago: 60 * nth,
    returned: false,
  }));

describe('the expected wait', () => {
  test('is none when a champion is free and nobody is ahead', () => {
    expect(estimateWait(queue({ champions: [busy(0), free(1)] }))).toEqual({
      ok: true,
      minutes: 0,
      low: 0,
      high: 1,
      afterHours: false,
    });
  });
  test('is not said while no champion is active, paused and expected ones included', () => {
    const nobody = { ok: false, reason: 'nobody-active' };
    expect(estimateWait(queue({ champions: [] }))).toEqual(nobody);
    const away: Presence[] = [
      { championId: 'a', hoursLeft: null, state: 'paused' },
      { championId: 'b', hoursLeft: 60, state: 'expected', startsIn: 5 },
    ];
    expect(estimateLine(queue({ champions: away, line: people(2) }))).toEqual([nobody, nobody]);
  });
  test('with nobody ahead of one champion who has just begun is about one turn', () => {
    expect(minutes(queue({ champions: [busy(0, 0)] }))).toBeCloseTo(newProgramme.minutes, -1);
  });
  test('grows by about a turn for each person ahead of a lone champion, while hardly anybody leaves', () => {
    const patient = { programme: { ...newProgramme, leaversPerMinute: 0, pausedShare: 0 } };
    const ten = minutes(queue({ ...patient, line: people(10) }));
    const four = minutes(queue({ ...patient, line: people(4) }));
    expect((ten - four) / 6).toBeCloseTo(newProgramme.minutes, 0);
  });
  test('with three champions is about a third of that with one', () => {
    const line = people(12);
    const one = minutes(queue({ line, programme: { ...newProgramme, leaversPerMinute: 0, returns: 0 } }));
    const three = minutes(
      queue({
        line,
        champions: [busy(0), busy(1), busy(2)],
        programme: { ...newProgramme, leaversPerMinute: 0, returns: 0 },
      }),
    );
    expect(one / three).toBeGreaterThan(2.7);
    expect(one / three).toBeLessThan(3.3);
  });
  test('follows the champion who is here, not those of other days', () => {
    const turns = [...turnsOf('champion-0', 30), ...turnsOf('champion-1', 6)];
    const slow = minutes(queue({ turns, line: people(3), champions: [busy(0)] }));
    const fast = minutes(queue({ turns, line: people(3), champions: [busy(1)] }));
    expect(slow).toBeGreaterThan(2 * fast);
  });
  test('is longer when those ahead ask about what takes long', () => {
    const turns = [...turnsOf('champion-0', 6), ...turnsOf('champion-0', 24).map((one) => ({ ...one, topic: 'code' }))];
    const code = people(3).map((person) => ({ ...person, topic: 'code' }));
    expect(minutes(queue({ turns, line: code }))).toBeGreaterThan(1.5 * minutes(queue({ turns, line: people(3) })));
  });
  test('counts on a champion whose hours begin soon, and no more on one whose hours end', () => {
    const line = people(6);
    const coming: Presence = { championId: 'c', hoursLeft: null, state: 'expected', startsIn: 10 };
    const going: Presence = { ...busy(1), hoursLeft: 10 };
    const alone = minutes(queue({ line }));
    const both = minutes(queue({ line, champions: [busy(0), busy(1)] }));
    expect(minutes(queue({ line, champions: [busy(0), coming] }))).toBeLessThan(0.8 * alone);
    expect(minutes(queue({ line, champions: [busy(0), going] }))).toBeGreaterThan(1.2 * both);
  });
  test('takes whoever is here last to see the line through', () => {
    const line = people(6);
    const over: Presence = { ...busy(0), hoursLeft: 5 };
    expect(minutes(queue({ line, champions: [over] }))).toBeCloseTo(minutes(queue({ line })));
  });
  test('counts less on a champion the longer they are late', () => {
    const waits = [0, -10, -60].map((startsIn) => {
      const late: Presence = { championId: 'c', hoursLeft: null, state: 'expected', startsIn };
      return minutes(queue({ line: people(6), champions: [busy(0), late] }));
    });
    expect(waits[1]).toBeGreaterThan((waits[0] as number) + 1);
    expect(waits[2]).toBeCloseTo(minutes(queue({ line: people(6) })), 0);
  });
  test('is longer the longer the turn of a lone champion has taken already', () => {
    expect(minutes(queue({ champions: [busy(0, 40)] }))).toBeGreaterThan(minutes(queue({ champions: [busy(0, 8)] })));
  });
  test('says that everybody’s hours will be over by then', () => {
    const champions: Presence[] = [{ ...busy(0), hoursLeft: 20 }];
    expect(estimateLine(queue({ champions, line: people(6) })).map((wait) => wait.ok && wait.afterHours)).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
    ]);
  });
  test('is said between minutes that people use', () => {
    const said = estimateLine(queue({ line: people(4) })).map((wait) => wait.ok && `${wait.low}–${wait.high}`);
    expect(said).toEqual(['1–20', '5–40', '10–50', '15–60']);
  });
  test('of somebody in the line is that of somebody who joins behind those ahead of them', () => {
    const state = queue({ line: people(5), champions: [busy(0), free(1), busy(2)] });
    const one = state.line.map((_, nth) => estimateWait({ ...state, line: state.line.slice(0, nth) }));
    expect(estimateLine(state)).toEqual(one);
  });
});

const topic = fc.constantFrom('writing', 'code', 'tables');
const upTo = (max: number) => fc.double({ min: 0, max, noNaN: true });
const hoursLeft = fc.option(upTo(180));
const championId = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const busyOne = fc.record({ championId, hoursLeft, state: fc.constant('busy' as const), since: upTo(60), topic });
const anyone: fc.Arbitrary<Presence> = fc.oneof(
  busyOne,
  fc.record({ championId, hoursLeft, state: fc.constantFrom('free' as const, 'paused' as const) }),
  fc.record({
    championId,
    hoursLeft,
    state: fc.constant('expected' as const),
    startsIn: fc.integer({ min: -15, max: 90 }),
  }),
);
const anyState: fc.Arbitrary<QueueState> = fc.record({
  line: fc.array(fc.record({ waited: upTo(60), topic }), { maxLength: 25 }),
  champions: fc.tuple(busyOne, fc.array(anyone, { maxLength: 4 })).map(([one, others]) => [one, ...others]),
  turns: fc.array(
    fc.record({
      championId,
      topic,
      minutes: fc.double({ min: 2, max: 40, noNaN: true }),
      ago: upTo(40_000),
      returned: fc.boolean(),
    }),
    { maxLength: 30 },
  ),
  waits: fc.array(fc.record({ minutes: upTo(60), ago: upTo(40_000), left: fc.boolean() }), { maxLength: 30 }),
  programme: fc.constant(newProgramme),
});

/** Rounding errors of a sum are no broken promise. */
const slack = 1e-9;

describe('in every queue, the expected wait', () => {
  test('is never shorter further back', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const line = [...estimateLine(state), estimateWait(state)].map((wait) => (wait.ok ? wait.minutes : Number.NaN));
        for (let nth = 1; nth < line.length; nth++) {
          expect(line[nth]).toBeGreaterThanOrEqual((line[nth - 1] as number) - slack);
        }
      }),
    );
  });
  test('is never shorter when somebody more is ahead, wherever they stand', () => {
    fc.assert(
      fc.property(anyState, fc.nat(), upTo(60), topic, (state, place, waited, asks) => {
        const at = place % (state.line.length + 1);
        const line = [...state.line.slice(0, at), { waited, topic: asks }, ...state.line.slice(at)];
        expect(minutes({ ...state, line })).toBeGreaterThanOrEqual(minutes(state) - slack);
      }),
    );
  });
  test('is never longer with one champion more', () => {
    fc.assert(
      fc.property(anyState, anyone, (state, another) => {
        const champions = [...state.champions, another];
        expect(minutes({ ...state, champions })).toBeLessThanOrEqual(minutes(state) + slack);
      }),
    );
  });
  test('is never longer where more people left', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const waits = state.waits.map((wait) => ({ ...wait, left: true }));
        expect(minutes({ ...state, waits })).toBeLessThanOrEqual(minutes(state) + slack);
      }),
    );
  });
  test('lies in its range, which is in whole minutes, never empty and never below none', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        for (const wait of estimateLine(state)) {
          if (!wait.ok) throw new Error(wait.reason);
          expect(wait.low).toBeGreaterThanOrEqual(0);
          expect(wait.low).toBeLessThanOrEqual(wait.minutes);
          expect(wait.high).toBeGreaterThanOrEqual(wait.minutes);
          expect(wait.high).toBeGreaterThan(wait.low);
          expect(Number.isInteger(wait.low) && Number.isInteger(wait.high)).toBe(true);
        }
      }),
    );
  });
});
