import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { isComparisonDue, type KnownChannel, standingOf } from './standing.ts';

const now = Temporal.Instant.from('2026-11-23T09:00:00Z');
const known = (channel: Partial<KnownChannel> = {}): KnownChannel => ({
  state: 'following',
  troubleSince: null,
  expiresAt: now.add({ minutes: 1 }),
  gaps: 3,
  gapsClosed: 3,
  ...channel,
});

describe('how true the copy is', () => {
  it.each([
    ['none', undefined],
    ['following', known()],
    ['reading', known({ state: 'reading', expiresAt: null, gapsClosed: 0 })],
    ['not-allowed', known({ state: 'not-allowed', troubleSince: now })],
    ['gone', known({ state: 'gone' })],
    ['behind', known({ expiresAt: null })],
    ['behind', known({ expiresAt: now })],
    ['behind', known({ troubleSince: now })],
    ['behind', known({ gapsClosed: 2 })],
  ] as const)('is %s', (standing, channel) => {
    expect(standingOf(channel, now)).toBe(standing);
  });
});

describe('comparing everything', () => {
  const channel = { gaps: 1, gapsClosed: 1, caughtUpAt: now };
  it('is due while something may be missing, and once a day', () => {
    expect(isComparisonDue(channel, now.add({ hours: 23, minutes: 59 }))).toBe(false);
    expect(isComparisonDue(channel, now.add({ hours: 24 }))).toBe(true);
    expect(isComparisonDue({ ...channel, gaps: 2 }, now)).toBe(true);
    expect(isComparisonDue({ ...channel, caughtUpAt: null }, now)).toBe(true);
  });
});
