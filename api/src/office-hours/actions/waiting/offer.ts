import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../../deps.ts';
import { touch } from '../../../live/actions.ts';
import type { Tx } from '../../../platform/database.ts';
import { done, isRefusal, type Result, refuse } from '../../../platform/result.ts';
import { bookableSlots, engagedFor, isFullSession, type OfferedSlot, type Offering } from '../../bookable.ts';
import { type Fate, fateOf, nextStep, type Step } from '../../offers.ts';
import { findOfferings } from '../../store/hours.ts';
import { anybodyWaits, endPlace, findLine, findNameOf, type Waiter } from '../../store/line.ts';
import { lockHours, tryLockHours, tryLockPeople } from '../../store/locks.ts';
import { answerOffer, insertBusy, insertOffer, releaseRunOut } from '../../store/offers.ts';
import { insertPlace } from '../../store/places.ts';
import { findPolicy } from '../../store/policy.ts';
import { oweOffer, oweOfferMissed, oweOfferWhileBusy, oweWaitingEnded } from './owe-notices.ts';

/**
 * Offers what is free with this champion to whoever waits for it: looks at what there is now and brings it into step, so
 * calling it once too often does no harm. Called at the end of whatever gives places back or makes new ones, in its
 * transaction (`deps.db`), which has locked the champion's hours before it changed anything.
 *
 * It never waits for that lock: when somebody else is deciding with this champion, it leaves the line to them and to the
 * timer. So it can be called while other locks are held.
 */
export async function offerFreePlaces(deps: Deps, tenantId: string, championId: string): Promise<void> {
  await deps.db.transaction(tenantId, async (tx) => {
    if (await tryLockHours(tx, championId)) await serveLine(deps, tx, championId);
  });
}

/**
 * The same at the beginning of a decision on a place with this champion: offers that ran out go to the next in line, and what
 * became free to the first, before anybody else may ask for it. Waits for the champion's lock when somebody is in line.
 */
export async function moveOffersOn(deps: Deps, tenantId: string, championId: string): Promise<void> {
  await deps.db.transaction(tenantId, async (tx) => {
    if (!(await anybodyWaits(tx, championId))) return;
    await lockHours(tx, championId);
    await serveLine(deps, tx, championId);
  });
}

/** The champion whose line is served, and what holds for all of it. Everything happens in `tx`, which `deps.db` is too. */
type Service = { deps: Deps; tx: Tx; championId: string; now: Temporal.Instant };

async function serveLine(deps: Deps, tx: Tx, championId: string): Promise<void> {
  const service = { deps: { ...deps, db: tx }, tx, championId, now: deps.now() };
  let view = await look(service);
  const { line, offering } = view;
  if (line.length === 0) return;
  let changed = false;
  for (const place of line) {
    const fate = fateOf(place, { offering: offering !== undefined, now: service.now });
    if (!fate) continue;
    await applyFate(service, place, fate);
    changed = true;
  }
  if (changed) view = await look(service);
  changed = (await offerAll(service, view)) || changed;
  if (changed) await tellLine(service.deps, tx.tenantId, championId, line);
}

/** Who waits, and what the champion offers; `offering` is undefined when they are none any more. */
type View = { line: Waiter[]; offering: Offering | undefined };

async function look({ tx, championId, now }: Service): Promise<View> {
  const line = await findLine(tx, championId, now);
  const offerings = line.length === 0 ? undefined : await findOfferings(tx, [championId], now);
  return { line, offering: offerings?.get(championId) };
}

/** Whoever looks at this line, or at what is free with its champion, sees that it moved. */
export async function tellLine(
  deps: Deps,
  tenantId: string,
  championId: string,
  line: readonly { learnerId: string }[],
): Promise<void> {
  const people = [championId, ...line.map(({ learnerId }) => learnerId)];
  await touch(deps, tenantId, [`champion:${championId}`, ...people.map((id) => `person:${id}` as const)]);
}

async function applyFate({ deps, tx, championId, now }: Service, place: Waiter, fate: Fate): Promise<void> {
  const { waitingId, learnerId, open } = place;
  if (fate.became !== 'ended') {
    await answerOffer(tx, waitingId, fate.became, now);
    if (fate.became === 'withdrawn' || !open) return;
    const champion = await findNameOf(tx, championId);
    return oweOfferMissed(deps, tx.tenantId, { waitingId, learnerId, startsAt: open.startsAt, champion });
  }
  await answerOffer(tx, waitingId, fate.because === 'offers-missed' ? 'missed' : 'withdrawn', now);
  await endPlace(tx, waitingId, { state: 'ended', because: fate.because }, now);
  if (fate.because === 'learner-left') return;
  const champion = await findNameOf(tx, championId);
  await oweWaitingEnded(deps, tx.tenantId, { waitingId, learnerId, champion, because: fate.because });
}

