import type { Message } from '../../message.ts';
import type { Addressee } from '../parts.ts';
import { endedSession, type SessionPayload } from './session-notice.ts';

export function bookingReleased(to: Addressee, payload: SessionPayload): Message {
  return endedSession(to, payload, { key: 'notice.released' });
}
