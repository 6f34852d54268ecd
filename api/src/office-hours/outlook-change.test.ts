import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { isSessionTime, type Ours, type OutlookEvent, otherPlans, outlookChange } from './outlook-change.ts';

const at = (time: string) => Temporal.Instant.from(`2026-11-24T${time}:00Z`);
const times = { startsAt: at('10:00'), endsAt: at('10:30') };
const ours: Ours = { ...times, isInStep: true, isGone: false, readBy: 'organizer', invitedAddress: 'Mei@example.org' };
const event: OutlookEvent = { ...times, isCancelled: false, ownAnswer: 'organizer', declinedBy: [] };

test('sees nothing in an event that is as it was written', () => {
  expect(outlookChange(event, ours)).toEqual({ kind: 'none' });
  expect(outlookChange({ ...event, declinedBy: ['ana@example.org'] }, ours)).toEqual({ kind: 'none' });
});

test('sees where an event was moved to, also when only its end was', () => {
  const moved = { startsAt: at('15:00'), endsAt: at('15:30') };
  expect(outlookChange({ ...event, ...moved }, ours)).toEqual({ kind: 'moved', ...moved });
  expect(outlookChange({ ...event, endsAt: at('11:00') }, ours)).toMatchObject({ kind: 'moved', endsAt: at('11:00') });
});

test('takes a move that is still to be written for the later word', () => {
  expect(outlookChange({ ...event, startsAt: at('09:00') }, { ...ours, isInStep: false })).toEqual({ kind: 'none' });
});

test('sees who declined, in their own calendar and in the organizer’s', () => {
  const declined = { kind: 'ended', by: 'invited', how: 'declined' };
  expect(outlookChange({ ...event, declinedBy: ['mei@example.org'] }, ours)).toEqual(declined);
  expect(outlookChange({ ...event, ownAnswer: 'declined' }, { ...ours, readBy: 'invited' })).toEqual(declined);
});

test('sees who took the event away, also while a move is still to be written', () => {
  const gone = { ...ours, isGone: true };
  expect(outlookChange(null, { ...gone, isInStep: false })).toEqual({ kind: 'ended', by: 'organizer', how: 'removed' });
  expect(outlookChange(null, { ...gone, readBy: 'invited' })).toMatchObject({ by: 'invited', how: 'removed' });
  expect(outlookChange(null, ours)).toEqual({ kind: 'none' });
  expect(outlookChange(event, gone)).toMatchObject({ by: 'organizer', how: 'removed' });
  const put = outlookChange({ ...event, ownAnswer: 'declined' }, { ...ours, readBy: 'invited', isGone: true });
  expect(put).toMatchObject({ by: 'invited', how: 'declined' });
  const cancelled = outlookChange({ ...event, isCancelled: true }, { ...ours, readBy: 'invited' });
  expect(cancelled).toEqual({ kind: 'ended', by: 'organizer', how: 'cancelled' });
});

test('has no session in the past, without length or for days', () => {
  const now = at('09:00');
  expect(isSessionTime(times, now)).toBe(true);
  expect(isSessionTime(times, at('10:00'))).toBe(false);
  expect(isSessionTime({ startsAt: at('10:00'), endsAt: at('10:00') }, now)).toBe(false);
  expect(isSessionTime({ startsAt: at('10:00'), endsAt: at('10:00').add({ hours: 24 }) }, now)).toBe(false);
});

const busy = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 3 })).map(([start, length]) => ({
  startsAt: at('08:00').add({ hours: start }),
  endsAt: at('08:00').add({ hours: start + length }),
}));
const key = ({ startsAt, endsAt }: { startsAt: Temporal.Instant; endsAt: Temporal.Instant }) => `${startsAt} ${endsAt}`;

test('takes each session of ours out of a calendar once, and leaves what else is there', () => {
  fc.assert(
    fc.property(fc.array(busy), fc.array(busy), (others, own) => {
      expect(
        otherPlans([...own, ...others], own)
          .map(key)
          .sort(),
      ).toEqual(others.map(key).sort());
      expect(otherPlans(others, [])).toEqual(others);
    }),
  );
});
