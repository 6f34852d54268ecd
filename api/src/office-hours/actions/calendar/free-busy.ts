import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Deps } from '../../../deps.ts';
import type { Actor } from '../../../platform/actor.ts';
import { ExpiringMap } from '../../../platform/expiring-map.ts';
import { isRefusal } from '../../../platform/result.ts';
import { isSameTime, otherPlans } from '../../outlook-change.ts';
import type { Busy } from '../../slots.ts';
import { findBooking } from '../../store/bookings.ts';
import { findAddresses, findShownSessions } from '../../store/calendar-known.ts';
import { isTheirs } from '../say-booking.ts';
import { graphTime, outlookForm } from './graph-event.ts';

/** Who asks; without a token (in the bot) there is only what was answered a moment ago. */
export type Asker = { actor: Actor; token?: string | undefined };

type Span = { from: Temporal.Instant; until: Temporal.Instant };

export type FreeBusy = {
  /** What else people's calendars have than sessions booked here; who could not be asked about is missing. */
  busy: Map<string, Busy[]>;
  /** `checked` when everybody's calendar is known as far as the span goes. */
  calendar: 'checked' | 'not-checked';
};

/** A list must not wait for Outlook longer than this; a booking asks again. */
export const listSeconds = 1.5;

const batchSize = 20;
const batchesAtOnce = 4;
/** What lists mostly ask for is asked as one span, so that whoever looks at one week has an answer for the next. */
const usualDays = 35;
/** As far as Outlook looks ahead in one question. */
const mostDays = 60;
const rememberedMilliseconds = 60_000;

/** What Outlook says of one person: their times, or that it cannot tell them, as of somebody without a mailbox. */
type Heard = readonly Busy[] | 'unreadable';

/**
 * Times of somebody's Outlook calendar, by tenant, person and span, for a minute. Colleagues share the answers: what they
 * learn from them is free slots, which everybody in the organisation may ask for.
 */
const remembered = new ExpiringMap<Heard>(20_000);

/**
 * When these people are taken by other plans, as Outlook tells the asker within the deadline: unanswered and tentative
 * meetings count, so that no slot is offered that is likely to go. Whatever came in time is used. `fresh` asks Outlook
 * whatever is remembered.
 */
export async function freeBusyOf(
  deps: Deps,
  { actor, token }: Asker,
  people: readonly { personId: string }[],
  span: Span,
  { fresh = false, deadlineSeconds }: { fresh?: boolean; deadlineSeconds: number },
): Promise<FreeBusy> {
  const { tenantId } = actor;
  const ids = [...new Set(people.map(({ personId }) => personId))];
  const days = fresh ? wholeDays(span, deps.now()) : usualSpan(span, deps.now());
  const keyOf = (personId: string) => `${tenantId} ${personId} ${days.from} ${days.until}`;
  const recall = () => {
    const now = deps.now().epochMilliseconds;
    return new Map(ids.flatMap((id) => [[id, remembered.get(keyOf(id), now)] as const]));
  };
  const known = fresh ? new Map<string, Heard | undefined>() : recall();
  const missing = ids.filter((id) => !known.get(id));
  const asks = token !== undefined && missing.length > 0;
  if (!asks && missing.length === ids.length)
    return { busy: new Map(), calendar: ids.length ? 'not-checked' : 'checked' };
  const { addresses, shown } = await deps.db.transaction(tenantId, async (tx) => ({
    addresses: asks ? await findAddresses(tx, missing) : new Map<string, string>(),
    // Of some hundred champions mostly a few are remembered.
    shown: await findShownSessions(tx, asks ? ids : ids.filter((id) => known.get(id)), days),
  }));
  const heardNow = new Map<string, Heard>();
  if (asks) {
    await askOutlook(deps, token, addresses, days, deadlineSeconds, (personId, heard) => {
      heardNow.set(personId, heard);
      remembered.set(keyOf(personId), heard, deps.now().epochMilliseconds + rememberedMilliseconds);
    });
  }
  const own = Map.groupBy(shown, ({ championId }) => championId);
  const busy = new Map<string, Busy[]>();
  for (const [id, heard] of fresh ? heardNow : recall()) {
    if (heard && heard !== 'unreadable') busy.set(id, otherPlans(heard, own.get(id) ?? []));
  }
  return { busy, calendar: ids.every((id) => busy.has(id)) ? 'checked' : 'not-checked' };
}

/** Of one champion around one time, asked now: what a booking, a hold or a move is decided with. */
export async function calendarAround(
  deps: Deps,
  asker: Asker,
  { championId, startsAt }: { championId: string; startsAt: string },
): Promise<{ calendar?: Busy[] }> {
  const start = Temporal.Instant.from(startsAt);
  const span = { from: start, until: start.add({ hours: longestSessionHours }) };
  const { busy } = await freeBusyOf(deps, asker, [{ personId: championId }], span, {
    fresh: true,
    deadlineSeconds: bookingSeconds,
  });
  const calendar = busy.get(championId);
  return calendar ? { calendar } : {};
}

