import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { cutPage, decodeCursor, keyParts } from '../../platform/page.ts';
import { done, isRefusal, type Result, refuse } from '../../platform/result.ts';
import {
  bookableSlots,
  defaultRules,
  isFullSession,
  meet,
  pauseEnd,
  sessionsInWeekOf,
  soonestSlot,
} from '../bookable.ts';
import { sayDate } from '../say-time.ts';
import type { OfferedSlotOnWire } from '../schema/slots.ts';
import type { Slot } from '../slots.ts';
import { findEngagements } from '../store/engagements.ts';
import { findOfferings } from '../store/hours.ts';
import { freeBusyOf, listSeconds } from './calendar/free-busy.ts';
import { sayOffered } from './say-slot.ts';

const pageKey = z.tuple([keyParts.instant]);

/**
 * A champion's free slots, soonest first; from now to as far as they may be booked, unless a range is given. What meets the
 * actor's own sessions is left out, and so is what the champion's calendar has besides, as far as Outlook tells whoever is
 * signed in with `token`. What else the actor has in their own calendar is left to them: they know what they can move.
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
  token?: string,
): Promise<
  Result<
    { items: OfferedSlotOnWire[]; next: string | null; calendar: 'checked' | 'not-checked' },
    'not-a-champion' | 'champion-paused'
  >
> {
  const { limit = 25 } = input;
  const now = deps.now();
  const read = await deps.db.transaction(actor.tenantId, async (tx) => {
    const offering = (await findOfferings(tx, [championId], now)).get(championId);
    if (!offering) return refuse('not-a-champion');
    const pausedUntil = pauseEnd(offering, now);
    if (pausedUntil) return refuse('champion-paused', { until: sayDate(pausedUntil, { now, ...actor }) });
    return done({ offering, planned: await findEngagements(tx, actor.personId, now) });
  });
  if (isRefusal(read)) return read;
  const { offering, planned } = read;
  const [last] = decodeCursor(input.cursor, pageKey) ?? [];
  const from = last ? Temporal.Instant.from(last).add({ milliseconds: 1 }) : instantOr(input.from, now);
  const until = instantOr(input.until, now.add({ hours: 24 * offering.rules.horizonDays }));
  const person = [{ personId: championId }];
  const known = await freeBusyOf(deps, { actor, token }, person, { from, until }, { deadlineSeconds: listSeconds });
  const checked = { ...offering, calendar: known.busy.get(championId) ?? [] };
  const slots = bookableSlots(checked, { from, until, now }).filter(
    (slot) => isFullSession(slot) || !planned.some((busy) => meet(slot, busy)),
  );
  const { items, next } = cutPage(slots.slice(0, limit + 1), limit, (slot) => [slot.startsAt.toString()]);
  return done({ items: items.map((slot) => sayOffered(actor, slot)), next, calendar: known.calendar });
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
    // Nobody waits for Outlook in a transaction: what it told a moment ago is used.
    const people = championIds.map((personId) => ({ personId }));
    const span = { from: now, until: now.add({ hours: 24 * defaultRules.horizonDays }) };
    const known = await freeBusyOf({ ...deps, db: tx }, { actor }, people, span, { deadlineSeconds: 0 });
    return new Map(
      [...offerings].map(([championId, offering]) => {
        const checked = { ...offering, calendar: known.busy.get(championId) ?? [] };
        const nextFreeSlot = soonestSlot(checked, now, planned);
        return [championId, { nextFreeSlot, bookedThisWeek: sessionsInWeekOf(offering, now) }];
      }),
    );
  });
}
