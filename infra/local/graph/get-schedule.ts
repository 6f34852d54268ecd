import { z } from 'zod';
import { type Answer, badRequest, type GraphCall } from './answer.ts';
import type { Calendars } from './calendars.ts';
import { type LocalEvent, timeSchema, writtenTime } from './event-form.ts';
import { formOf, mailboxOf, unreadable } from './events.ts';

const mostSchedules = 20;
const mostDays = 62;

const requestSchema = z.strictObject({
  schedules: z.array(z.string().min(1)).min(1),
  startTime: timeSchema,
  endTime: timeSchema,
  availabilityViewInterval: z.int().min(5).max(1440).default(30),
});
type Span = { start: LocalEvent['start']; end: LocalEvent['end'] };

/** `POST /me/calendar/getSchedule`: https://learn.microsoft.com/graph/api/calendar-getschedule */
export function getSchedule(calendars: Calendars, call: GraphCall): Answer {
  const mailbox = mailboxOf(calendars, call);
  if ('status' in mailbox) return mailbox;
  const request = requestSchema.safeParse(call.body);
  if (!request.success) return unreadable(request.error);
  const { schedules, startTime: start, endTime: end, availabilityViewInterval } = request.data;
  if (schedules.length > mostSchedules) {
    const sizes = `The allowed size = ${mostSchedules}; the actual size = ${schedules.length}.`;
    const message = `There are too many target users in the EmailAddress array. ${sizes}`;
    return badRequest(message, 'ErrorMailboxDataArrayTooBig');
  }
  const minutes = end.since(start).total('minutes');
  if (minutes <= 0 || minutes > mostDays * 24 * 60) {
    return badRequest(
      `The time window has to be longer than nothing and at most ${mostDays} days.`,
      'ErrorTimeIntervalTooBig',
    );
  }
  const { timeZone } = formOf(call);
  const value = schedules.map((scheduleId) => {
    const owner = calendars.ownerOf(scheduleId);
    if (!owner) return unknownMailbox(scheduleId);
    const items = calendars.of(owner.id).filter((event) => event.showAs !== 'free' && overlaps(event, { start, end }));
    return {
      scheduleId,
      availabilityView: availabilityView(items, { start, end }, availabilityViewInterval),
      scheduleItems: items.map((event) => ({
        isPrivate: event.sensitivity === 'private',
        status: event.showAs,
        start: writtenTime(event.start, timeZone),
        end: writtenTime(event.end, timeZone),
      })),
    };
  });
  const context = `${call.base}/$metadata#Collection(microsoft.graph.scheduleInformation)`;
  return { status: 200, body: { '@odata.context': context, value } };
}

export function overlaps(event: Span, { start, end }: Span): boolean {
  return event.start.epochMilliseconds < end.epochMilliseconds && event.end.epochMilliseconds > start.epochMilliseconds;
}

const digits = { free: 0, tentative: 1, busy: 2, oof: 3, workingElsewhere: 4, unknown: 0 } as const;

/** A digit per interval: what takes most of somebody in it, away before busy before tentative. */
function availabilityView(items: readonly LocalEvent[], { start, end }: Span, minutes: number): string {
  const intervals = Math.ceil(end.since(start).total('minutes') / minutes);
  return Array.from({ length: intervals }, (_nothing, index) => {
    const from = start.add({ minutes: index * minutes });
    const within = items.filter((event) => overlaps(event, { start: from, end: from.add({ minutes }) }));
    const strongest = (['oof', 'busy', 'tentative', 'workingElsewhere'] as const).find((status) =>
      within.some(({ showAs }) => showAs === status),
    );
    return digits[strongest ?? 'free'];
  }).join('');
}

function unknownMailbox(scheduleId: string) {
  const message = `Unable to resolve e-mail address ${scheduleId} to an Active Directory object.`;
  return {
    scheduleId,
    availabilityView: '',
    error: { message, responseCode: 'ErrorMailRecipientNotFound' },
    scheduleItems: [],
  };
}
