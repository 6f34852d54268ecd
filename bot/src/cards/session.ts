import { type CardElement, TextInput } from '@microsoft/teams.cards';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import type { Message } from '../message.ts';
import { say } from '../say.ts';
import { sayTimes } from '../when.ts';
import { type Addressee, fact, heading, message, openButton, press, sayButton, words } from './parts.ts';

/** The other person of a booking, as its reader sees it. */
export function otherSide({ yourPart, champion, learner }: Booking): string {
  return (yourPart === 'champion' ? learner : champion).displayName;
}

/** A session that stands, just booked. */
export function bookedCard(to: Addressee, booking: Booking): Message {
  const { locale, links } = to;
  const text = say(locale, 'book.text', { name: otherSide(booking), when: sayTimes(booking, to) });
  return message(
    text,
    [heading(say(locale, 'book.title')), ...factsOf(to, booking)],
    [
      openButton(say(locale, 'open.session'), links.session(booking.bookingId)),
      press(say(locale, 'cancel.go'), 'ask-cancel', { bookingId: booking.bookingId }, to),
    ],
  );
}

/** Asks once more before a session is called off, with room for a note to the other side. */
export function askCancelCard(to: Addressee, booking: Booking): Message {
  const { locale } = to;
  const note = new TextInput({
    id: 'note',
    label: say(locale, 'cancel.note', { name: otherSide(booking) }),
    placeholder: say(locale, 'cancel.note-hint'),
    isMultiline: true,
    maxLength: 1_000,
  });
  const { bookingId } = booking;
  return message(
    say(locale, 'cancel.title'),
    [heading(say(locale, 'cancel.title')), ...factsOf(to, booking), note],
    [
      press(say(locale, 'cancel.go'), 'cancel', { bookingId }, to),
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

function factsOf(to: Addressee, booking: Booking): CardElement[] {
  const { locale } = to;
  const question = say(locale, booking.yourPart === 'champion' ? 'book.their-question' : 'book.question');
  return [
    fact(say(locale, 'book.with'), otherSide(booking)),
    fact(say(locale, 'book.when'), sayTimes(booking, to)),
    ...(booking.topic ? [fact(say(locale, 'book.about'), booking.topic.label)] : []),
    ...(booking.question ? [fact(question, booking.question)] : []),
  ];
}
