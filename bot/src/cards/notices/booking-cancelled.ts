import type { Message } from '../../message.ts';
import type { Addressee } from '../parts.ts';
import { endedSession, type SessionPayload } from './session-notice.ts';

export function bookingCancelled(to: Addressee, payload: SessionPayload & { note: string }): Message {
  return endedSession(to, payload, 'notice.cancelled', payload.note);
}
