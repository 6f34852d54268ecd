import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { OutlookEvent } from '../../outlook-change.ts';

/** Ids that stay when an item moves between folders, and all times in UTC. */
export const outlookForm = ['IdType="ImmutableId"', 'outlook.timezone="UTC"'];

/** Outlook writes wall time and zone apart, and UTC is what was asked for. */
export const graphTime = z
  .object({ dateTime: z.string(), timeZone: z.literal('UTC') })
  .transform(({ dateTime }) => Temporal.PlainDateTime.from(dateTime).toZonedDateTime('UTC').toInstant());

/** What Graph answers for an event that was made or changed. */
export const writtenEvent = z
  .object({
    id: z.string(),
    iCalUId: z.string().nullish(),
    start: graphTime,
    end: graphTime,
    attendees: z.array(z.unknown()).nullish(),
    onlineMeeting: z.object({ joinUrl: z.string().nullish() }).nullish(),
  })
  .transform(({ id, iCalUId, start, end, attendees, onlineMeeting }) => ({
    eventId: id,
    icalUid: iCalUId ?? null,
    startsAt: start,
    endsAt: end,
    invites: (attendees?.length ?? 0) > 0,
    joinUrl: onlineMeeting?.joinUrl ?? null,
  }));

const answer = z.object({ response: z.string().nullish() }).nullish();

/** An event as it is read to see what became of it. */
export const readEvent = z
  .object({
    id: z.string(),
    iCalUId: z.string().nullish(),
    start: graphTime,
    end: graphTime,
    isCancelled: z.boolean().nullish(),
    responseStatus: answer,
    onlineMeeting: z.object({ joinUrl: z.string().nullish() }).nullish(),
    attendees: z
      .array(z.object({ emailAddress: z.object({ address: z.string().nullish() }).nullish(), status: answer }))
      .nullish(),
  })
  .transform((event): OutlookEvent & { eventId: string; icalUid: string | null; joinUrl: string | null } => ({
    eventId: event.id,
    icalUid: event.iCalUId ?? null,
    joinUrl: event.onlineMeeting?.joinUrl ?? null,
    startsAt: event.start,
    endsAt: event.end,
    isCancelled: event.isCancelled ?? false,
    ownAnswer: event.responseStatus?.response ?? 'none',
    declinedBy: (event.attendees ?? [])
      .filter(({ status }) => status?.response === 'declined')
      .flatMap(({ emailAddress }) => emailAddress?.address?.toLowerCase() ?? []),
  }));

/**
 * A page of what changed in a calendar. Of what was removed there is the id only, and of what left the days that are read
 * perhaps not even the times: every entry is but a hint, and the event is read anew.
 */
export const changesPage = z
  .object({
    value: z.array(z.object({ id: z.string(), iCalUId: z.string().nullish(), '@removed': z.unknown().optional() })),
    '@odata.nextLink': z.string().optional(),
    '@odata.deltaLink': z.string().optional(),
  })
  .transform((page) => ({
    entries: page.value.map((entry) => ({
      eventId: entry.id,
      icalUid: entry.iCalUId ?? null,
      isRemoved: entry['@removed'] !== undefined,
    })),
    nextLink: page['@odata.nextLink'],
    deltaLink: page['@odata.deltaLink'],
  }));
