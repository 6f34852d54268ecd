import type { Temporal } from 'temporal-polyfill';
import type { Actor } from '../../../platform/actor.ts';
import { say } from '../../../platform/messages.ts';
import { topicLabel } from '../../../topics/label.ts';
import type { Waiting } from '../../schema/waiting-list.ts';
import type { StoredWaiting } from '../../store/waiting.ts';
import { saySlot } from '../say-booking.ts';

/**
 * A place in line as one of its two people sees it. A champion sees who waits and what is held for them, but not when they
 * were busy or what they let pass.
 */
export function sayWaiting(actor: Actor, waiting: StoredWaiting, now: Temporal.Instant): Waiting {
  const { champion, learner, session, offer, topic, question, past, endedBecause } = waiting;
  const isOpen = offer !== null && offer.until.epochMilliseconds > now.epochMilliseconds;
  return {
    waitingId: waiting.waitingId,
    champion,
    learner,
    session: session && saySlot(session),
    topic: topic === null ? null : { topic, label: topicLabel(topic, actor.locale) },
    question,
    joinedAt: waiting.joinedAt.toString(),
    ahead: waiting.ahead,
    offer: isOpen ? { ...saySlot(offer), bookingId: offer.bookingId, until: offer.until.toString() } : null,
    past:
      actor.personId === learner.personId
        ? past.flatMap(({ startsAt, answer }) =>
            answer === 'accepted' ? [] : [{ startsAt: startsAt.toString(), answer }],
          )
        : [],
    state: waiting.state,
    ended: endedBecause && say(actor.locale, `waiting.ended.${endedBecause}`, { name: champion.displayName }),
  };
}
