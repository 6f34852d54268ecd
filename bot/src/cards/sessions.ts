import { ActionSet, type CardElement, Container } from '@microsoft/teams.cards';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import type { Message } from '../message.ts';
import { type MessageKey, say } from '../say.ts';
import { capital, sayTimes } from '../when.ts';
import { type Addressee, message, openButton, press, quiet, sayButton, strong, words } from './parts.ts';
import { otherSide } from './session.ts';

/** What is coming, soonest first, each with its button to cancel. `text` is said instead of the number of sessions. */
export function sessionsCard(
  to: Addressee,
  { bookings, more, text }: { bookings: Booking[]; more: boolean; text?: MessageKey },
): Message {
  const { locale, links } = to;
  const count = bookings.length;
  const open = openButton(say(locale, 'open.sessions'), links.sessions);
  const counted = say(locale, more ? 'sessions.more' : 'sessions.text', { count });
  if (count === 0) {
    const find = sayButton(say(locale, 'say.find'), to);
    return message(counted, [words(say(locale, 'sessions.empty'))], [find, open]);
  }
  return message(
    text ? say(locale, text) : counted,
    bookings.map((booking) => sessionOf(to, booking)),
    [open],
  );
}

function sessionOf(to: Addressee, booking: Booking): Container {
  const { locale } = to;
  const part = booking.yourPart === 'champion' ? 'sessions.you-help' : 'sessions.helps-you';
  const lines: CardElement[] = [
    strong(capital(sayTimes(booking, to), to)),
    words(say(locale, part, { name: otherSide(booking) })),
    ...(booking.topic ? [quiet(booking.topic.label)] : []),
    ...(booking.question ? [quiet(`“${booking.question}”`)] : []),
    new ActionSet(
      press(say(locale, 'sessions.cancel'), 'ask-cancel', { bookingId: booking.bookingId }, to).withTooltip(
        say(locale, 'sessions.cancel-with', { name: otherSide(booking) }),
      ),
    ),
  ];
  return new Container(...lines).withOptions({ separator: true, spacing: 'Medium' });
}
