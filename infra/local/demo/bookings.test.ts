import { type Busy, listSlots, type Slot } from '@open-door/api/office-hours/slots.ts';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { BookingPlan } from './bookings.ts';
import type { DemoChampion } from './champions.ts';
import { demoOrganisation } from './organisation.ts';

const { bookings, champions } = demoOrganisation();
const week = { hours: 7 * 24 };

/** Seeds as the plans say, at `now`; fails on a plan without a slot. */
function seed(now: Temporal.Instant): { plan: BookingPlan; slot: Slot }[] {
  const busy = new Map<string, Busy[]>();
  return bookings.map((plan) => {
    const { person, windows, sessionMinutes, horizonDays } = plan.champion;
    const then = now.toZonedDateTimeISO(person.timeZone).add({ weeks: plan.weeks }).toInstant();
    const [slot] = listSlots({
      windows: windows.map((window, index) => ({ ...window, windowId: `${index}`, validFrom: '2020-01-06' })),
      exceptions: [],
      busy: [...(busy.get(person.id) ?? []), ...(busy.get(plan.learner.id) ?? [])],
      rules: {
        sessionMinutes,
        bufferBeforeMinutes: 0,
        bufferAfterMinutes: 0,
        minimumNoticeMinutes: 120,
        horizonDays,
      },
      now: then,
      from: then,
      until: then.add(week),
    });
    if (!slot) throw new Error(`No slot for "${plan.question}" seeded at ${now}`);
    for (const { id } of [person, plan.learner]) busy.set(id, [...(busy.get(id) ?? []), slot]);
    return { plan, slot };
  });
}

/** Monday of the week of a session, as its champion's calendar has it. */
function mondayOf({ person }: DemoChampion, instant: Temporal.Instant): string {
  const date = instant.toZonedDateTimeISO(person.timeZone).toPlainDate();
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

// Every 41 hours for two years: all days and times of the week, and the clock changes of both zones that have them.
const start = Temporal.Instant.from('2025-11-21T09:17:00Z');
const moments = Array.from({ length: 430 }, (_, index) => start.add({ hours: 41 * index }));

describe('the demo bookings', () => {
  it('are twenty-five past and fourteen coming ones', () => {
    expect(bookings.filter((plan) => plan.weeks < 0 && plan.outcome)).toHaveLength(25);
    expect(bookings.filter((plan) => plan.weeks >= 0 && plan.outcome === null)).toHaveLength(14);
  });

  it('find a slot whenever they are seeded, past ones over and coming ones ahead', () => {
    for (const now of moments) {
      for (const { plan, slot } of seed(now)) {
        if (plan.weeks < 0) expect(Temporal.Instant.compare(slot.endsAt, now)).toBeLessThanOrEqual(0);
        else expect(Temporal.Instant.compare(slot.startsAt, now)).toBe(1);
      }
    }
  });

  it('keep to the capacity of each champion, and fill this week and the next of exactly one', () => {
    for (const now of moments) {
      const load = Map.groupBy(seed(now), ({ plan, slot }) => {
        return `${plan.champion.person.displayName} ${mondayOf(plan.champion, slot.startsAt)}`;
      });
      const isFull = (champion: DemoChampion, instant: Temporal.Instant) =>
        (load.get(`${champion.person.displayName} ${mondayOf(champion, instant)}`)?.length ?? 0) >=
        champion.capacityPerWeek;
      for (const sessions of load.values()) {
        expect(sessions.length).toBeLessThanOrEqual(sessions[0]?.plan.champion.capacityPerWeek ?? 0);
      }
      for (const instant of [now, now.add(week)]) {
        const full = champions.filter((champion) => isFull(champion, instant));
        expect(full.map(({ person }) => person.displayName)).toEqual(['Luis Herrera']);
      }
    }
  });
});
