import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { demoOrganisation } from './organisation.ts';
import { outlookPlans } from './outlook-plans.ts';

const { people, champions } = demoOrganisation();
// A Wednesday, so that the first week has days before and after it.
const now = Temporal.Instant.from('2026-03-18T12:00:00Z');
const plans = outlookPlans(people, now);

it('keeps several champions busy in the middle of their hours, in their own zone, in this week and the next four', () => {
  const inTheWay = champions.filter(({ person, windows }) =>
    windows.some((window) =>
      plans.some(({ personId, start, end, showAs }) => {
        const [from, until] = [start, end].map((at) => at.toZonedDateTimeISO(window.timeZone));
        if (personId !== person.id || showAs === 'free' || from?.dayOfWeek !== window.weekday) return false;
        return String(from.toPlainTime()) < window.endsAt && String(until?.toPlainTime()) > window.startsAt;
      }),
    ),
  );
  expect(inTheWay.length).toBeGreaterThanOrEqual(5);
  const monday = Temporal.Instant.from('2026-03-16T00:00:00Z');
  const weeks = plans.map(({ start }) => Math.floor(start.since(monday).total('days') / 7));
  expect(new Set(weeks)).toEqual(new Set([0, 1, 2, 3, 4]));
});

it('has plans that end after they start, and one that leaves its time free', () => {
  for (const { start, end } of plans) expect(Temporal.Instant.compare(start, end)).toBe(-1);
  expect(new Set(plans.map(({ showAs }) => showAs))).toEqual(new Set(['busy', 'tentative', 'oof', 'free']));
});
