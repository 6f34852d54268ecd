import { z } from 'zod';
import { type Answer, badRequest, type Failure, type GraphCall, notFound, preferred } from './answer.ts';
import type { Calendars } from './calendars.ts';
import { changesSchema, draftSchema, type EventForm, type LocalEvent, readId, representEvent } from './event-form.ts';
import type { Answered } from './meeting.ts';

// Calendars as Microsoft Graph answers for them: https://learn.microsoft.com/graph/api/resources/event

/** `POST /me/events` */
export function createEvent(calendars: Calendars, call: GraphCall): Answer {
  const mailbox = mailboxOf(calendars, call);
  if ('status' in mailbox) return mailbox;
  const draft = draftSchema.safeParse(call.body);
  if (!draft.success) return unreadable(draft.error);
  if (draft.data.end.epochMilliseconds < draft.data.start.epochMilliseconds) return endsTooEarly;
  const created = calendars.create(mailbox.id, draft.data, JSON.stringify(call.body));
  const form = formOf(call);
  if (!created.ok) {
    const more = { '@event.existingEventId': String(representEvent(created.existing, form).id) };
    const message =
      "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event.";
    return { ...badRequest(message, 'ErrorDuplicateTransactionId'), more };
  }
  return { ...oneEvent(created.event, call, mailbox.id), status: 201 };
}

/** `PATCH /me/events/{event}` */
export function updateEvent(calendars: Calendars, call: GraphCall): Answer {
  const mailbox = mailboxOf(calendars, call);
  if ('status' in mailbox) return mailbox;
  const changes = changesSchema.safeParse(call.body);
  if (!changes.success) return unreadable(changes.error);
  const { id } = readId(call.path.event ?? '');
  const before = calendars.mailboxes.find(mailbox.id, id)?.event;
  if (!before) return noSuchItem;
  const { start = before.start, end = before.end, transactionId } = changes.data;
  if (end.epochMilliseconds < start.epochMilliseconds) return endsTooEarly;
  if (transactionId !== undefined && transactionId !== before.transactionId) {
    return badRequest("The TransactionId of an event can't be changed.", 'ErrorInvalidPropertySet');
  }
  const changed = calendars.change(mailbox.id, id, changes.data);
  return changed.ok ? oneEvent(changed.event, call, mailbox.id) : noSuchItem;
}

/** `GET /me/events/{event}` and `GET /users/{user}/events/{event}`. What was deleted is still found by an immutable id. */
export function getEvent(calendars: Calendars, call: GraphCall): Answer {
  const mailbox = mailboxOf(calendars, call);
  if ('status' in mailbox) return mailbox;
  const { id, isImmutable } = readId(call.path.event ?? '');
  const { mailboxes } = calendars;
  const found = mailboxes.find(mailbox.id, id) ?? (isImmutable ? mailboxes.findDeleted(mailbox.id, id) : undefined);
  return found ? oneEvent(found.event, call, mailbox.id) : noSuchItem;
}

/** `DELETE /me/events/{event}` */
export function deleteEvent(calendars: Calendars, call: GraphCall): Answer {
  const mailbox = mailboxOf(calendars, call);
  if ('status' in mailbox) return mailbox;
  const removed = calendars.remove(mailbox.id, readId(call.path.event ?? '').id);
  return removed.ok ? { status: 204 } : noSuchItem;
}

/** `POST /me/events/{event}/cancel` */
export function cancelEvent(calendars: Calendars, call: GraphCall): Answer {
  const mailbox = mailboxOf(calendars, call);
  if ('status' in mailbox) return mailbox;
  if (!z.strictObject({ comment: z.string().nullish(), Comment: z.string().nullish() }).safeParse(call.body).success) {
    return badRequest('The comment could not be read.', 'RequestBodyRead');
  }
  const cancelled = calendars.cancel(mailbox.id, readId(call.path.event ?? '').id);
  if (cancelled.ok) return { status: 202 };
  if (cancelled.reason === 'not-found') return noSuchItem;
  const message = "Your request can't be completed. You need to be an organizer to cancel a meeting.";
  return badRequest(message, 'ErrorAccessDenied');
}

/** `POST /me/events/{event}/accept`, `…/tentativelyAccept` and `…/decline` */
export function respondToEvent(response: Answered) {
  return (calendars: Calendars, call: GraphCall): Answer => {
    const mailbox = mailboxOf(calendars, call);
    if ('status' in mailbox) return mailbox;
    const said = z.strictObject({ comment: z.string().optional(), sendResponse: z.boolean().default(true) });
    const body = said.safeParse(call.body ?? {});
    if (!body.success) return unreadable(body.error);
    const { sendResponse } = body.data;
    const responded = calendars.respond(mailbox.id, readId(call.path.event ?? '').id, response, { sendResponse });
    if (responded.ok) return { status: 202 };
    if (responded.reason === 'not-found') return noSuchItem;
    const message = "Your request can't be completed. You can't respond to this meeting because you're the organizer.";
    return badRequest(message, 'ErrorInvalidRequest');
  };
}

/** Whose calendar is meant: the caller's own, or the one that an application names. */
export function mailboxOf(calendars: Calendars, { oid, path }: GraphCall): { id: string } | Failure {
  const person = calendars.ownerOf(oid ?? path.user ?? '');
  if (person) return { id: person.id };
  return notFound(
    'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    'MailboxNotEnabledForRESTAPI',
  );
}

/** What the Prefer header asks for. */
export function formOf({ headers }: GraphCall): EventForm {
  return {
    timeZone: preferred(headers, 'outlook.timezone') ?? 'UTC',
    immutableIds: preferred(headers, 'IdType') === 'ImmutableId',
  };
}

export function unreadable({ issues }: z.ZodError): Failure {
  const where = issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  return badRequest(`The request body could not be read (${where}).`, 'RequestBodyRead');
}

function oneEvent(event: LocalEvent, call: GraphCall, personId: string): { status: 200; body: object } {
  const context = `${call.base}/$metadata#users('${personId}')/events/$entity`;
  return { status: 200, body: { '@odata.context': context, ...representEvent(event, formOf(call)) } };
}

const noSuchItem = notFound('The specified object was not found in the store.', 'ErrorItemNotFound');
const endsTooEarly = badRequest('The end of an event cannot be before its start.', 'ErrorPropertyValidationFailure');
