import type { Notice } from '@open-door/api/notices/actions.ts';
import type { Message } from '../../message.ts';
import type { Addressee } from '../parts.ts';
import { bookingCancelled } from './booking-cancelled.ts';
import { bookingMade } from './booking-made.ts';
import { bookingReleased } from './booking-released.ts';
import { bookingReminder } from './booking-reminder.ts';
import { nominationDecided } from './nomination-decided.ts';

type Payload<Kind extends Notice['kind']> = Extract<Notice, { kind: Kind }>['payload'];

/** How each kind of notice is said. A new kind does not build without its line here. */
const cards: { [Kind in Notice['kind']]: (to: Addressee, payload: Payload<Kind>) => Message } = {
  'booking-made': bookingMade,
  'booking-cancelled': bookingCancelled,
  'booking-released': bookingReleased,
  'booking-reminder': bookingReminder,
  'nomination-decided': nominationDecided,
};

export function noticeMessage(to: Addressee, { kind, payload }: Notice): Message {
  // Kind and payload belong together in a Notice, which the compiler cannot follow through the table.
  return cards[kind](to, payload as never);
}