/**
 * Takes step after step until nobody can be offered anything; answers whether anything was done. It stops early when whoever
 * is next is being booked elsewhere at this very moment: nobody behind them is offered their place, and the timer comes back
 * for them. Waiting for them here, with other locks held, could be a deadlock.
 */
async function offerAll(service: Service, atFirst: View): Promise<boolean> {
  const { tx, championId, now } = service;
  // What could not be held although it looked free, by place in line: not tried again this time.
  const inVain: InVain = new Map();
  let view = atFirst;
  for (let steps = 0; ; steps++) {
    const free = freePlaces(view.offering, now);
    if (!view.offering || free.length === 0) return steps > 0;
    const { offerMinutes } = await findPolicy(tx);
    const line = view.line.map((place) => without(place, inVain.get(place.waitingId)));
    const step = nextStep(line, free, { now, offerMinutes });
    if (!step) return steps > 0;
    if (step.does === 'pass-over') await passOver(service, step.place, step.slots);
    else if (await tryLockPeople(tx, championId, step.place.learnerId)) {
      await offer(service, view.offering, step, inVain);
    } else return steps > 0;
    view = await look(service);
  }
}

type InVain = Map<string, Temporal.Instant[]>;

function without(place: Waiter, starts: readonly Temporal.Instant[] = []): Waiter {
  return { ...place, past: [...place.past, ...starts.map((startsAt) => ({ startsAt, answer: 'withdrawn' as const }))] };
}

/** What can be booked now and has a place left; nothing while the champion takes a break. */
function freePlaces(offering: Offering | undefined, now: Temporal.Instant): OfferedSlot[] {
  if (!offering) return [];
  const until = now.add({ hours: 24 * offering.rules.horizonDays });
  return bookableSlots(offering, { from: now, until, now }).filter((slot) => !isFullSession(slot));
}

type Offer = Step<Waiter> & { does: 'offer' };

async function offer(service: Service, offering: Offering, step: Offer, inVain: InVain): Promise<void> {
  const { tx, championId, now } = service;
  const { place, slot } = step;
  await releaseRunOut(tx, { championId, learnerId: place.learnerId, now });
  const held = await tx.transaction(tx.tenantId, (inner) => hold(service, inner, offering, step));
  if (!isRefusal(held)) return;
  inVain.set(place.waitingId, [...(inVain.get(place.waitingId) ?? []), slot.startsAt]);
  // Booked with somebody else a moment ago.
  if (held.reason === 'you-are-busy') await passOver(service, place, [slot]);
}

/** Tells somebody that places became free while they were busy; however many, it is told once. */
async function passOver({ deps, tx, championId, now }: Service, place: Waiter, slots: readonly OfferedSlot[]) {
  const { waitingId, learnerId } = place;
  const starts = slots.map(({ startsAt }) => startsAt);
  await insertBusy(tx, waitingId, starts, now);
  const [startsAt] = starts;
  if (!startsAt) return;
  const champion = await findNameOf(tx, championId);
  await oweOfferWhileBusy(deps, tx.tenantId, { waitingId, learnerId, startsAt, champion });
}

/** Holds the slot for whoever is next and offers it to them. A refusal leaves nothing behind. */
async function hold(
  { deps, championId, now }: Service,
  tx: Tx,
  { rules }: Offering,
  { place, slot, until }: Offer,
): Promise<Result<object, 'slot-taken' | 'you-are-busy'>> {
  const { waitingId, learnerId, topic, question } = place;
  const { startsAt, endsAt, session, seats, room } = slot;
  const bookingId = deps.newId();
  const engaged = await insertPlace(tx, {
    bookingId,
    sessionId: session?.sessionId ?? deps.newId(),
    championId,
    learnerId,
    startsAt,
    endsAt,
    topic,
    question,
    bookedAt: now,
    held: { until, waitingId },
    session: session ? null : { seats, place: slot.place, room, seriesId: null, engages: engagedFor(slot, rules) },
  });
  if (!engaged.includes(championId)) return refuse('slot-taken');
  if (!engaged.includes(learnerId)) return refuse('you-are-busy');
  await insertOffer(tx, { waitingId, startsAt, bookingId, until, now });
  const champion = await findNameOf(tx, championId);
  await oweOffer({ ...deps, db: tx }, tx.tenantId, {
    waitingId,
    learnerId,
    slot: { startsAt, endsAt },
    until,
    champion,
  });
  return done({});
}
