import type { Actor } from '../../platform/actor.ts';
import { topicLabel } from '../../topics/label.ts';
import type { OfferedSlot } from '../bookable.ts';
import type { OfferedSlotOnWire } from '../schema/slots.ts';
import { saySlot } from './say-booking.ts';

/** A slot with what it offers, in the reader's language. */
export function sayOffered(actor: Actor, slot: OfferedSlot): OfferedSlotOnWire {
  const { session, seats, place, room, topics, languages } = slot;
  return {
    ...saySlot(slot),
    seats: seats === 1 ? null : { left: Math.max(0, seats - (session?.taken ?? 0)), of: seats },
    sessionId: session?.sessionId ?? null,
    place,
    room,
    topics: topics.map((topic) => ({ topic, label: topicLabel(topic, actor.locale) })),
    languages: [...languages],
  };
}
