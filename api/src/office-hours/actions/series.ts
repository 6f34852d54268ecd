import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, isRefusal, type Refusal, type Result, refuse } from '../../platform/result.ts';
import { pauseEnd, without } from '../bookable.ts';
import { sayDate } from '../say-time.ts';
import type { Booking } from '../schema/bookings.ts';
import type { Occurrence as OccurrenceOnWire, SeriesOf, SeriesRequest } from '../schema/series.ts';
import { type Conflict, forSeries, type Occurrence, occurrences, plan, seriesZone } from '../series.ts';
import { findBookings } from '../store/bookings.ts';
import { findEngagements } from '../store/engagements.ts';
import { findOfferings } from '../store/hours.ts';
import { findLearner } from '../store/learners.ts';
import { findHeldSession, insertSeries, isMentor } from '../store/series.ts';
import type { Checked } from './book.ts';
import { oweSeriesBooked } from './owe-notices.ts';
import { sayBooking, saySlot, theirTopics } from './say-booking.ts';
import { type Decision, type Facts, limitRefusal, openDecision, takePlace } from './take.ts';

type NoSeries = 'not-a-mentor' | 'champion-paused' | 'own-slot' | 'no-longer-active';

/** The sessions a series with a mentor would have, each with what stands in its way and free slots near it. */
export async function previewSeries(
  deps: Deps,
  actor: Actor,
  { championId, startsAt, everyWeeks, sessions }: SeriesOf,
  { calendar = [] }: Checked = {},
): Promise<Result<{ occurrences: OccurrenceOnWire[] }, NoSeries, { until?: string }>> {
  if (championId === actor.personId) return refuse('own-slot');
  const now = deps.now();
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const published = (await findOfferings(tx, [championId], now)).get(championId);
    if (!published || !(await isMentor(tx, championId))) return refuse('not-a-mentor');
    if (!(await findLearner(tx, actor.personId, now))?.active) return refuse('no-longer-active');
    const pausedUntil = pauseEnd(published, now);
    if (pausedUntil) return refuse('champion-paused', { until: sayDate(pausedUntil, { now, ...actor }) });
    // Booking the series lets go of what the learner holds meanwhile.
    const held = await findHeldSession(tx, actor.personId);
    const offering = forSeries({ ...(held ? without(published, held) : published), calendar });
    const planned = (await findEngagements(tx, actor.personId, now)).filter(({ sessionId }) => sessionId !== held);
    const first = Temporal.Instant.from(startsAt);
    const starts = occurrences(first, seriesZone(offering, first, now), everyWeeks, sessions);
    return done({ occurrences: plan(offering, starts, { planned, now }).map(sayOccurrence) });
  });
}

export type SeriesRefused = NoSeries | 'series-conflict' | 'too-many-open' | 'too-many-late-cancellations';
export type SeriesFacts = Facts & { conflicts?: OccurrenceOnWire[]; count?: number };

/**
 * Books all sessions of a series with a mentor, or none. `series-conflict` names each session that cannot be had, with what
 * stands in its way and free slots near it. A series counts as one open booking.
 */
export async function bookSeries(
  deps: Deps,
  actor: Actor,
  request: SeriesRequest,
  { calendar = [] }: Checked = {},
): Promise<Result<{ seriesId: string; bookings: Booking[] }, SeriesRefused, SeriesFacts>> {
  const { championId } = request;
  const learnerId = actor.personId;
  const starts = request.starts.map((start) => Temporal.Instant.from(start)).sort(Temporal.Instant.compare);
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const decision = await openDecision(deps, tx, actor, { championId, learnerId, calendar });
    if (isRefusal(decision)) return { ...decision, reason: asMentor(decision.reason) };
    if (!(await isMentor(tx, championId))) return refuse('not-a-mentor');
    const limit = limitRefusal(actor, decision, 1);
    if (limit) return limit;
    const { now, planned } = decision;
    const offering = forSeries(decision.offering);
    const conflicts = plan(offering, starts, { planned, now }).filter(({ conflict }) => conflict !== null);
    if (conflicts.length > 0) return refuseConflicts(conflicts);
    const seriesId = deps.newId();
    const timeZone = seriesZone(offering, starts[0] ?? now, now);
    await insertSeries(tx, {
      seriesId,
      championId,
      learnerId,
      everyWeeks: request.everyWeeks,
      timeZone,
      bookedAt: now,
    });
    const booked = await takeAll(deps, tx, actor, { ...decision, offering }, { seriesId, starts, request });
    if (isRefusal(booked)) return booked;
    const bookings = (await findBookings(tx, booked.bookingIds)).sort((a, b) =>
      Temporal.Instant.compare(a.startsAt, b.startsAt),
    );
    const inTx = { ...deps, db: tx };
    await oweSeriesBooked(inTx, actor, bookings);
    await touch(inTx, actor.tenantId, [...bookings.flatMap(theirTopics), `champion:${championId}`]);
    return done({ seriesId, bookings: bookings.map((booking) => sayBooking(actor, booking, now)) });
  });
}

const asMentor = <Reason extends string>(reason: Reason | 'not-a-champion') =>
  reason === 'not-a-champion' ? 'not-a-mentor' : reason;

type Wanted = { seriesId: string; starts: readonly Temporal.Instant[]; request: SeriesRequest };

/** Takes one place after the other; each must fit beside those before it, in the week and on the day too. */
async function takeAll(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  decision: Decision,
  { seriesId, starts, request }: Wanted,
): Promise<Result<{ bookingIds: string[] }, 'series-conflict', SeriesFacts>> {
  const { topic, question } = request;
  const { now, offering } = decision;
  const bookingIds: string[] = [];
  for (const startsAt of starts) {
    const asItIs = (await findOfferings(tx, [offering.championId], now)).get(offering.championId) ?? offering;
    const beside = forSeries({ ...asItIs, calendar: offering.calendar });
    const bookingId = deps.newId();
    const wanted = { bookingId, learnerId: actor.personId, startsAt, topic, question, held: null, seriesId };
    const taken = await takePlace(deps, tx, actor, { ...decision, offering: beside }, wanted);
    if (isRefusal(taken)) {
      const conflict = taken.reason === 'session-full' ? 'slot-taken' : taken.reason;
      return refuseConflicts([lost(startsAt, conflict, beside.rules.sessionMinutes)]);
    }
    bookingIds.push(bookingId);
  }
  return done({ bookingIds });
}

/** A session that was free when the series was looked through, and is not beside the others of the series. */
function lost(startsAt: Temporal.Instant, conflict: Conflict, minutes: number): Occurrence {
  return { startsAt, endsAt: startsAt.add({ minutes }), conflict, nearest: [] };
}

function refuseConflicts(conflicts: readonly Occurrence[]): Refusal<'series-conflict', SeriesFacts> {
  return refuse('series-conflict', { conflicts: conflicts.map(sayOccurrence), count: conflicts.length });
}

function sayOccurrence({ conflict, nearest, ...session }: Occurrence): OccurrenceOnWire {
  return { ...saySlot(session), conflict, nearest: nearest.map(saySlot) };
}
