import { Temporal } from 'temporal-polyfill';
import type { EventChanges, EventDraft, LocalEvent } from './event-form.ts';
import { type CalendarChange, createMailboxes, type Mailboxes, type Stored } from './mailboxes.ts';
import {
  type Answered,
  attendeesAfter,
  changesTo,
  copyChanges,
  eventFrom,
  invitation,
  isMovedBy,
  shownAfter,
} from './meeting.ts';
import type { GraphPerson, Organisation } from './organisation.ts';

type Missing = { ok: false; reason: 'not-found' };
type Changed = { ok: true; event: LocalEvent } | Missing;

/** What people do in Outlook, and the product through Graph. Whoever does something is named by object id. */
export type Calendars = {
  /** Who has a mailbox, by id or address. */
  ownerOf(idOrAddress: string): GraphPerson | undefined;
  /** The events of somebody's calendar, the first made first. */
  of(personId: string): readonly LocalEvent[];
  /** Asked for with the same transaction and form, it is the event that was made before. Throws for who has no mailbox. */
  create(
    personId: string,
    draft: EventDraft,
    madeFrom?: string,
  ): { ok: true; event: LocalEvent } | { ok: false; reason: 'transaction-used'; existing: LocalEvent };
  /** By the organizer, for everybody; by somebody invited, in their own copy only. */
  change(personId: string, eventId: string, changes: EventChanges): Changed;
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

const missing: Missing = { ok: false, reason: 'not-found' };

/** Calendars of everybody with a mailbox. Invitations arrive at once. `tell` hears of each change after it was made. */
export function createCalendars(organisation: Organisation, tell: (change: CalendarChange) => void): Calendars {
  const mailboxes = createMailboxes(tell);
  const office: Office = {
    mailboxes,
    ownerOf: (idOrAddress) => {
      const person = organisation.find(idOrAddress) ?? organisation.findByName(idOrAddress);
      return person?.mailbox ? person : undefined;
    },
  };
  return {
    ...office,
    of: (personId) => mailboxes.stored(personId).flatMap((each) => (each.removedAt === null ? [each.event] : [])),
    create: (personId, draft, madeFrom = JSON.stringify(draft)) => create(office, personId, draft, madeFrom),
    change: (personId, eventId, changes) => change(office, personId, eventId, changes),
    cancel(personId, eventId) {
      const own = mailboxes.find(personId, eventId);
      if (!own) return missing;
      if (!own.event.isOrganizer || own.event.attendees.length === 0) return { ok: false, reason: 'not-organizer' };
      end(office, own);
      return { ok: true };
    },
    remove(personId, eventId) {
      const own = mailboxes.find(personId, eventId);
      if (!own) return missing;
      end(office, own);
      return { ok: true };
    },
    respond: (personId, eventId, response, { sendResponse = true } = {}) =>
      respond(office, { personId, eventId }, response, sendResponse),
  };
}

type Office = Pick<Calendars, 'mailboxes' | 'ownerOf'>;

function create(
  office: Office,
  personId: string,
  draft: EventDraft,
  madeFrom: string,
): ReturnType<Calendars['create']> {
  const { mailboxes, ownerOf } = office;
  const isBefore = ({ event, removedAt }: Stored) => removedAt === null && event.transactionId === draft.transactionId;
  const before = draft.transactionId ? mailboxes.stored(personId).find(isBefore) : undefined;
  if (before) {
    if (before.madeFrom === madeFrom) return { ok: true, event: before.event };
    return { ok: false, reason: 'transaction-used', existing: before.event };
  }
  const person = ownerOf(personId);
  if (!person) throw new Error(`nobody with the id ${personId} has a mailbox in the local organisation`);
  const own = mailboxes.add(personId, eventFrom(person, draft), madeFrom);
  deliver(office, own, { before: [], isMoved: false });
  return { ok: true, event: own.event };
}

function change(office: Office, personId: string, eventId: string, changes: EventChanges): Changed {
  const own = office.mailboxes.find(personId, eventId);
  if (!own) return missing;
  const before = invited(office, own);
  const isMoved = isMovedBy(changes, own.event);
  office.mailboxes.change(own, changesTo(own.event, changes, isMoved));
  if (own.event.isOrganizer) deliver(office, own, { before, isMoved });
  return { ok: true, event: own.event };
}

function respond(
  { mailboxes, ownerOf }: Office,
  { personId, eventId }: { personId: string; eventId: string },
  response: Answered,
  sendResponse: boolean,
): ReturnType<Calendars['respond']> {
  const own = mailboxes.find(personId, eventId);
  const person = ownerOf(personId);
  if (!own || !person) return missing;
  if (own.event.isOrganizer) return { ok: false, reason: 'organizer' };
  const respondedAt = Temporal.Now.instant();
  const organizer = ownerOf(own.event.organizer.address);
  const theirs = organizer && mailboxes.findCopy(organizer.id, own.event.iCalUId);
  mailboxes.change(own, { response, respondedAt, showAs: shownAfter(response, theirs?.event) });
  if (sendResponse && theirs) {
    mailboxes.change(theirs, { attendees: attendeesAfter(theirs.event, person, { response, respondedAt }) });
  }
  // Outlook puts away what somebody declined, unless they chose to keep it.
  if (response === 'declined' && !person.mailbox?.keepsDeclined) mailboxes.remove(own);
  return { ok: true };
}

function end(office: Office, own: Stored) {
  const { event } = own;
  if (event.isOrganizer) for (const person of invited(office, own)) callOff(office, event, person);
  if (event.isOrganizer && event.attendees.length) own.event = { ...event, isCancelled: true };
  office.mailboxes.remove(own);
}

/** Whoever is invited has a copy that looks like the organizer's event; whoever was, and is not, is told that it is off. */
function deliver(
  office: Office,
  own: Stored,
  { before, isMoved }: { before: readonly GraphPerson[]; isMoved: boolean },
) {
  const { mailboxes } = office;
  const now = invited(office, own);
  for (const person of now) {
    const copy = mailboxes.findCopy(person.id, own.event.iCalUId);
    if (copy) mailboxes.change(copy, copyChanges(own.event, copy.event, isMoved));
    else mailboxes.add(person.id, invitation(own.event));
  }
  for (const person of before) if (!now.some(({ id }) => id === person.id)) callOff(office, own.event, person);
}

function callOff({ mailboxes }: Office, { iCalUId }: LocalEvent, person: GraphPerson) {
  const copy = mailboxes.findCopy(person.id, iCalUId);
  if (!copy) return;
  mailboxes.change(copy, { isCancelled: true, showAs: 'free', subject: `Canceled: ${copy.event.subject}` });
}

function invited({ ownerOf }: Office, { event, owner }: Stored): GraphPerson[] {
  return event.attendees.flatMap(({ emailAddress }) => {
    const person = ownerOf(emailAddress.address);
    return person && person.id !== owner ? [person] : [];
  });
}
