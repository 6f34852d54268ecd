import { ActionSet, type CardElement, Container } from '@microsoft/teams.cards';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import type { Waiting } from '@open-door/api/office-hours/schema/waiting-list.ts';
import type { Message } from '../message.ts';
import { type MessageKey, say } from '../say.ts';
import { capital, sayTimes } from '../when.ts';
import { joinButton, sayWhere } from './facts.ts';
import { type Addressee, heading, message, openButton, press, quiet, sayButton, strong, words } from './parts.ts';
import { otherSide } from './session.ts';
import { placesInLine } from './waiting.ts';

export type Coming = { bookings: Booking[]; more: boolean; waiting: Waiting[] };

/**
 * What is coming, soonest first, each with its buttons to move and to cancel, and where somebody waits. `text` is said
 * instead of the number of sessions.
 */
export function sessionsCard(
  to: Addressee,
  { bookings, more, waiting, text }: Coming & { text?: MessageKey },
): Message {
  const { locale, links } = to;
  const count = bookings.length;
  const open = openButton(say(locale, 'open.sessions'), links.sessions);
  const counted = say(locale, more ? 'sessions.more' : 'sessions.text', { count });
  const lines = waiting.length > 0 ? [heading(say(locale, 'waiting.title')), ...placesInLine(to, waiting)] : [];
  if (count === 0) {
    const find = sayButton(say(locale, 'say.find'), to);
    return message(counted, [words(say(locale, 'sessions.empty')), ...lines], [find, open]);
  }
  return message(
    text ? say(locale, text) : counted,
    [...bookings.map((booking) => sessionOf(to, booking)), ...lines],
    [open],
  );
}

function sessionOf(to: Addressee, booking: Booking): Container {
  const { locale } = to;
  const { bookingId, seats } = booking;
  const name = otherSide(booking);
  const part = booking.yourPart === 'champion' ? 'sessions.you-help' : 'sessions.helps-you';
  const where = [sayWhere(to, booking), ...(seats ? [say(locale, 'book.seats', seats)] : [])].join(' · ');
  const lines: CardElement[] = [
    strong(capital(sayTimes(booking, to), to)),
    words(say(locale, part, { name })),
    quiet(where),
    ...(booking.topic ? [quiet(booking.topic.label)] : []),
    ...(booking.question ? [quiet(`“${booking.question}”`)] : []),
    new ActionSet(
      ...joinButton(to, booking),
      press(say(locale, 'sessions.move'), 'ask-move', { bookingId }, to).withTooltip(
        say(locale, 'sessions.move-with', { name }),
      ),
      press(say(locale, 'sessions.cancel'), 'ask-cancel', { bookingId }, to).withTooltip(
        say(locale, 'sessions.cancel-with', { name }),
      ),
    ),
  ];
  return new Container(...lines).withOptions({ separator: true, spacing: 'Medium' });
}
