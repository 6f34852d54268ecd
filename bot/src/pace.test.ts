import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conversationWindows, openPace, pauseBefore, type Window } from './pace.ts';

/** The most times that fall into any span of a window's length. */
function busiest(times: readonly number[], { seconds }: Window): number {
  const counts = times.map((start) => times.filter((time) => time >= start && time < start + seconds * 1000).length);
  return Math.max(0, ...counts);
}

const windows = fc.array(
  fc.record({ seconds: fc.integer({ min: 1, max: 30 }), messages: fc.integer({ min: 1, max: 10 }) }),
  {
    minLength: 1,
    maxLength: 4,
  },
);
const gaps = fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 80 });

describe('pauseBefore', () => {
  test('never lets more into any window than it holds', () => {
    fc.assert(
      fc.property(windows, gaps, (given, between) => {
        const sent: number[] = [];
        let now = 0;
        for (const gap of between) {
          now += gap;
          now += pauseBefore(sent, now, given);
          sent.push(now);
        }
        for (const window of given) expect(busiest(sent, window)).toBeLessThanOrEqual(window.messages);
      }),
    );
  });

  test('does not wait a millisecond longer than a window asks for', () => {
    fc.assert(
      fc.property(windows, gaps, (given, between) => {
        const sent: number[] = [];
        let now = 0;
        for (const gap of between) {
          now += gap;
          const pause = pauseBefore(sent, now, given);
          if (pause > 0) {
            const early = [...sent, now + pause - 1];
            expect(given.some((window) => busiest(early, window) > window.messages)).toBe(true);
          }
          now += pause;
          sent.push(now);
        }
      }),
    );
  });

  test('waits for nothing when nothing was sent', () => {
    expect(pauseBefore([], 0, conversationWindows)).toBe(0);
  });
});

describe('openPace', () => {
  test('lets seven messages into a conversation at once, the next after a second and the ninth after two', () => {
    const pace = openPace();
    const at = Array.from({ length: 10 }, () => {
      const time = pace.pause('tenant', 'chat', 0);
      pace.take('tenant', 'chat', time);
      return time;
    });
    expect(at).toEqual([0, 0, 0, 0, 0, 0, 0, 1_000, 2_000, 2_000]);
  });

  test('counts conversations apart, and the tenant as a whole', () => {
    const pace = openPace();
    for (let i = 0; i < 30; i++) {
      expect(pace.pause('tenant', `chat ${i}`, 0)).toBe(0);
      pace.take('tenant', `chat ${i}`, 0);
    }
    expect(pace.pause('tenant', 'another chat', 0)).toBe(1_000);
    expect(pace.pause('another tenant', 'another chat', 0)).toBe(0);
  });
});
