import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Answer, badRequest, type Failure, type GraphCall, preferredPageSize } from './answer.ts';
import type { Calendars } from './calendars.ts';
import { type EventForm, representEvent, shownId } from './event-form.ts';
import { formOf, mailboxOf } from './events.ts';
import { overlaps } from './get-schedule.ts';
import type { Stored } from './mailboxes.ts';

const defaultPageSize = 10;

/**
 * Where a round of reading stands: what changed after version `since` and until `until`, of which everything until `told`
 * was told. The next round begins at `until`. Graph's tokens carry the days of the first request in the same way.
 */
const roundSchema = z.object({
  generation: z.string(),
  mailbox: z.string(),
  since: z.number(),
  until: z.number(),
  told: z.number(),
  start: z.string(),
  end: z.string(),
});
type Round = z.output<typeof roundSchema>;
type Span = { start: Temporal.Instant; end: Temporal.Instant };

/** Links of another generation are too old: of an earlier run, or made so. */
export type Links = { generation: string };

/** `GET /me/calendarView/delta`: https://learn.microsoft.com/graph/api/event-delta */
export function calendarViewDelta(calendars: Calendars, links: Links, call: GraphCall): Answer {
  const mailbox = mailboxOf(calendars, call);
  if ('status' in mailbox) return mailbox;
  const { mailboxes } = calendars;
  const begun = beginRound(call, links, { mailbox: mailbox.id, version: mailboxes.version() });
  if ('status' in begun) return begun;
  const span = { start: Temporal.Instant.from(begun.start), end: Temporal.Instant.from(begun.end) };
  const form = formOf(call);
  const told = mailboxes
    .stored(mailbox.id)
    .filter(({ changedAt }) => changedAt > begun.told && changedAt <= begun.until)
    .sort((a, b) => a.changedAt - b.changedAt)
    .flatMap((stored) => entryFor(stored, span, begun.since, form));
  const size = preferredPageSize(call.headers) ?? defaultPageSize;
  const page = told.slice(0, size);
  const last = page.at(-1);
  const more = told.length > size && last !== undefined;
  const next = more ? { ...begun, told: last.at } : { ...begun, since: begun.until, told: begun.until };
  const token = Buffer.from(JSON.stringify(next)).toString('base64url');
  return {
    status: 200,
    body: {
      '@odata.context': `${call.base}/$metadata#Collection(event)`,
      [more ? '@odata.nextLink' : '@odata.deltaLink']:
        `${call.base}/me/calendarView/delta?${more ? '$skiptoken' : '$deltatoken'}=${token}`,
      value: page.map(({ entry }) => entry),
    },
  };
}

/** `GET /me/calendarView`: https://learn.microsoft.com/graph/api/user-list-calendarview */
export function calendarView(calendars: Calendars, call: GraphCall): Answer {
  const mailbox = mailboxOf(calendars, call);
  if ('status' in mailbox) return mailbox;
  const span = spanFrom(call.query);
  if ('status' in span) return span;
  const events = calendars.of(mailbox.id).filter((event) => overlaps(event, span));
  const value = events.map((event) => representEvent(event, formOf(call)));
  return { status: 200, body: { '@odata.context': `${call.base}/$metadata#Collection(event)`, value } };
}

/** What is to be told of one event: how it is, or that it is no longer in these days. */
function entryFor(stored: Stored, span: Span, since: number, form: EventForm) {
  const { event, removedAt, changedAt: at } = stored;
  if (removedAt === null && overlaps(event, span)) return [{ at, entry: representEvent(event, form) }];
  if (!wasKnown(stored, span, since)) return [];
  return [
    {
      at,
      entry: {
        '@odata.type': '#microsoft.graph.event',
        id: shownId(event.id, form),
        '@removed': { reason: 'deleted' },
      },
    },
  ];
}

function wasKnown({ spans, createdAt }: Stored, span: Span, since: number): boolean {
  const then = spans.findLast(({ at }) => at <= since);
  return createdAt <= since && then !== undefined && overlaps(then, span);
}

function beginRound({ query }: GraphCall, links: Links, now: { mailbox: string; version: number }): Round | Failure {
  for (const option of ['$expand', '$filter', '$orderby', '$search', '$select']) {
    if (query.has(option)) return badRequest(`The query option ${option} is not supported by calendarView/delta.`);
  }
  const skip = query.get('$skiptoken');
  const token = skip ?? query.get('$deltatoken');
  if (token === null) {
    const span = spanFrom(query);
    if ('status' in span) return span;
    const [start, end] = [span.start.toString(), span.end.toString()];
    const { generation } = links;
    return { generation, mailbox: now.mailbox, since: 0, until: now.version, told: 0, start, end };
  }
  const round = roundFrom(token);
  if (!round || round.mailbox !== now.mailbox)
    return badRequest('The state token is not valid.', 'ErrorInvalidSyncStateData');
  if (round.generation !== links.generation) {
    return { status: 410, code: 'SyncStateNotFound', message: 'The sync state is not found: begin anew without it.' };
  }
  return skip === null ? { ...round, until: now.version } : round;
}

function spanFrom(query: URLSearchParams): Span | Failure {
  try {
    return { start: instantFrom(query.get('startDateTime')), end: instantFrom(query.get('endDateTime')) };
  } catch {
    const message =
      'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.';
    return badRequest(message, 'ErrorInvalidParameter');
  }
}

/** Without an offset it is UTC that is meant. */
function instantFrom(text: string | null): Temporal.Instant {
  return Temporal.Instant.from(/(Z|[+-]\d\d:?\d\d)$/i.test(text ?? '') ? (text ?? '') : `${text}Z`);
}

function roundFrom(token: string): Round | undefined {
  try {
    return roundSchema.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch {
    return undefined;
  }
}
