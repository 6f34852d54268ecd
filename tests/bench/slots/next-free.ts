// A process of its own: the soonest slot of 500 champions, all zones of the tz database among them, first and later.
import process from 'node:process';
import { nextFreeSlot } from '@open-door/api/office-hours/slots.ts';
import { Temporal } from 'temporal-polyfill';
import { windows } from './month.ts';

export type NextFree = { first: number; later: number[] };

const calls = 30;
const zones = Intl.supportedValuesOf('timeZone');
const now = Temporal.Instant.from('2026-06-01T00:00Z');
const rules = {
  sessionMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 5,
  minimumNoticeMinutes: 120,
  horizonDays: 28,
};

/** From nothing taken to taken for the first eleven half-days. */
const champions = Array.from({ length: 500 }, (_, nth) => ({
  windows: windows.map((window, i) => ({
    ...window,
    timeZone: zones[nth % zones.length] as string,
    windowId: String(i),
    everyWeeks: 1,
    validFrom: '2026-01-01',
  })),
  exceptions: [],
  busy: Array.from({ length: nth % 12 }, (_, half) => ({
    startsAt: now.add({ hours: half * 12 }),
    endsAt: now.add({ hours: half * 12 + 10 }),
  })),
  rules,
  now,
}));

function time(): number {
  const startedAt = performance.now();
  const found = champions.filter((champion) => nextFreeSlot(champion) !== null).length;
  const took = performance.now() - startedAt;
  if (found !== champions.length) throw new Error(`only ${found} of ${champions.length} champions have a free slot`);
  return took;
}

const measured: NextFree = { first: time(), later: Array.from({ length: calls }, time) };
process.send?.(measured, () => process.disconnect());
