import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../../deps.ts';
import { isRefusal } from '../../../platform/result.ts';
import {
  findKnownEvents,
  findUnseenInvitations,
  findWrittenEvents,
  type UnseenInvitation,
} from '../../store/calendar-known.ts';
import { findPosition, forgetPosition, type Position, savePosition } from '../../store/calendar-positions.ts';
import { isInCalendarOf } from './free-busy.ts';
import { changesPage, outlookForm, readEvent } from './graph-event.ts';
import type { Because, Caller, CallerOptions } from './in-step.ts';
import { type Hint, type Read, type Reader, takeOver } from './take-over.ts';

type Span = Pick<Position, 'since' | 'until'>;
type Entry = { eventId: string; icalUid: string | null; isRemoved: boolean };

/** Days ahead that are read, and how many of them shall be left when a reading begins. */
const daysRead = 60;
const daysLeft = 30;
const perPage = 100;
/** An event that was just made may not be in the calendar's view yet. */
const settlingMinutes = 2;
/** Invitations that are looked for one by one, the soonest first. */
const mostLookedFor = 4;

/**
 * Reads what changed in the caller's own calendar since it was last read, and takes over what was done to our events.
 * Answers the bookings that changed. What could not be read to its end is read again the next time: nothing is taken over twice.
 */
export async function readOutlook(
  deps: Deps,
  caller: Caller,
  options: CallerOptions,
): Promise<{ changed: string[]; because: Because | null }> {
  const { actor } = caller;
  const now = deps.now();
  const position = await deps.db.transaction(actor.tenantId, (tx) => findPosition(tx, actor.personId));
  const lasts = position && Temporal.Instant.compare(position.until, now.add({ hours: 24 * daysLeft })) > 0;
  const span = lasts ? position : { since: now.subtract({ hours: 1 }), until: now.add({ hours: 24 * daysRead }) };
  const round = await readRound(deps, caller, options, span, lasts ? position.deltaLink : undefined);
  if (isRefusal(round)) {
    if (round.reason !== 'resync-needed' || !lasts) return { changed: [], because: round.reason };
    await deps.db.transaction(actor.tenantId, (tx) => forgetPosition(tx, actor.personId));
    return readOutlook(deps, caller, options);
  }
  const hints = await hintsIn(deps, caller, options, { span, isWhole: !lasts, entries: round.entries });
  const taken = await takeAllOver(deps, caller, options, hints);
  if (taken.because === null) {
    const read = { deltaLink: round.deltaLink, since: span.since, until: span.until };
    await deps.db.transaction(actor.tenantId, (tx) => savePosition(tx, actor.personId, read));
  }
  return taken;
}

async function readRound(deps: Deps, { token }: Caller, { secondsLeft }: CallerOptions, span: Span, from?: string) {
  const as = { kind: 'delegated', token } as const;
  const query = { startDateTime: span.since.toString(), endDateTime: span.until.toString() };
  const entries: Entry[] = [];
  let link = from;
  for (;;) {
    const page = await deps.graph.call('calendarViewDelta', {
      as,
      schema: changesPage,
      ...(link === undefined ? { query } : { link }),
      pageSize: perPage,
      prefer: outlookForm,
      deadlineSeconds: secondsLeft(),
    });
    if (isRefusal(page)) return page;
    entries.push(...page.answer.entries);
    const { nextLink, deltaLink } = page.answer;
    if (deltaLink) return { ok: true as const, entries, deltaLink };
    if (!nextLink) throw new Error('Microsoft Graph ended a page of a calendar with neither a next nor a delta link');
    link = nextLink;
  }
}

type Round = { span: Span; isWhole: boolean; entries: readonly Entry[] };

