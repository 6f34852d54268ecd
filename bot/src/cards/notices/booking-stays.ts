import type { Message } from '../../message.ts';
import { sayStart } from '../../when.ts';
import type { Addressee } from '../parts.ts';
import { type Payload, standingSession } from './session-notice.ts';

export function bookingStays(to: Addressee, payload: Payload<'booking-stays'>): Message {
  return standingSession(to, payload, { key: 'notice.stays', values: { wanted: sayStart(payload.wanted, to) } });
}
