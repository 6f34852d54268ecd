import type { Message } from '../../message.ts';
import { sayStart } from '../../when.ts';
import type { Addressee } from '../parts.ts';
import { type Payload, standingSession } from './session-notice.ts';

export function bookingMoved(to: Addressee, payload: Payload<'booking-moved'>): Message {
  const { from, note } = payload;
  return standingSession(to, payload, { key: 'notice.moved', values: { from: sayStart(from, to) }, note });
}
