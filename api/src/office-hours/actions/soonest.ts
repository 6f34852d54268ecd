import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { type OfferedSlot, type Offering, type SessionOffer, sessionsInWeekOf, soonestSlot } from '../bookable.ts';
import type { SoonestSlot } from '../schema/slots.ts';
import type { Busy } from '../slots.ts';
import { findEngagements } from '../store/engagements.ts';
import { findOfferings } from '../store/hours.ts';
import { findHelpers, type Helper } from '../store/soonest.ts';
import { sayOffered } from './say-slot.ts';

type Wish = { topic?: string | undefined; language?: string | undefined };

/**
 * Champions by their soonest free slot, for whoever would talk to anybody who can help: with a topic or in a language when
 * one is named, never the actor, and nothing that meets the actor's own sessions.
 */
export async function listSoonestSlots(
  deps: Deps,
  actor: Actor,
  { topic, language, limit = 12 }: Wish & { limit?: number | undefined },
): Promise<{ items: SoonestSlot[]; calendar: 'checked' | 'not-checked' }> {
  const now = deps.now();
  const { helpers, offerings, planned } = await deps.db.transaction(actor.tenantId, async (tx) => {
    const found = await findHelpers(tx, actor.personId);
    const ids = found.map(({ personId }) => personId);
    return {
      helpers: found,
      offerings: await findOfferings(tx, ids, now),
      planned: await findEngagements(tx, actor.personId, now),
    };
  });
  const soonest = helpers.flatMap((helper) => {
    const offering = offerings.get(helper.personId);
    const slot = offering && soonestFor(helper, offering, { topic, language }, { planned, now });
    return slot ? [{ helper, slot, sessions: sessionsInWeekOf(offering, slot.startsAt) }] : [];
  });
  // Of several who are free at the same time, whoever has fewer sessions that week comes first.
  soonest.sort(
    (a, b) =>
      Temporal.Instant.compare(a.slot.startsAt, b.slot.startsAt) ||
      a.sessions - b.sessions ||
      a.helper.displayName.localeCompare(b.helper.displayName),
  );
  const items = soonest.slice(0, limit).map(({ helper, slot }) => saySoonest(actor, helper, slot));
  return { items, calendar: 'not-checked' };
}

/** Hours may be for some topics and languages only; others are for whatever their champion helps with and speaks. */
function soonestFor(
  helper: Helper,
  offering: Offering,
  { topic, language }: Wish,
  { planned, now }: { planned: readonly Busy[]; now: Temporal.Instant },
): OfferedSlot | null {
  const within = (wish: string | undefined, hours: readonly string[], usual: readonly string[]) =>
    wish === undefined || (hours.length > 0 ? hours : usual).includes(wish);
  const fits = (hours: Pick<SessionOffer, 'topics' | 'languages'>) =>
    within(topic, hours.topics, helper.topics) && within(language, hours.languages, helper.languages);
  const someFit = [...offering.windows, ...offering.exceptions].some(fits);
  return someFit ? soonestSlot(offering, now, planned, fits) : null;
}

function saySoonest(actor: Actor, helper: Helper, slot: OfferedSlot): SoonestSlot {
  const { personId, displayName, jobTitle, department, timeZone } = helper;
  return { champion: { personId, displayName, jobTitle, department, timeZone }, slot: sayOffered(actor, slot) };
}
