import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { cutPage, decodeCursor, keyParts } from '../../platform/page.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { bookableSlots, isFullSession, meet, pauseEnd, sessionsInWeekOf, soonestSlot } from '../bookable.ts';
import { sayDate } from '../say-time.ts';
import type { OfferedSlotOnWire } from '../schema/slots.ts';
import type { Slot } from '../slots.ts';
import { findEngagements } from '../store/engagements.ts';
import { findOfferings } from '../store/hours.ts';
import { sayOffered } from './say-slot.ts';

const pageKey = z.tuple([keyParts.instant]);

/**
 * A champion's free slots, soonest first; from now to as far as they may be booked, unless a range is given. What meets the
 * actor's own sessions is left out.
 */
export async function listSlots(
  deps: Deps,
  actor: Actor,
  championId: string,
  input: {
    from?: string | undefined;
    until?: string | undefined;
    cursor?: string | undefined;
    limit?: number | undefined;
  },
): Promise<
  Result<
    { items: OfferedSlotOnWire[]; next: string | null; calendar: 'checked' | 'not-checked' },
    'not-a-champion' | 'champion-paused'
  >
> {
  const { limit = 25 } = input;
  const now = deps.now();
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const offering = (await findOfferings(tx, [championId], now)).get(championId);
    if (!offering) return refuse('not-a-champion');
    const pausedUntil = pauseEnd(offering, now);
    if (pausedUntil) return refuse('champion-paused', { until: sayDate(pausedUntil, { now, ...actor }) });
    const [last] = decodeCursor(input.cursor, pageKey) ?? [];
    const from = last ? Temporal.Instant.from(last).add({ milliseconds: 1 }) : instantOr(input.from, now);
    const until = instantOr(input.until, now.add({ hours: 24 * offering.rules.horizonDays }));
    const planned = await findEngagements(tx, actor.personId, now);
    const slots = bookableSlots(offering, { from, until, now }).filter(
      (slot) => isFullSession(slot) || !planned.some((busy) => meet(slot, busy)),
    );
    const { items, next } = cutPage(slots.slice(0, limit + 1), limit, (slot) => [slot.startsAt.toString()]);
    return done({ items: items.map((slot) => sayOffered(actor, slot)), next, calendar: 'not-checked' });
  });
}

const instantOr = (given: string | undefined, usual: Temporal.Instant) =>
  given === undefined ? usual : Temporal.Instant.from(given);

export type Availability = { nextFreeSlot: Slot | null; bookedThisWeek: number };

/**
 * The soonest free slot of each of these champions and how many sessions they have this week, by one statement for all;
 * whoever is no active champion is missing.
 */
export async function findAvailability(
  deps: Deps,
  actor: Actor,
  championIds: readonly string[],
): Promise<Map<string, Availability>> {
  const now = deps.now();
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const offerings = await findOfferings(tx, championIds, now);
    const planned = await findEngagements(tx, actor.personId, now);
    return new Map(
      [...offerings].map(([championId, offering]) => [
        championId,
        { nextFreeSlot: soonestSlot(offering, now, planned), bookedThisWeek: sessionsInWeekOf(offering, now) },
      ]),
    );
  });
}
