import { ianaZone } from '@open-door/api/people/windows-zones.ts';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

// Events as they travel: https://learn.microsoft.com/graph/api/resources/event

/** Outlook writes wall time and zone apart, the zone by Windows' name or IANA's. */
export const timeSchema = z
  .object({ dateTime: z.string(), timeZone: z.string() })
  .transform(({ dateTime, timeZone }, context) => {
    const zone = ianaZone(timeZone);
    try {
      if (zone) return Temporal.PlainDateTime.from(dateTime).toZonedDateTime(zone).toInstant();
    } catch {
      // Falls through to the one refusal that there is.
    }
    context.addIssue({ code: 'custom', message: `The time '${dateTime}' in '${timeZone}' is not valid.` });
    return z.NEVER;
  });

const attendeeSchema = z.object({
  type: z.enum(['required', 'optional', 'resource']).default('required'),
  emailAddress: z.object({ address: z.string().min(1), name: z.string().optional() }),
});

/** What Graph keeps and gives back without a meaning here. */
const kept = {
  importance: z.enum(['low', 'normal', 'high']),
  categories: z.array(z.string()),
  isReminderOn: z.boolean(),
  reminderMinutesBeforeStart: z.number(),
  allowNewTimeProposals: z.boolean(),
  responseRequested: z.boolean(),
  hideAttendees: z.boolean(),
};

const showAs = z.enum(['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown']);
const properties = {
  subject: z.string().nullable(),
  body: z.object({ contentType: z.enum(['text', 'html']), content: z.string() }),
  start: timeSchema,
  end: timeSchema,
  isAllDay: z.boolean(),
  location: z.object({ displayName: z.string() }),
  attendees: z.array(attendeeSchema),
  showAs,
  sensitivity: z.enum(['normal', 'personal', 'private', 'confidential']),
  isOnlineMeeting: z.boolean(),
  onlineMeetingProvider: z.enum(['unknown', 'teamsForBusiness', 'skypeForBusiness', 'skypeForConsumer']),
  transactionId: z.string().nullable(),
  ...kept,
};

/** A property that Graph does not have is refused, as Graph does. */
export const changesSchema = z.strictObject(properties).partial();
export const draftSchema = changesSchema.required({ start: true, end: true });

export type EventChanges = z.output<typeof changesSchema>;
export type EventDraft = z.output<typeof draftSchema>;
export type ShownAs = z.output<typeof showAs>;
type Kept = { [Name in keyof typeof kept]?: z.output<(typeof kept)[Name]> | undefined };

type Response = 'none' | 'organizer' | 'tentativelyAccepted' | 'accepted' | 'declined' | 'notResponded';
export type Attendee = z.output<typeof attendeeSchema> & { response: Response; respondedAt: Temporal.Instant | null };

/** An event in one person's calendar: the organizer's own, or the copy of somebody invited. */
export type LocalEvent = {
  /** Immutable. */
  id: string;
  /** The same in every copy. */
  iCalUId: string;
  organizer: { name: string; address: string };
  isOrganizer: boolean;
  subject: string;
  body: { contentType: 'text' | 'html'; content: string };
  start: Temporal.Instant;
  end: Temporal.Instant;
  isAllDay: boolean;
  location: string;
  attendees: readonly Attendee[];
  showAs: ShownAs;
  sensitivity: string;
  isCancelled: boolean;
  /** What the owner of this calendar answered. */
  response: Response;
  respondedAt: Temporal.Instant | null;
  joinUrl: string | null;
  transactionId: string | null;
  createdAt: Temporal.Instant;
  changedAt: Temporal.Instant;
  /** Differs after every change. */
  changeKey: string;
  kept: Kept;
};

export function keptOf(changes: EventChanges): Kept {
  const names = Object.keys(kept) as (keyof Kept)[];
  return Object.fromEntries(names.flatMap((name) => (changes[name] === undefined ? [] : [[name, changes[name]]])));
}

export type EventForm = {
  /** The zone that times are written in, as it was asked for. */
  timeZone: string;
  /** Without it ids are of the kind that changes when an item moves between folders. */
  immutableIds: boolean;
};

const passingPrefix = 'AAMk';

/** The event's id as this caller is given it. */
export function shownId(id: string, { immutableIds }: Pick<EventForm, 'immutableIds'>): string {
  return immutableIds ? id : `${passingPrefix}${id}`;
}

/** The immutable id behind either kind, and which kind it was. */
export function readId(shown: string): { id: string; isImmutable: boolean } {
  if (!shown.startsWith(passingPrefix)) return { id: shown, isImmutable: true };
  return { id: shown.slice(passingPrefix.length), isImmutable: false };
}

/** An event as Graph writes it, in the zone and with the kind of id that the Prefer header asked for. */
export function representEvent(event: LocalEvent, form: EventForm): Record<string, unknown> {
  const { organizer, joinUrl, response, respondedAt } = event;
  return {
    '@odata.etag': `W/"${event.changeKey}"`,
    id: shownId(event.id, form),
    createdDateTime: event.createdAt.toString(),
    lastModifiedDateTime: event.changedAt.toString(),
    changeKey: event.changeKey,
    ...event.kept,
    ...(event.transactionId !== null && { transactionId: event.transactionId }),
    originalStartTimeZone: 'UTC',
    originalEndTimeZone: 'UTC',
    iCalUId: event.iCalUId,
    subject: event.subject,
    bodyPreview: event.body.content.slice(0, 255),
    body: event.body,
    start: writtenTime(event.start, form.timeZone),
    end: writtenTime(event.end, form.timeZone),
    isAllDay: event.isAllDay,
    location: { displayName: event.location, locationType: 'default' },
    showAs: event.showAs,
    sensitivity: event.sensitivity,
    isCancelled: event.isCancelled,
    isOrganizer: event.isOrganizer,
    isDraft: false,
    type: 'singleInstance',
    responseStatus: writtenResponse(response, respondedAt),
    attendees: event.attendees.map((attendee) => ({
      type: attendee.type,
      status: writtenResponse(attendee.response, attendee.respondedAt),
      emailAddress: attendee.emailAddress,
    })),
    organizer: { emailAddress: organizer },
    isOnlineMeeting: joinUrl !== null,
    onlineMeetingProvider: joinUrl === null ? 'unknown' : 'teamsForBusiness',
    onlineMeeting: joinUrl === null ? null : { joinUrl },
  };
}

/** Ten millionths of a second, as Outlook has them. */
export function writtenTime(instant: Temporal.Instant, timeZone: string) {
  const wall = instant.toZonedDateTimeISO(ianaZone(timeZone) ?? 'UTC').toPlainDateTime();
  return { dateTime: wall.toString({ fractionalSecondDigits: 7 }), timeZone };
}

function writtenResponse(response: Response, at: Temporal.Instant | null) {
  return { response, time: at === null ? '0001-01-01T00:00:00Z' : at.toString() };
}
