import type { Actor } from '../../../platform/actor.ts';
import { say } from '../../../platform/messages.ts';
import { topicLabel } from '../../../topics/label.ts';
import type { StoredBooking } from '../../store/bookings.ts';

/** An event's subject and text, in the language of who writes it; both sides read the same. */
export function sayEvent(
  actor: Actor,
  { champion, learner, topic, question }: StoredBooking,
  url: string,
): { subject: string; text: string } {
  const about = topic === null ? 'none' : topicLabel(topic, actor.locale);
  const names = { about, champion: champion.displayName, learner: learner.displayName };
  const parts = [question, say(actor.locale, 'calendar.where', { url })];
  return {
    subject: say(actor.locale, 'calendar.event.subject', names),
    text: parts.filter((part) => part !== '').join('\n\n'),
  };
}
