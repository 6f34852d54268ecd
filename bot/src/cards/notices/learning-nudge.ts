import type { Message } from '../../message.ts';
import { nudgeCard } from '../learning.ts';
import type { Addressee } from '../parts.ts';
import type { Payload } from './session-notice.ts';

/** A leader has not posted for a while. */
export function learningNudge(to: Addressee, payload: Payload<'learning-nudge'>): Message {
  return nudgeCard(to, payload);
}
