import type { Message } from '../../message.ts';
import type { Addressee } from '../parts.ts';
import { type SessionPayload, standingSession } from './session-notice.ts';

export function bookingMade(to: Addressee, payload: SessionPayload): Message {
  const isChampion = payload.championId === to.personId;
  return standingSession(to, payload, isChampion ? 'notice.made-champion' : 'notice.made-learner');
}
