import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import {
  type Attendee,
  type EventChanges,
  type EventDraft,
  keptOf,
  type LocalEvent,
  type ShownAs,
} from './event-form.ts';
import { type CalendarChange, createMailboxes, type Mailboxes, type Stored } from './mailboxes.ts';
import type { GraphPerson, Organisation } from './organisation.ts';

export type Answered = 'accepted' | 'tentativelyAccepted' | 'declined';
type Missing = { ok: false; reason: 'not-found' };

/** What people do in Outlook, and the product through Graph. Whoever does something is named by object id. */
export type Calendars = {
  /** Who has a mailbox, by id or address. */
  ownerOf(idOrAddress: string): GraphPerson | undefined;
  /** The events of somebody's calendar, the first made first. */
  of(personId: string): readonly LocalEvent[];
  /** `again` when the same transaction made the same event before. */
  create(
    personId: string,
    draft: EventDraft,
    madeFrom?: string,
  ): { ok: true; event: LocalEvent; again: boolean } | { ok: false; reason: 'transaction-used'; existing: LocalEvent };
  /** By the organizer, for everybody; by somebody invited, in their own copy only. */
  change(personId: string, eventId: string, changes: EventChanges): { ok: true; event: LocalEvent } | Missing;
  /** By the organizer of a meeting. */
  cancel(personId: string, eventId: string): { ok: true } | Missing | { ok: false; reason: 'not-organizer' };
  /** Deletes; by its organizer, a meeting is called off with it. */
  remove(personId: string, eventId: string): { ok: true } | Missing;
  /** By somebody invited. `sendResponse: false` keeps it from the organizer. */
  respond(
    personId: string,
    eventId: string,
    response: Answered,
    options?: { sendResponse?: boolean },
  ): { ok: true } | Missing | { ok: false; reason: 'organizer' };
  mailboxes: Mailboxes;
};

/** Calendars of everybody with a mailbox. Invitations arrive at once. `tell` hears of each change after it was made. */
export function createCalendars(organisation: Organisation, tell: (change: CalendarChange) => void): Calendars {
  const mailboxes = createMailboxes(tell);
  const ownerOf = (idOrAddress: string) => {
    const person = organisation.find(idOrAddress) ?? organisation.findByName(idOrAddress);
    return person?.mailbox ? person : undefined;
  };
  const missing: Missing = { ok: false, reason: 'not-found' };
  const invited = ({ event, owner }: Stored) =>
    event.attendees.flatMap(({ emailAddress }) => {
      const person = ownerOf(emailAddress.address);
      return person && person.id !== owner ? [person] : [];
    });

  /** Whoever is invited has a copy that looks like the organizer's event; whoever is not any more is told that it is off. */
  function deliver(own: Stored, before: readonly GraphPerson[], isMoved: boolean) {
    const now = invited(own);
    for (const person of now) {
      const copy = mailboxes.findCopy(person.id, own.event.iCalUId);
      if (copy) mailboxes.change(copy, copyChanges(own.event, copy.event, isMoved));
      else mailboxes.add(person.id, invitation(own.event));
    }
    for (const person of before) if (!now.some(({ id }) => id === person.id)) callOff(own.event, person);
  }

  function callOff({ iCalUId }: LocalEvent, person: GraphPerson) {
    const copy = mailboxes.findCopy(person.id, iCalUId);
    if (!copy) return;
    mailboxes.change(copy, { isCancelled: true, showAs: 'free', subject: `Canceled: ${copy.event.subject}` });
  }

  function end(own: Stored) {
    const { event } = own;
    if (event.isOrganizer) for (const person of invited(own)) callOff(event, person);
    if (event.isOrganizer && event.attendees.length) own.event = { ...event, isCancelled: true };
    mailboxes.remove(own);
  }

  return {
    ownerOf,
    of: (personId) => mailboxes.stored(personId).flatMap((each) => (each.removedAt === null ? [each.event] : [])),
    create(personId, draft, madeFrom = JSON.stringify(draft)) {
      const before = mailboxes
        .stored(personId)
        .find(({ event, removedAt }) => removedAt === null && event.transactionId === draft.transactionId);
      if (draft.transactionId && before) {
        if (before.madeFrom === madeFrom) return { ok: true, event: before.event, again: true };
        return { ok: false, reason: 'transaction-used', existing: before.event };
      }
      const person = ownerOf(personId);
      if (!person) throw new Error(`nobody with the id ${personId} has a mailbox in the local organisation`);
      const own = mailboxes.add(personId, eventFrom(person, draft), madeFrom);
      deliver(own, [], false);
      return { ok: true, event: own.event, again: false };
    },
    change(personId, eventId, changes) {
      const own = mailboxes.find(personId, eventId);
      if (!own) return missing;
      const before = invited(own);
      const isMoved = [
        changes.start && !changes.start.equals(own.event.start),
        changes.end?.equals(own.event.end) === false,
      ].includes(true);
      mailboxes.change(own, changesTo(own.event, changes, isMoved));
      if (own.event.isOrganizer) deliver(own, before, isMoved);
      return { ok: true, event: own.event };
    },
    cancel(personId, eventId) {
      const own = mailboxes.find(personId, eventId);
      if (!own) return missing;
      if (!own.event.isOrganizer || own.event.attendees.length === 0) return { ok: false, reason: 'not-organizer' };
      end(own);
      return { ok: true };
    },
    remove(personId, eventId) {
      const own = mailboxes.find(personId, eventId);
      if (!own) return missing;
      end(own);
      return { ok: true };
    },
    respond(personId, eventId, response, { sendResponse = true } = {}) {
      const own = mailboxes.find(personId, eventId);
      const person = ownerOf(personId);
      if (!own || !person) return missing;
      if (own.event.isOrganizer) return { ok: false, reason: 'organizer' };
      const respondedAt = Temporal.Now.instant();
      const organizer = ownerOf(own.event.organizer.address);
      const theirs = organizer && mailboxes.findCopy(organizer.id, own.event.iCalUId);
      const showAs = shownAfter(response, theirs?.event);
      mailboxes.change(own, { response, respondedAt, showAs });
      if (sendResponse && theirs) {
        const attendees = theirs.event.attendees.map((attendee) =>
          isTheirs(attendee, person) ? { ...attendee, response, respondedAt } : attendee,
        );
        mailboxes.change(theirs, { attendees });
      }
      // Outlook puts away what somebody declined, unless they chose to keep it.
      if (response === 'declined' && !person.mailbox?.keepsDeclined) mailboxes.remove(own);
      return { ok: true };
    },
    mailboxes,
  };
}

