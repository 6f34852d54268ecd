import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { type OfferedSlot, type Offering, type SessionOffer, sessionsInWeekOf, soonestSlot } from '../bookable.ts';
import type { SoonestSlot } from '../schema/slots.ts';
import type { Busy } from '../slots.ts';
import { findEngagements } from '../store/engagements.ts';
import { findOfferings } from '../store/hours.ts';
import { findHelpers, type Helper } from '../store/soonest.ts';
import { type Asker, freeBusyOf, listSeconds } from './calendar/free-busy.ts';
import { sayOffered } from './say-slot.ts';

type Wish = { topic?: string | undefined; language?: string | undefined };

/** Somebody who could help, and when; `checked` once Outlook has been asked about them. */
type Candidate = { helper: Helper; offering: Offering; slot: OfferedSlot; sessions: number; checked: boolean };

/**
 * Champions by their soonest free slot, for whoever would talk to anybody who can help: with a topic or in a language when
 * one is named, never the actor, and nothing that meets the actor's own sessions. Outlook is asked, with the actor's token,
 * about those who would be shown.
 */
export async function listSoonestSlots(
  deps: Deps,
  actor: Actor,
  { limit = 12, ...wish }: Wish & { limit?: number | undefined },
  { token }: { token?: string | undefined } = {},
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
  const consider = (helper: Helper, offering: Offering, checked: boolean): Candidate[] => {
    const slot = soonestFor(helper, offering, wish, { planned, now });
    return slot ? [{ helper, offering, slot, sessions: sessionsInWeekOf(offering, slot.startsAt), checked }] : [];
  };
  const candidates = helpers
    .flatMap((helper) => {
      const offering = offerings.get(helper.personId);
      return offering ? consider(helper, offering, false) : [];
    })
    .sort(bySoonest);
  const inStep = await withCalendars(deps, { actor, token }, candidates, limit, ({ helper, offering }, calendar) =>
    consider(helper, { ...offering, calendar }, true),
  );
  const shown = inStep.slice(0, limit);
  return {
    items: shown.map(({ helper, slot }) => saySoonest(actor, helper, slot)),
    calendar: shown.every(({ checked }) => checked) ? 'checked' : 'not-checked',
  };
}

/** Of several who are free at the same time, whoever has fewer sessions that week comes first. */
function bySoonest(a: Candidate, b: Candidate): number {
  return (
    Temporal.Instant.compare(a.slot.startsAt, b.slot.startsAt) ||
    a.sessions - b.sessions ||
    (a.helper.displayName < b.helper.displayName ? -1 : 1)
  );
}

/** Whoever is asked about is asked about for as long: answers are remembered by their span. */
const daysAsked = 28;
/** As many as Outlook answers about in one question. */
const askedAtOnce = 20;
/** Each time somebody turns out to have other plans, whoever moves up is asked about too; not for ever. */
const rounds = 3;

/** The candidates in order, once those who would be shown have been asked about; those nobody answered about stay unchecked. */
async function withCalendars(
  deps: Deps,
  asker: Asker,
  candidates: readonly Candidate[],
  limit: number,
  reconsider: (candidate: Candidate, calendar: readonly Busy[]) => Candidate[],
): Promise<readonly Candidate[]> {
  const endsAt = performance.now() + listSeconds * 1000;
  const now = deps.now();
  const span = { from: now, until: now.add({ hours: 24 * daysAsked }) };
  const unanswered = new Set<string>();
  let inStep = candidates;
  for (let round = 0; round < rounds; round++) {
    const shown = inStep.slice(0, Math.max(limit, askedAtOnce));
    const open = shown.filter(({ helper, checked }) => !checked && !unanswered.has(helper.personId));
    const deadlineSeconds = (endsAt - performance.now()) / 1000;
    if (!open.some((candidate) => inStep.indexOf(candidate) < limit) || deadlineSeconds <= 0) break;
    const people = open.map(({ helper }) => helper);
    const { busy } = await freeBusyOf(deps, asker, people, span, { deadlineSeconds });
    // Whoever may not ask, or meets a silent Outlook, does not wait for the next answer either.
    if (busy.size === 0) break;
    for (const { personId } of people) if (!busy.has(personId)) unanswered.add(personId);
    inStep = inStep
      .flatMap((candidate) => {
        const calendar = candidate.checked ? undefined : busy.get(candidate.helper.personId);
        return calendar ? reconsider(candidate, calendar) : [candidate];
      })
      .sort(bySoonest);
  }
  return inStep;
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
