/**
 * A zone's offset from UTC over a span of time: each entry holds from `since` (epoch milliseconds, the first is -Infinity)
 * until the next one. `offset` is in milliseconds, positive east of Greenwich.
 */
export type Offsets = readonly { since: number; offset: number }[];

/** A zone's clock, and what was read from it, one stretch after another. Its history does not change while we run. */
type Clock = { shows: Intl.DateTimeFormat; stretches: Map<number, Offsets> };

const second = 1000;

/**
 * Offsets are read at both ends of a stretch and compared, so no clock may change twice within one. The two closest changes
 * in the tz database are just under seven days apart since 1970 (Recife, October 2000), and four before (Freetown, 1939).
 */
const stretch = 3 * 86_400_000;

const clocks = new Map<string, Clock>();

/**
 * The offsets that hold in `timeZone` between two epoch milliseconds. Nothing outside is read: a zone seen for the first
 * time costs its formatter (some 50 µs) and a reading (under 1 µs) for every three days, one seen before next to nothing.
 *
 * Throws RangeError for a zone that is not in the tz database.
 */
export function offsetsBetween(timeZone: string, from: number, until: number): Offsets {
  const clock = clocks.get(timeZone) ?? clockOf(timeZone);
  const offsets: { since: number; offset: number }[] = [];
  for (let start = Math.floor(from / stretch) * stretch; start < until; start += stretch) {
    for (const entry of clock.stretches.get(start) ?? readStretch(clock, start)) {
      if (offsets.length === 0) offsets.push({ since: -Infinity, offset: entry.offset });
      else if (entry.offset !== offsets.at(-1)?.offset) offsets.push(entry);
    }
  }
  return offsets;
}

function clockOf(timeZone: string): Clock {
  // A year and the long offset are the cheapest thing to format that tells an offset to the second.
  const shows = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', timeZoneName: 'longOffset' });
  const clock = { shows, stretches: new Map() };
  clocks.set(timeZone, clock);
  return clock;
}

function readStretch(clock: Clock, start: number): Offsets {
  const before = clock.stretches.get(start - stretch)?.at(-1)?.offset ?? readOffset(clock, start);
  const after = readOffset(clock, start + stretch);
  const offsets = [{ since: start, offset: before }];
  if (after !== before) {
    // Clocks change on a whole second: `changed` becomes the first that has the new offset.
    let unchanged = start;
    let changed = start + stretch;
    while (changed - unchanged > second) {
      const middle = Math.floor((unchanged + changed) / 2 / second) * second;
      if (readOffset(clock, middle) === before) unchanged = middle;
      else changed = middle;
    }
    offsets.push({ since: changed, offset: after });
  }
  clock.stretches.set(start, offsets);
  return offsets;
}

function readOffset({ shows }: Clock, instant: number): number {
  const shown = shows.format(instant);
  const parts = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(shown);
  if (!parts) throw new Error(`Cannot read an offset from "${shown}".`);
  const [, sign, hours, minutes, seconds] = parts;
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) * second;
  return sign === '-' ? -size : size;
}

/**
 * The first instant at which the clock on the wall shows `wall` or later. Wall time is in milliseconds as if it were UTC.
 * An hour that comes twice gives its first pass; an hour that is skipped gives the moment of the jump.
 */
export function firstInstant(offsets: Offsets, wall: number): number {
  for (let i = 0; i < offsets.length; i++) {
    const { since, offset } = offsets[i] as Offsets[number];
    const ends = offsets[i + 1]?.since ?? Infinity;
    if (wall - offset < ends) return Math.max(wall - offset, since);
  }
  throw new RangeError('A zone has at least one offset.');
}

/** What the clock on the wall shows at an instant, in milliseconds as if it were UTC. */
export function wallAt(offsets: Offsets, instant: number): number {
  for (let i = offsets.length - 1; i >= 0; i--) {
    const { since, offset } = offsets[i] as Offsets[number];
    if (instant >= since) return instant + offset;
  }
  return instant + (offsets[0]?.offset ?? 0);
}
