import type { Notice } from '@open-door/api/notices/actions.ts';
import type { Message } from '../../message.ts';
import type { Addressee } from '../parts.ts';
import { absenceSaid } from './absence-said.ts';
import { bookingCancelled } from './booking-cancelled.ts';
import { bookingMade } from './booking-made.ts';
import { bookingMoved } from './booking-moved.ts';
import { bookingReleased } from './booking-released.ts';
import { bookingReminder } from './booking-reminder.ts';
import { bookingStays } from './booking-stays.ts';
import { groupReminder } from './group-reminder.ts';
import { helpAsked } from './help-asked.ts';
import { learningNudge } from './learning-nudge.ts';
import { checkInDue, cohortAsked, mentorshipNews, mentorshipProposed, mentorshipStarted } from './mentoring.ts';
import { nominationDecided } from './nomination-decided.ts';
import { offerMade, offerMissed, offerWhileBusy, waitingEnded } from './offers.ts';
import { seriesBooked, seriesCancelled } from './series.ts';
import type { Payload } from './session-notice.ts';
import { ticketCalled, ticketNews, ticketNext } from './tickets.ts';

/** How each kind of notice is said. A new kind does not build without its line here. */
const cards: { [Kind in Notice['kind']]: (to: Addressee, payload: Payload<Kind>) => Message } = {
  'absence-said': absenceSaid,
  'booking-made': bookingMade,
  'booking-moved': bookingMoved,
  'booking-stays': bookingStays,
  'booking-cancelled': bookingCancelled,
  'booking-released': bookingReleased,
  'booking-reminder': bookingReminder,
  'check-in-due': checkInDue,
  'cohort-asked': cohortAsked,
  'group-reminder': groupReminder,
  'help-asked': helpAsked,
  'learning-nudge': learningNudge,
  'mentorship-news': mentorshipNews,
  'mentorship-proposed': mentorshipProposed,
  'mentorship-started': mentorshipStarted,
  'nomination-decided': nominationDecided,
  'offer-made': offerMade,
  'offer-missed': offerMissed,
  'offer-while-busy': offerWhileBusy,
  'series-booked': seriesBooked,
  'series-cancelled': seriesCancelled,
  'ticket-called': ticketCalled,
  'ticket-news': ticketNews,
  'ticket-next': ticketNext,
  'waiting-ended': waitingEnded,
};

export function noticeMessage(to: Addressee, { kind, payload }: Notice): Message {
  // Kind and payload belong together in a Notice, which the compiler cannot follow through the table.
  return cards[kind](to, payload as never);
}
