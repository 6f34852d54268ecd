import { Temporal } from 'temporal-polyfill';
import { closedIn, type DateException, type Interval, type Opening, openingsIn, type WeeklyWindow } from './window.ts';
import { firstInstant, wallAt } from './zone.ts';

/** How a champion wants to be booked. A horizon's day is 24 hours. */
export type SlotRules = {
  sessionMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  minimumNoticeMinutes: number;
  horizonDays: number;
};

/** Time already taken, without buffers: the rules add those. */
export type Busy = { startsAt: Temporal.Instant; endsAt: Temporal.Instant };

/** `windowId` is null for extra hours on one date. */
export type Slot = { startsAt: Temporal.Instant; endsAt: Temporal.Instant; windowId: string | null };

/** What one champion publishes and what is already taken. */
export type Availability = {
  windows: readonly WeeklyWindow[];
  exceptions: readonly DateException[];
  busy: readonly Busy[];
  rules: SlotRules;
  now: Temporal.Instant;
};

type SlotTime = { start: number; windowId: string | null };

const minute = 60_000;
const day = 86_400_000;

/** Every five minutes of a month; some 2 MB. */
const mostInstants = 9_000;
const instants = new Map<number, Temporal.Instant>();

/**
 * The free slots that start in `[from, until)`, soonest first, each start once.
 *
 * A window offers the same wall times whenever it opens: its start, then every session length. A wall time that the clock
 * skips is not offered; one that comes twice is offered once, at the earlier instant. A session lasts its minutes of real
 * time, ends by the first moment the clock shows the window's end, and never starts before the one before it is over.
 * Buffers keep distance to what is busy; they may lie outside the window.
 *
 * Throws RangeError for an unknown zone or malformed times, dates and rules.
 */
export function listSlots(request: Availability & { from: Temporal.Instant; until: Temporal.Instant }): Slot[] {
  return slotTimes(request, request.from.epochMilliseconds, request.until.epochMilliseconds).map((time) =>
    asSlot(time, request.rules),
  );
}

/** The soonest slot a learner could book now, within notice and horizon; null when there is none. */
export function nextFreeSlot(availability: Availability): Slot | null {
  const now = availability.now.epochMilliseconds;
  const horizon = now + availability.rules.horizonDays * day;
  // Most champions have something within a week: look there first, then twice as far each time.
  for (let from = now, span = 7 * day; from < horizon; from += span, span *= 2) {
    const [soonest] = slotTimes(availability, from, Math.min(from + span, horizon));
    if (soonest) return asSlot(soonest, availability.rules);
  }
  return null;
}

function slotTimes({ windows, exceptions, busy, rules, now }: Availability, from: number, until: number): SlotTime[] {
  if (!(rules.sessionMinutes > 0)) throw new RangeError('A session lasts at least a minute.');
  const span = {
    from: Math.max(from, now.epochMilliseconds + rules.minimumNoticeMinutes * minute),
    until: Math.min(until, now.epochMilliseconds + rules.horizonDays * day),
  };
  if (span.from >= span.until) return [];
  const length = rules.sessionMinutes * minute;
  const taken = apart(
    busy.map(({ startsAt, endsAt }) => ({
      from: startsAt.epochMilliseconds - rules.bufferAfterMinutes * minute,
      until: endsAt.epochMilliseconds + rules.bufferBeforeMinutes * minute,
    })),
  );
  const closed = apart(closedIn(span, exceptions));
  const times: SlotTime[] = [];
  for (const opening of openingsIn(span, windows, exceptions)) {
    for (const start of sessionStarts(opening, length)) {
      if (start < span.from || start >= span.until || meets(taken, start, start + length)) continue;
      if (opening.windowId !== null && meets(closed, start, start + length)) continue;
      times.push({ start, windowId: opening.windowId });
    }
  }
  // Openings come in the order of their clocks: only where they overlap, or differ in zone, is anything left to sort.
  if (times.every(({ start }, i) => i === 0 || start > (times[i - 1] as SlotTime).start)) return times;
  return times.sort(byStart).filter((time, i, sorted) => time.start !== sorted[i - 1]?.start);
}

/** Where sessions start in one opening, in epoch milliseconds. */
function sessionStarts({ opens, closes, offsets }: Opening, length: number): number[] {
  const end = firstInstant(offsets, closes);
  const starts: number[] = [];
  let free = -Infinity;
  for (let wall = opens; wall < closes; wall += length) {
    const start = firstInstant(offsets, wall);
    if (start + length > end) break;
    const skippedByTheClock = wallAt(offsets, start) !== wall;
    if (skippedByTheClock || start < free) continue;
    starts.push(start);
    free = start + length;
  }
  return starts;
}

/** The same time, as intervals in order that do not touch one another; empty ones (hours the clock skips) are gone. */
function apart(intervals: Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const { from, until } of intervals.sort((a, b) => a.from - b.from)) {
    if (from >= until) continue;
    const last = merged.at(-1);
    if (last && from <= last.until) last.until = Math.max(last.until, until);
    else merged.push({ from, until });
  }
  return merged;
}

/** Whether any of the intervals, in order and apart, shares a moment with `[from, until)`. */
function meets(intervals: readonly Interval[], from: number, until: number): boolean {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((intervals[middle] as Interval).until > from) high = middle;
    else low = middle + 1;
  }
  const next = intervals[low];
  return next !== undefined && next.from < until;
}

/** Two windows may offer the same start: a weekly one comes before extra hours, then the lower id. */
function byStart(a: SlotTime, b: SlotTime): number {
  if (a.start !== b.start) return a.start - b.start;
  if (a.windowId === null || b.windowId === null) return Number(a.windowId === null) - Number(b.windowId === null);
  return a.windowId < b.windowId ? -1 : 1;
}

function asSlot({ start, windowId }: SlotTime, rules: SlotRules): Slot {
  return { startsAt: instantAt(start), endsAt: instantAt(start + rules.sessionMinutes * minute), windowId };
}

/**
 * Sessions begin and end at the same few minutes of an hour for everybody, and to make an Instant costs more than to find
 * the slot: those of the coming weeks are made once and shared, as nothing can change them.
 */
function instantAt(epochMilliseconds: number): Temporal.Instant {
  const known = instants.get(epochMilliseconds);
  if (known) return known;
  if (instants.size === mostInstants) instants.clear();
  const instant = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds);
  instants.set(epochMilliseconds, instant);
  return instant;
}
