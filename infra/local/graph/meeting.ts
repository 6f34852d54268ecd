import { randomUUID } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import {
  type Attendee,
  type EventChanges,
  type EventDraft,
  keptOf,
  type LocalEvent,
  type ShownAs,
} from './event-form.ts';
import type { GraphPerson } from './organisation.ts';

export type Answered = 'accepted' | 'tentativelyAccepted' | 'declined';

/** Whether a change gives an event another time. */
export function isMovedBy({ start, end }: EventChanges, event: LocalEvent): boolean {
  const differs = (wanted: Temporal.Instant | undefined, is: Temporal.Instant) => wanted?.equals(is) === false;
  return differs(start, event.start) || differs(end, event.end);
}

/** The attendees of an event after one of them answered. */
export function attendeesAfter(
  { attendees }: LocalEvent,
  { userPrincipalName }: GraphPerson,
  { response, respondedAt }: { response: Answered; respondedAt: Temporal.Instant },
): Attendee[] {
  const isTheirs = ({ emailAddress }: Attendee) =>
    emailAddress.address.toLowerCase() === userPrincipalName.toLowerCase();
  return attendees.map((attendee) => (isTheirs(attendee) ? { ...attendee, response, respondedAt } : attendee));
}

/** How an invitation shows in the calendar of whoever answered it. */
export function shownAfter(response: Answered, organizers: LocalEvent | undefined): ShownAs {
  if (response === 'declined') return 'free';
  return response === 'accepted' ? (organizers?.showAs ?? 'busy') : 'tentative';
}

/** A new event in its organizer's calendar. */
export function eventFrom(organizer: GraphPerson, draft: EventDraft) {
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

/** What a change makes of an event; who is invited is the organizer's to say. */
export function changesTo(event: LocalEvent, changes: EventChanges, isMoved: boolean): Partial<LocalEvent> {
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
    ...(event.isOrganizer && { attendees: isMoved ? asked : attendees }),
    kept: { ...event.kept, ...keptOf(changes) },
  };
}

/** The copy for somebody invited. */
export function invitation(event: LocalEvent) {
  const { id, createdAt, changedAt, changeKey, transactionId, kept, ...shared } = event;
  const unanswered = { response: 'notResponded', respondedAt: null, showAs: 'tentative' } as const;
  return { ...shared, ...unanswered, isOrganizer: false, transactionId: null, kept: {} };
}

/** The organizer's word goes over what somebody changed in their own copy; who moves a meeting asks everybody again. */
export function copyChanges(event: LocalEvent, copy: LocalEvent, isMoved: boolean): Partial<LocalEvent> {
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
