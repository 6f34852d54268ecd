import type { z } from 'zod';
import { absenceSaid } from './absence-said.ts';
import { bookingCancelled } from './booking-cancelled.ts';
import { bookingMade } from './booking-made.ts';
import { bookingMoved } from './booking-moved.ts';
import { bookingReleased } from './booking-released.ts';
import { bookingReminder } from './booking-reminder.ts';
import { bookingStays } from './booking-stays.ts';
import { checkInDue } from './check-in-due.ts';
import { cohortAsked } from './cohort-asked.ts';
import { groupReminder } from './group-reminder.ts';
import { helpAsked } from './help-asked.ts';
import { learningNudge } from './learning-nudge.ts';
import { mentorshipNews } from './mentorship-news.ts';
import { mentorshipProposed } from './mentorship-proposed.ts';
import { mentorshipStarted } from './mentorship-started.ts';
import { nominationDecided } from './nomination-decided.ts';
import { offerMade } from './offer-made.ts';
import { offerMissed } from './offer-missed.ts';
import { offerWhileBusy } from './offer-while-busy.ts';
import { seriesBooked } from './series-booked.ts';
import { seriesCancelled } from './series-cancelled.ts';
import { ticketCalled } from './ticket-called.ts';
import { ticketNews } from './ticket-news.ts';
import { ticketNext } from './ticket-next.ts';
import { waitingEnded } from './waiting-ended.ts';

/** Every kind of notice there is. A new kind is a file beside this one and its line here. */
export const kinds = {
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

type Kinds = typeof kinds;

/** A notice by its kind, with the payload of that kind. */
export type Notice = { [Name in keyof Kinds]: { kind: Name; payload: z.output<Kinds[Name]['payload']> } }[keyof Kinds];
