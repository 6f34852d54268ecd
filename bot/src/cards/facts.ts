import type { CardElement } from '@microsoft/teams.cards';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { say } from '../say.ts';
import { sayTheirStart, sayTimes } from '../when.ts';
import { type Addressee, fact, openButton } from './parts.ts';

/** A session as its reader sees it, wherever it comes from. */
export type Session = {
  startsAt: string;
  endsAt: string;
  /** Whether the reader is its champion. */
  asChampion: boolean;
  other: string;
  /** The other side's IANA zone, where it is known. */
  otherTimeZone: string | null;
  topic: string;
  question: string;
  seats: { taken: number; of: number } | null;
  place: 'teams' | 'room' | 'either';
  room: string;
  meetingUrl: string | null;
};

export function sessionOf(booking: Booking): Session {
  const { yourPart, champion, learner, topic } = booking;
  const other = yourPart === 'champion' ? learner : champion;
  return {
    ...booking,
    asChampion: yourPart === 'champion',
    other: other.displayName,
    otherTimeZone: other.timeZone,
    topic: topic?.label ?? '',
  };
}

/** With whom, when (on both clocks), where, and what about; a line each. */
export function factsOf(to: Addressee, session: Session): CardElement[] {
  const { locale } = to;
  const question = say(locale, session.asChampion ? 'book.their-question' : 'book.question');
  return [
    fact(say(locale, 'book.with'), session.other),
    fact(say(locale, 'book.when'), sayTimesForBoth(to, session)),
    fact(say(locale, 'book.where'), sayWhere(to, session)),
    ...(session.seats ? [fact(say(locale, 'book.group'), say(locale, 'book.seats', session.seats))] : []),
    ...(session.topic ? [fact(say(locale, 'book.about'), session.topic)] : []),
    ...(session.question ? [fact(question, session.question)] : []),
  ];
}

/** "tomorrow 10:00–10:30, 18:00 for Mei Tan", when the other side's clock shows something else. */
function sayTimesForBoth(to: Addressee, { other, otherTimeZone, ...session }: Session): string {
  const when = sayTimes(session, to);
  const theirs = otherTimeZone && sayTheirStart(session.startsAt, otherTimeZone, to);
  return theirs ? say(to.locale, 'book.when-both', { when, theirs, name: other }) : when;
}

export function sayWhere({ locale }: Addressee, { place, room }: Pick<Session, 'place' | 'room'>): string {
  return say(locale, 'book.place', { place, room });
}

/** The way into the meeting, once there is one. */
export function joinButton({ locale }: Addressee, { meetingUrl }: Pick<Session, 'meetingUrl'>) {
  return meetingUrl?.startsWith('https://') ? [openButton(say(locale, 'open.meeting'), meetingUrl)] : [];
}
