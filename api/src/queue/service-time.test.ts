import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { learnServiceTimes, remaining, type Turn } from './service-time.ts';

const prior = { minutes: 12, spread: 0.7, returns: 0.05 };
const turn = (minutes: number, given: Partial<Turn> = {}): Turn => ({
  championId: 'ana',
  topic: 'writing',
  minutes,
  ago: 0,
  returned: false,
  ...given,
});
const many = (count: number, minutes: number, given: Partial<Turn> = {}) => Array(count).fill(turn(minutes, given));

describe('what a turn is expected to take', () => {
  test('is the programme’s mean while a queue has no turns of its own', () => {
    const times = learnServiceTimes([], prior);
    expect(times.ofChampion('ana')).toBeCloseTo(12);
    expect(times.ofTopic('writing')).toBe(1);
    expect(times.returns).toBeCloseTo(0.05);
  });
  test('moves from the programme’s mean to the queue’s own with each turn', () => {
    const after = [0, 3, 30, 300].map((count) => learnServiceTimes(many(count, 24), prior).ofChampion('ana'));
    expect(after).toEqual([...after].sort((a, b) => a - b));
    expect(after[1]).toBeGreaterThan(15);
    expect(after[1]).toBeLessThan(20);
    expect(after[3]).toBeGreaterThan(23);
    expect(after[3]).toBeLessThan(24);
  });
  test('of somebody new is between the programme’s and that of the champions there', () => {
    const times = learnServiceTimes(many(30, 24), prior);
    expect(times.ofChampion('somebody new')).toBeGreaterThan(12);
    expect(times.ofChampion('somebody new')).toBeLessThan(times.ofChampion('ana'));
  });
  test('tells a slow champion from a long topic', () => {
    const turns = [
      ...many(40, 20, { championId: 'rui', topic: 'writing' }),
      ...many(10, 20, { championId: 'ana', topic: 'code' }),
      ...many(30, 10, { championId: 'ana', topic: 'writing' }),
    ];
    const times = learnServiceTimes(turns, prior);
    expect(times.ofChampion('rui') / times.ofChampion('ana')).toBeGreaterThan(1.5);
    expect(times.ofTopic('code') / times.ofTopic('writing')).toBeGreaterThan(1.4);
  });
  test('barely changes with one turn that never ended', () => {
    const usual = learnServiceTimes(many(40, 10), prior).ofTopic('writing');
    const spoilt = learnServiceTimes([...many(40, 10), turn(600)], prior).ofTopic('writing');
    expect(spoilt / usual).toBeCloseTo(1, 1);
  });
  test('says more about today from today’s turns than from those of two months ago', () => {
    const old = learnServiceTimes(many(20, 30, { ago: 60 * 24 * 60 }), prior).ofChampion('ana');
    const recent = learnServiceTimes(many(20, 30), prior).ofChampion('ana');
    expect(old).toBeLessThan(recent - 5);
  });
  test('keeps the mean over all turns of a queue whose champions and topics differ', () => {
    const turns = ['ana', 'rui'].flatMap((championId, slow) =>
      ['writing', 'code'].flatMap((topic, long) => many(200, 8 * (1 + slow) * (1 + long), { championId, topic })),
    );
    const times = learnServiceTimes(turns, { ...prior, minutes: 18 });
    const expected = turns.map(({ championId, topic }) => times.ofChampion(championId) * times.ofTopic(topic));
    expect(expected.reduce((sum, value) => sum + value, 0) / turns.length).toBeCloseTo(18, 0);
  });
  test('is positive and finite whatever was recorded', () => {
    const anyTurn = fc.record({
      championId: fc.constantFrom('ana', 'rui'),
      topic: fc.constantFrom('writing', 'code'),
      minutes: fc.double({ min: 0, max: 1440, noNaN: true }),
      ago: fc.double({ min: -5, max: 1e6, noNaN: true }),
      returned: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyTurn), (turns) => {
        const times = learnServiceTimes(turns, prior);
        for (const value of [times.ofChampion('ana'), times.ofTopic('code'), times.spread, times.doubt]) {
          expect(value).toBeGreaterThan(0);
          expect(value).toBeLessThan(1e5);
        }
        expect(times.returns).toBeLessThan(1);
      }),
    );
  });
});

describe('what a turn still takes', () => {
  test('is its mean when it has just begun', () => {
    expect(remaining(12, 0.7, 0)).toBe(12);
    expect(remaining(12, 0.7, 0.001)).toBeCloseTo(12, 1);
  });
  test('agrees with the mean residual life of the lognormal, summed numerically', () => {
    const [mean, spread] = [12, 0.7];
    const at = Math.log(mean) - spread ** 2 / 2;
    for (const elapsed of [2, 5, 12, 25, 40]) {
      let [alive, life] = [0, 0];
      for (let z = -8; z < 8; z += 0.001) {
        const density = Math.exp((-z * z) / 2);
        const length = Math.exp(at + spread * z);
        if (length <= elapsed) continue;
        alive += density;
        life += density * (length - elapsed);
      }
      expect(remaining(mean, spread, elapsed)).toBeCloseTo(life / alive, 1);
    }
  });
  test('is never none, and never more than three turns, however long it has been', () => {
    for (const elapsed of [60, 200, 1440]) {
      expect(remaining(12, 0.7, elapsed)).toBeGreaterThan(1);
      expect(remaining(12, 0.3, elapsed)).toBeGreaterThan(1);
      expect(remaining(12, 0.7, elapsed)).toBeLessThanOrEqual(36);
    }
  });
});
