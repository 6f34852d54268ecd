import type { z } from 'zod';
import { bookingCancelled } from './booking-cancelled.ts';
import { bookingMade } from './booking-made.ts';
import { bookingReleased } from './booking-released.ts';
import { bookingReminder } from './booking-reminder.ts';
import { nominationDecided } from './nomination-decided.ts';

/** Every kind of notice there is. A new kind is a file beside this one and its line here. */
export const kinds = {
  'booking-made': bookingMade,
  'booking-cancelled': bookingCancelled,
  'booking-released': bookingReleased,
  'booking-reminder': bookingReminder,
  'nomination-decided': nominationDecided,
};

type Kinds = typeof kinds;

/** A notice by its kind, with the payload of that kind. */
export type Notice = { [Name in keyof Kinds]: { kind: Name; payload: z.output<Kinds[Name]['payload']> } }[keyof Kinds];
