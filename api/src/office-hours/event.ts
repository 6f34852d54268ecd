import type { Temporal } from 'temporal-polyfill';

/** A booking as far as its event in Outlook depends on it. */
export type Wanted = {
  state: 'held' | 'booked' | 'cancelled' | 'released';
  /** How often the booking was moved or ended. */
  changes: number;
  /** A session that is over needs nothing written any more. */
  isOver: boolean;
  /** Whether this event invites the other side, or only marks the organizer's own time (later seats of a group session). */
  invites: boolean;
  /** A later seat's event carries the link of the meeting that the first one makes. */
  meetingIsKnown: boolean;
};

/** What was written to Outlook for a booking, as far as it is known. */
export type Written = {
  /** Whose calendar has the event, or may have it: set before Graph is asked to make it. */
  organizerId: string | null;
  eventId: string | null;
  changes: number | null;
  as: 'invitation' | 'entry' | 'cancelled' | null;
};

export const unwritten: Written = { organizerId: null, eventId: null, changes: null, as: null };

/**
 * `find`: an event may have been made before somebody crashed, and the booking has ended since. `wait`: for the meeting
 * that another seat's event makes.
 */
export type Step = 'create' | 'update' | 'cancel' | 'find' | 'wait' | 'nothing';

/**
 * The one step that brings Outlook nearer to what it should show. It asks for no memory of attempts: whoever crashed
 * anywhere, the same question asked again leads on. Every step has the same effect when it is done twice: an event is made
 * with the booking's id as its transaction, and setting times or calling off can be repeated.
 */
export function nextStep(wanted: Wanted, written: Written): Step {
  if (wanted.state === 'held' || wanted.isOver) return 'nothing';
  if (wanted.state === 'booked') {
    if (written.as === 'cancelled') return 'nothing';
    if (!wanted.invites && !wanted.meetingIsKnown) return 'wait';
    if (written.eventId === null) return 'create';
    const asWanted = written.as === (wanted.invites ? 'invitation' : 'entry');
    return asWanted && written.changes === wanted.changes ? 'nothing' : 'update';
  }
  if (written.organizerId === null || written.as === 'cancelled') return 'nothing';
  return written.eventId === null ? 'find' : 'cancel';
}

/** A session as Outlook shows it. */
export type Shown = {
  bookingId: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  place: 'teams' | 'room' | 'either';
  room: string;
  meetingUrl: string | null;
  /** Null where the event marks the organizer's own time only. */
  invited: { displayName: string; username: string } | null;
  words: { subject: string; text: string };
};

/**
 * The body of a new event, as https://learn.microsoft.com/graph/api/user-post-events takes it. Its transaction is the
 * booking: asked for it again, Outlook answers the event that it has made already.
 */
export function newEvent(shown: Shown) {
  return {
    subject: shown.words.subject,
    body: { contentType: 'text', content: shown.words.text },
    ...timesOf(shown),
    ...placeOf(shown),
    ...attendeesOf(shown),
    // What somebody wants to learn is nobody else's business, also where colleagues may see each other's calendars.
    sensitivity: 'private',
    transactionId: shown.bookingId,
  };
}

/**
 * What changes when a session moves, or when its event begins to invite. The body is left as it is: an online meeting lives
 * in it, and ends when it is overwritten.
 */
export function changedEvent(shown: Shown) {
  return { ...timesOf(shown), ...placeOf(shown), ...attendeesOf(shown) };
}

/** Finds the event of an ended booking by its transaction; if none was made, the one made now invites nobody. */
export function foundEvent(shown: Shown) {
  const { subject, start, end, sensitivity, transactionId } = newEvent(shown);
  return { subject, start, end, sensitivity, transactionId };
}

function timesOf({ startsAt, endsAt }: Shown) {
  return { start: inUtc(startsAt), end: inUtc(endsAt) };
}

/** Outlook wants wall time and zone apart. */
function inUtc(instant: Temporal.Instant) {
  return { dateTime: instant.toZonedDateTimeISO('UTC').toPlainDateTime().toString(), timeZone: 'UTC' };
}

function placeOf({ place, room, meetingUrl, invited }: Shown) {
  // One meeting for a session: only who invites makes it, and only once.
  const makesMeeting = place !== 'room' && meetingUrl === null && invited !== null;
  const isOnline = makesMeeting && { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' };
  const joins = place !== 'room' && invited === null && meetingUrl ? meetingUrl : '';
  const where = [place === 'teams' ? '' : room, joins].filter((part) => part !== '').join(' · ');
  return { ...isOnline, ...(where && { location: { displayName: where } }) };
}

function attendeesOf({ invited }: Shown) {
  if (!invited) return { attendees: [] };
  const { displayName: name, username: address } = invited;
  return { attendees: [{ type: 'required', emailAddress: { name, address } }] };
}
