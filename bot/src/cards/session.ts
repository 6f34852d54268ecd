import { TextInput } from '@microsoft/teams.cards';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import type { OfferedSlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import type { Message } from '../message.ts';
import { type MessageKey, say } from '../say.ts';
import { sayTimes } from '../when.ts';
import { factsOf, joinButton, sessionOf } from './facts.ts';
import { type Addressee, heading, message, openButton, press, quiet, sayButton, words } from './parts.ts';
import { slotButtons } from './slot-buttons.ts';

/** The other person of a booking, as its reader sees it. */
export function otherSide(booking: Booking): string {
  return sessionOf(booking).other;
}

/** A session that stands, just booked or moved. */
export function standingCard(to: Addressee, booking: Booking, what: 'book' | 'moved'): Message {
  const { locale, links } = to;
  const { bookingId } = booking;
  const text = say(locale, `${what}.text`, { name: otherSide(booking), when: sayTimes(booking, to) });
  const pending = say(locale, 'book.calendar-pending', { part: booking.yourPart });
  const owed = booking.calendar === 'pending' ? [quiet(pending)] : [];
  return message(
    text,
    [heading(say(locale, `${what}.title`)), ...factsOf(to, sessionOf(booking)), ...owed],
    [
      ...joinButton(to, booking),
      openButton(say(locale, 'open.session'), links.session(bookingId)),
      press(say(locale, 'sessions.move'), 'ask-move', { bookingId }, to),
      press(say(locale, 'cancel.go'), 'ask-cancel', { bookingId }, to),
    ],
  );
}

/** Three times to move a session to, with room for a note to the other side; `before` says why another is to be chosen. */
export function askMoveCard(
  to: Addressee,
  {
    booking,
    nearest,
    before,
    note = '',
  }: { booking: Booking; nearest: SlotToMoveTo[]; before?: string; note?: string },
): Message {
  const { locale, links } = to;
  const { bookingId } = booking;
  const name = otherSide(booking);
  const now = say(locale, 'move.now', { name, when: sayTimes(booking, to) });
  const everybody = isGroup(booking) ? [quiet(say(locale, 'move.everybody'))] : [];
  const choice =
    nearest.length > 0
      ? [
          noteInput(to, 'move', name, note),
          words(say(locale, 'move.choose')),
          slotButtons(to, nearest, 'move', () => ({ bookingId })),
        ]
      : [words(say(locale, 'move.nothing-near'))];
  return message(
    before ?? say(locale, 'move.title'),
    [heading(say(locale, 'move.title')), ...(before ? [words(before)] : []), words(now), ...everybody, ...choice],
    [
      openButton(say(locale, 'move.other-times'), links.session(bookingId)),
      press(say(locale, 'move.keep'), 'sessions', {}, to),
    ],
  );
}
export type SlotToMoveTo = Pick<OfferedSlotOnWire, 'startsAt'> & Partial<Pick<OfferedSlotOnWire, 'seats'>>;

/** Asks once more before a session is called off, with room for a note to the other side. */
export function askCancelCard(to: Addressee, booking: Booking): Message {
  const { locale } = to;
  const { bookingId, yourPart, lateFrom } = booking;
  const isLate = yourPart === 'learner' && Date.parse(lateFrom) <= to.now.epochMilliseconds;
  return message(
    say(locale, 'cancel.title'),
    [
      heading(say(locale, 'cancel.title')),
      ...factsOf(to, sessionOf(booking)),
      ...(isGroup(booking) ? [quiet(say(locale, 'cancel.everybody'))] : []),
      ...(isLate ? [quiet(say(locale, 'cancel.late'))] : []),
      noteInput(to, 'cancel', otherSide(booking)),
    ],
    [
      press(say(locale, 'cancel.go'), 'cancel', { bookingId }, to),
      press(say(locale, 'sessions.move'), 'ask-move', { bookingId }, to),
      press(say(locale, 'cancel.keep'), 'sessions', {}, to),
    ],
  );
}

export function cancelledCard(to: Addressee, booking: Booking): Message {
  const { locale } = to;
  const values = { name: otherSide(booking), when: sayTimes(booking, to), note: booking.endedNote !== '' };
  const text = say(locale, 'cancelled.text', values);
  const body = [heading(say(locale, 'cancelled.title')), words(text)];
  return message(text, body, [sayButton(say(locale, 'say.sessions'), to), sayButton(say(locale, 'say.find'), to)]);
}

/** What the learner said about whether a session helped. */
export function helpedCard(to: Addressee, booking: Booking): Message {
  const { locale } = to;
  const text = say(locale, `helped.thanks-${booking.helped ?? 'yes'}` satisfies MessageKey);
  const sees = say(locale, 'helped.who-sees', { name: otherSide(booking) });
  const { links } = to;
  return message(
    text,
    [words(text), quiet(sees)],
    [openButton(say(locale, 'open.session'), links.session(booking.bookingId)), sayButton(say(locale, 'say.find'), to)],
  );
}

/** What a champion does to a group session happens to everybody in it. */
const isGroup = ({ yourPart, seats }: Booking) => yourPart === 'champion' && seats !== null;

function noteInput({ locale }: Addressee, key: 'move' | 'cancel', name: string, note = ''): TextInput {
  return new TextInput({
    id: 'note',
    label: say(locale, 'cancel.note', { name }),
    placeholder: say(locale, `${key}.note-hint`),
    isMultiline: true,
    maxLength: 1_000,
    ...(note && { value: note }),
  });
}
