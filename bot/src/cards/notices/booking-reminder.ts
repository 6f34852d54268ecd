import type { Message } from '../../message.ts';
import type { Addressee } from '../parts.ts';
import { type SessionPayload, standingSession } from './session-notice.ts';

export function bookingReminder(to: Addressee, payload: SessionPayload): Message {
  return standingSession(to, payload, { key: 'notice.reminder' });
}