/** Which of our events something may have happened to. */
async function hintsIn(
  deps: Deps,
  caller: Caller,
  options: CallerOptions,
  { span, isWhole, entries }: Round,
): Promise<Hint[]> {
  const { actor } = caller;
  const now = deps.now();
  const writtenBefore = now.subtract({ minutes: settlingMinutes });
  const { known, written, unseen } = await deps.db.transaction(actor.tenantId, async (tx) => ({
    known: await findKnownEvents(tx, actor.personId, {
      ids: entries.map(({ eventId }) => eventId),
      icalUids: entries.flatMap(({ icalUid }) => icalUid ?? []),
    }),
    written: await findWrittenEvents(tx, actor.personId, { ...span, writtenBefore }),
    unseen: await findUnseenInvitations(tx, actor.personId, now),
  }));
  const ours = entries.flatMap((entry) => {
    const match = known.find(({ eventId, icalUid }) =>
      eventId === null ? icalUid !== null && icalUid === entry.icalUid : eventId === entry.eventId,
    );
    return match ? [hintFor(match.bookingId, entry, span)] : [];
  });
  const left = unseen.filter(({ bookingId }) => !ours.some((hint) => hint.bookingId === bookingId));
  const looked = await Promise.all(left.slice(0, mostLookedFor).map((one) => lookFor(deps, caller, options, one)));
  return [...ours, ...looked.flat(), ...(isWhole ? missingIn(entries, written, span) : [])];
}

/**
 * An invitation that came and was declined since the last reading is in no list of changes. It is looked for where it should
 * be; when it arrived once and is not there, it was taken out.
 */
async function lookFor(
  deps: Deps,
  caller: Caller,
  options: CallerOptions,
  { bookingId, icalUid, arrived, startsAt, endsAt }: UnseenInvitation,
): Promise<Hint[]> {
  const span = { since: startsAt, until: endsAt };
  const round = await readRound(deps, caller, options, span);
  if (isRefusal(round)) return [];
  const copy = round.entries.find((entry) => entry.icalUid !== null && entry.icalUid === icalUid);
  if (copy) return [hintFor(bookingId, copy, span)];
  return arrived ? [{ bookingId, eventId: null, isGone: () => true }] : [];
}

/** What moves out of the days that are read is reported as removed too: it is gone when it is not there, or still would be inside. */
function hintFor(bookingId: string, { eventId, isRemoved }: Entry, { since, until }: Span): Hint {
  const isInside = ({ startsAt, endsAt }: Read) =>
    Temporal.Instant.compare(endsAt, since) > 0 && Temporal.Instant.compare(startsAt, until) < 0;
  return { bookingId, eventId, isGone: (event) => isRemoved && (event === null || isInside(event)) };
}

/** A calendar that was read whole and has not what we know was in it: removed before there was a position to read from. */
function missingIn(
  entries: readonly Entry[],
  written: Awaited<ReturnType<typeof findWrittenEvents>>,
  span: Span,
): Hint[] {
  const there = new Set(entries.map(({ eventId }) => eventId));
  return written.flatMap(({ bookingId, eventId }) =>
    eventId === null || there.has(eventId)
      ? []
      : [hintFor(bookingId, { eventId, icalUid: null, isRemoved: true }, span)],
  );
}

async function takeAllOver(deps: Deps, caller: Caller, options: CallerOptions, hints: readonly Hint[]) {
  const reader = readerFor(deps, caller, options);
  const changed: string[] = [];
  for (const hint of hints) {
    if (options.secondsLeft() <= 0) return { changed, because: 'no-time-left' as const };
    const taken = await takeOver(deps, caller.actor, hint, reader);
    if (isRefusal(taken)) return { changed, because: taken.reason };
    if (taken.changed) changed.push(hint.bookingId);
  }
  return { changed, because: null };
}

/** With the permission of who is present: the other's event is seen as free/busy only. */
function readerFor(deps: Deps, { token }: Caller, { secondsLeft }: CallerOptions): Reader {
  const as = { kind: 'delegated', token } as const;
  const common = { as, schema: readEvent, prefer: outlookForm };
  return {
    read: (event) =>
      deps.graph.call('getEvent', { ...common, path: { event }, deadlineSeconds: Math.max(0, secondsLeft()) }),
    organizerHas: ({ username }, time) => isInCalendarOf(deps, token, username, time, Math.max(0, secondsLeft())),
  };
}
