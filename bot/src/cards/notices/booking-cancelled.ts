import type { Message } from '../../message.ts';
import type { Addressee } from '../parts.ts';
import { endedSession, type Payload } from './session-notice.ts';

export function bookingCancelled(to: Addressee, payload: Payload<'booking-cancelled'>): Message {
  return endedSession(to, payload, { key: 'notice.cancelled', note: payload.note });
}
