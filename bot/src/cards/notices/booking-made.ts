import type { Message } from '../../message.ts';
import type { Addressee } from '../parts.ts';
import { type SessionPayload, standingSession } from './session-notice.ts';

export function bookingMade(to: Addressee, payload: SessionPayload): Message {
  const isChampion = payload.championId === to.personId;
  if (isChampion && payload.seats) return standingSession(to, payload, { key: 'notice.made-group' });
  return standingSession(to, payload, { key: isChampion ? 'notice.made-champion' : 'notice.made-learner' });
}
