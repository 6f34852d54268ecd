import type { Deps } from '../../../deps.ts';
import type { Actor } from '../../../platform/actor.ts';
import { say } from '../../../platform/messages.ts';
import { done, type Result, refuse } from '../../../platform/result.ts';
import { topicLabel } from '../../../topics/label.ts';
import { findBooking, type StoredBooking } from '../../store/bookings.ts';
import { isTheirs } from '../say-booking.ts';

/**
 * A session as an iCalendar file (RFC 5545) in the reader's language. The champion is the organizer: their own copy is
 * published, the learner's is a request, and one that was called off is a cancellation of the same event (RFC 5546, 3.2).
 * `sessionUrl` gives the address of a session's page.
 */
export async function getBookingCalendar(
  deps: Deps,
  actor: Actor,
  bookingId: string,
  sessionUrl: (bookingId: string) => string,
): Promise<Result<{ calendar: string }, 'no-such-booking'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const booking = await findBooking(tx, bookingId);
    if (!booking || !isTheirs(actor, booking)) return refuse('no-such-booking');
    return done({ calendar: await writeCalendar(actor, booking, sessionUrl(bookingId)) });
  });
}

async function writeCalendar(actor: Actor, booking: StoredBooking, url: string): Promise<string> {
  const { ICalAttendeeStatus, ICalCalendar, ICalCalendarMethod, ICalEventStatus } = await import('ical-generator');
  const stands = booking.state === 'booked';
  const isOrganizer = actor.personId === booking.champion.personId;
  const standing = isOrganizer ? ICalCalendarMethod.PUBLISH : ICalCalendarMethod.REQUEST;
  const calendar = new ICalCalendar({
    method: stands ? standing : ICalCalendarMethod.CANCEL,
    prodId: { company: 'Open Door', product: 'Open Door', language: actor.locale.toUpperCase() },
  });
  const event = calendar.createEvent({
    id: `${booking.bookingId}@open-door`,
    // Each move and the ending are one more change of the same event.
    sequence: booking.changes,
    status: stands ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    stamp: booking.endedAt ?? booking.bookedAt,
    start: booking.startsAt,
    end: booking.endsAt,
    summary: summaryFor(actor, booking),
    description: descriptionFor(actor, booking, url),
    location: locationOf(actor, booking),
    url,
    organizer: addressOf(booking.champion),
  });
  if (!isOrganizer || !stands) {
    event.createAttendee({ ...addressOf(booking.learner), rsvp: false, status: ICalAttendeeStatus.ACCEPTED });
  }
  // The library leaves out the line break that RFC 5545, 3.1 wants after the last line too.
  return `${calendar}\r\n`;
}

function summaryFor(actor: Actor, { champion, learner, topic }: StoredBooking): string {
  const other = champion.personId === actor.personId ? learner : champion;
  const about = topic === null ? 'none' : topicLabel(topic, actor.locale);
  return say(actor.locale, 'calendar.summary', { name: other.displayName, about });
}

function descriptionFor(actor: Actor, { question, endedNote }: StoredBooking, url: string): string {
  const where = say(actor.locale, 'calendar.where', { url });
  return [question, endedNote, where].filter((part) => part !== '').join('\n\n');
}

/** The room, the address to join in Teams, or both where that is still open. */
function locationOf({ locale }: Actor, { place, room, meetingUrl }: StoredBooking): string {
  if (place === 'room') return room;
  const teams = meetingUrl ?? say(locale, 'calendar.teams');
  return place === 'either' ? say(locale, 'calendar.either', { room, teams }) : teams;
}

const addressOf = ({ displayName, username }: StoredBooking['champion']) => ({ name: displayName, email: username });
