import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../../deps.ts';
import { owe } from '../../../notices/actions.ts';

/** A place in a waiting list, whose it is, and with whom. */
type InLine = { waitingId: string; learnerId: string; champion: { personId: string; displayName: string } };

/** Tells the next in line that a place is held for them, and until when they may take it. */
export async function oweOffer(
  deps: Deps,
  tenantId: string,
  {
    slot,
    until,
    ...place
  }: InLine & { slot: { startsAt: Temporal.Instant; endsAt: Temporal.Instant }; until: Temporal.Instant },
): Promise<void> {
  const [startsAt, endsAt] = [slot.startsAt.toString(), slot.endsAt.toString()];
  await owe(deps, tenantId, {
    kind: 'offer-made',
    ...inLine(place, `offered ${startsAt}`),
    payload: { ...waitingOf(place), startsAt, endsAt, until: until.toString() },
  });
}

/** Tells somebody that the place held for them went to the next, and that they keep theirs in line this once. */
export async function oweOfferMissed(
  deps: Deps,
  tenantId: string,
  { startsAt, ...place }: InLine & { startsAt: Temporal.Instant },
): Promise<void> {
  await owe(deps, tenantId, {
    kind: 'offer-missed',
    ...inLine(place, `missed ${startsAt}`),
    payload: { ...waitingOf(place), startsAt: startsAt.toString() },
  });
}

/** Tells somebody that a place became free while they were busy, and that they keep theirs in line. */
export async function oweOfferWhileBusy(
  deps: Deps,
  tenantId: string,
  { startsAt, ...place }: InLine & { startsAt: Temporal.Instant },
): Promise<void> {
  await owe(deps, tenantId, {
    kind: 'offer-while-busy',
    ...inLine(place, `busy ${startsAt}`),
    payload: { ...waitingOf(place), startsAt: startsAt.toString() },
  });
}

/** Tells somebody that they no longer wait, why, and how to come back. */
export async function oweWaitingEnded(
  deps: Deps,
  tenantId: string,
  { because, ...place }: InLine & { because: 'offers-missed' | 'session-over' | 'champion-left' | 'booked-otherwise' },
): Promise<void> {
  await owe(deps, tenantId, {
    kind: 'waiting-ended',
    ...inLine(place, 'ended'),
    payload: { ...waitingOf(place), because },
  });
}

const inLine = ({ waitingId, learnerId }: InLine, event: string) => ({
  key: `waiting ${waitingId} ${event}`,
  personId: learnerId,
});
const waitingOf = ({ waitingId, champion }: InLine) => ({
  waitingId,
  championId: champion.personId,
  championName: champion.displayName,
});
