import { Temporal } from 'temporal-polyfill';

/**
 * A zone's offset from UTC over a span of time: each entry holds from `since` (epoch milliseconds, the first is -Infinity)
 * until the next one. `offset` is in milliseconds, positive east of Greenwich.
 */
export type Offsets = readonly { since: number; offset: number }[];

const yearLength = 366 * 86_400_000;

/** What was already asked of Temporal. A zone's history does not change while we run, so this is arithmetic remembered. */
const remembered = new Map<string, { from: number; until: number; offsets: Offsets }>();

/**
 * The offsets that hold in `timeZone` between two epoch milliseconds.
 * Throws RangeError for a zone that is not in the tz database.
 */
export function offsetsBetween(timeZone: string, from: number, until: number): Offsets {
  let known = remembered.get(timeZone);
  if (!known || from < known.from || until > known.until) {
    const wider = {
      from: Math.min(from - yearLength, known?.from ?? Infinity),
      until: Math.max(until + yearLength, known?.until ?? -Infinity),
    };
    known = { ...wider, offsets: readOffsets(timeZone, wider.from, wider.until) };
    remembered.set(timeZone, known);
  }
  return known.offsets.filter(({ since }, i, all) => since < until && (all[i + 1]?.since ?? Infinity) > from);
}

function readOffsets(timeZone: string, from: number, until: number): Offsets {
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  const offsets = [{ since: -Infinity, offset: at.offsetNanoseconds / 1e6 }];
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next || next.epochMilliseconds >= until) return offsets;
    offsets.push({ since: next.epochMilliseconds, offset: next.offsetNanoseconds / 1e6 });
    at = next;
  }
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