/** The same of the champion of a booking that shall be moved. */
export async function calendarAroundMove(
  deps: Deps,
  asker: Asker,
  bookingId: string,
  startsAt: string,
): Promise<{ calendar?: Busy[] }> {
  const { actor } = asker;
  const booking = await deps.db.transaction(actor.tenantId, (tx) => findBooking(tx, bookingId));
  if (!booking || !isTheirs(actor, booking)) return {};
  return calendarAround(deps, asker, { championId: booking.champion.personId, startsAt });
}

const longestSessionHours = 12;
const bookingSeconds = 2;

/** From today's midnight in UTC on, for whoever asks a moment later to ask for the same. */
function usualSpan(span: Span, now: Temporal.Instant): Span {
  const usual = wholeDays({ from: now, until: now.add({ hours: 24 * (usualDays - 1) }) }, now);
  return Temporal.Instant.compare(span.until, usual.until) <= 0 ? usual : wholeDays(span, now);
}

/** At most so many whole days, in UTC. */
function wholeDays({ from, until }: Span, now: Temporal.Instant): Span {
  const midnight = (instant: Temporal.Instant) => instant.toZonedDateTimeISO('UTC').startOfDay();
  const first = midnight(Temporal.Instant.compare(from, now) < 0 ? now : from);
  const last = midnight(until.subtract({ nanoseconds: 1 })).add({ days: 1 });
  const furthest = first.add({ days: mostDays });
  return {
    from: first.toInstant(),
    until: Temporal.ZonedDateTime.compare(last, furthest) > 0 ? furthest.toInstant() : last.toInstant(),
  };
}

const taken = new Set(['busy', 'oof', 'tentative', 'unknown']);

const scheduleAnswer = z.object({
  value: z.array(
    z.object({
      scheduleId: z.string(),
      error: z.unknown().optional(),
      scheduleItems: z.array(z.object({ status: z.string().nullish(), start: graphTime, end: graphTime })).nullish(),
    }),
  ),
});

/** Asks in batches, a few at once, until the deadline; tells of each person as soon as they are answered. */
async function askOutlook(
  deps: Deps,
  token: string,
  addresses: ReadonlyMap<string, string>,
  span: Span,
  deadlineSeconds: number,
  tell: (personId: string, heard: Heard) => void,
): Promise<void> {
  const endsAt = performance.now() + deadlineSeconds * 1000;
  const batches = chunks([...addresses], batchSize);
  const askNext = async (): Promise<void> => {
    const batch = batches.shift();
    const left = (endsAt - performance.now()) / 1000;
    if (!batch || left <= 0) return;
    for (const [personId, heard] of await askFor(deps, token, batch, span, left)) tell(personId, heard);
    return askNext();
  };
  // A fault of one question leaves what the others answered, and times are shown as not checked.
  const asked = await Promise.allSettled(Array.from({ length: batchesAtOnce }, askNext));
  for (const result of asked) {
    if (result.status === 'rejected') deps.log.error('free/busy not understood', { error: result.reason });
  }
}

/** Whether a colleague's calendar has something at exactly this time; false also where that cannot be seen. */
export async function isInCalendarOf(
  deps: Deps,
  token: string,
  address: string,
  time: Busy,
  seconds: number,
): Promise<boolean> {
  const answer = await askFor(deps, token, [['', address]], { from: time.startsAt, until: time.endsAt }, seconds);
  const heard = answer.get('');
  return heard !== 'unreadable' && (heard?.some((entry) => isSameTime(entry, time)) ?? false);
}

/** One question to Outlook, about people and their addresses. Whoever it says nothing of is missing. */
async function askFor(
  deps: Deps,
  token: string,
  batch: readonly (readonly [string, string])[],
  span: Span,
  seconds: number,
): Promise<Map<string, Heard>> {
  const answer = await deps.graph.call('getSchedule', {
    as: { kind: 'delegated', token },
    schema: scheduleAnswer,
    body: scheduleRequest(batch, span),
    prefer: outlookForm,
    deadlineSeconds: seconds,
  });
  if (isRefusal(answer)) return new Map();
  const byAddress = new Map(answer.answer.value.map((schedule) => [schedule.scheduleId.toLowerCase(), schedule]));
  return new Map(
    batch.flatMap(([personId, address]): [string, Heard][] => {
      const schedule = byAddress.get(address.toLowerCase());
      if (!schedule) return [];
      if (schedule.error) return [[personId, 'unreadable']];
      const items = (schedule.scheduleItems ?? []).filter(({ status }) => taken.has(status ?? 'unknown'));
      return [[personId, items.map(({ start, end }) => ({ startsAt: start, endsAt: end }))]];
    }),
  );
}

function scheduleRequest(batch: readonly (readonly [string, string])[], { from, until }: Span) {
  const inUtc = (instant: Temporal.Instant) => ({ dateTime: instant.toString().replace('Z', ''), timeZone: 'UTC' });
  return { schedules: batch.map(([, address]) => address), startTime: inUtc(from), endTime: inUtc(until) };
}

function chunks<Item>(all: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