function isTheirs({ emailAddress }: Attendee, { userPrincipalName }: GraphPerson): boolean {
  return emailAddress.address.toLowerCase() === userPrincipalName.toLowerCase();
}

function shownAfter(response: Answered, organizers: LocalEvent | undefined): ShownAs {
  if (response === 'declined') return 'free';
  return response === 'accepted' ? (organizers?.showAs ?? 'busy') : 'tentative';
}

function eventFrom(organizer: GraphPerson, draft: EventDraft) {
  const joinUrl = draft.isOnlineMeeting ? newMeeting() : null;
  return {
    iCalUId: `040000008200E00074C5B7101A82E008${randomUUID().replaceAll('-', '').toUpperCase()}`,
    organizer: { name: organizer.displayName, address: organizer.userPrincipalName },
    isOrganizer: true,
    subject: draft.subject ?? '',
    body: withMeeting(draft.body ?? { contentType: 'text', content: '' }, joinUrl),
    start: draft.start,
    end: draft.end,
    isAllDay: draft.isAllDay ?? false,
    location: draft.location?.displayName || (joinUrl ? 'Microsoft Teams Meeting' : ''),
    attendees: attendeesFrom(draft.attendees ?? [], []),
    showAs: draft.showAs ?? 'busy',
    sensitivity: draft.sensitivity ?? 'normal',
    isCancelled: false,
    response: 'organizer',
    respondedAt: null,
    joinUrl,
    transactionId: draft.transactionId ?? null,
    kept: keptOf(draft),
  } as const;
}

/** Whoever stays invited keeps what they answered, unless the meeting moves. */
function attendeesFrom(wanted: NonNullable<EventDraft['attendees']>, before: readonly Attendee[]): Attendee[] {
  const known = new Map(before.map((attendee) => [attendee.emailAddress.address.toLowerCase(), attendee]));
  return wanted.map((attendee) => {
    const { response = 'none', respondedAt = null } = known.get(attendee.emailAddress.address.toLowerCase()) ?? {};
    const { address, name = address } = attendee.emailAddress;
    return { ...attendee, emailAddress: { address, name }, response, respondedAt };
  });
}

function changesTo(event: LocalEvent, changes: EventChanges, isMoved: boolean): Partial<LocalEvent> {
  const body = changes.body;
  const loses = body !== undefined && event.joinUrl !== null && !body.content.includes(event.joinUrl);
  const joinUrl = loses
    ? null
    : (event.joinUrl ?? (changes.isOnlineMeeting && event.isOrganizer ? newMeeting() : null));
  const attendees = changes.attendees ? attendeesFrom(changes.attendees, event.attendees) : event.attendees;
  const asked = attendees.map((attendee) => ({ ...attendee, response: 'none' as const, respondedAt: null }));
  const defined = Object.entries({
    subject: changes.subject ?? undefined,
    body: joinUrl === event.joinUrl ? body : withMeeting(body ?? event.body, joinUrl),
    start: changes.start,
    end: changes.end,
    isAllDay: changes.isAllDay,
    location: changes.location?.displayName,
    showAs: changes.showAs,
    sensitivity: changes.sensitivity,
  }).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(defined),
    joinUrl,
    // Only the organizer says who is invited.
    ...(event.isOrganizer && { attendees: isMoved ? asked : attendees }),
    kept: { ...event.kept, ...keptOf(changes) },
  };
}

function invitation(event: LocalEvent) {
  const { id, createdAt, changedAt, changeKey, transactionId, kept, ...shared } = event;
  const unanswered = { response: 'notResponded', respondedAt: null, showAs: 'tentative' } as const;
  return { ...shared, ...unanswered, isOrganizer: false, transactionId: null, kept: {} };
}

/** The organizer's word goes over what somebody changed in their own copy; who moves a meeting asks everybody again. */
function copyChanges(event: LocalEvent, copy: LocalEvent, isMoved: boolean): Partial<LocalEvent> {
  const { response, respondedAt, showAs, ...rest } = invitation(event);
  if (isMoved || copy.isCancelled) return { ...rest, response, respondedAt, showAs };
  return { ...rest, showAs: copy.response === 'accepted' ? event.showAs : copy.showAs };
}

function newMeeting(): string {
  return `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${randomUUID()}%40thread.v2/0`;
}

/** An online meeting lives in the event's text: https://learn.microsoft.com/graph/api/event-update */
function withMeeting(body: LocalEvent['body'], joinUrl: string | null): LocalEvent['body'] {
  if (joinUrl === null) return body;
  return { ...body, content: `${body.content}\n\nMicrosoft Teams meeting\nJoin: ${joinUrl}` };
}
