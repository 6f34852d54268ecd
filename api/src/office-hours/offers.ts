import { Temporal } from 'temporal-polyfill';
import { meet, type OfferedSlot } from './bookable.ts';
import type { Busy } from './slots.ts';

/** A place in a waiting list: in the line of one session, or in a champion's, for any time. */
export type PlaceInLine = {
  waitingId: string;
  learnerId: string;
  /** Whether the learner is still in the organisation. */
  active: boolean;
  /** The session waited for; null for any time of the champion's. */
  session: (Busy & { calledOff: boolean }) | null;
  /** They have booked what they were waiting for by themselves. */
  bookedOtherwise: boolean;
  offersMissed: number;
  /** The offer they may still answer; `held` says whether the seat is still theirs, at the time that was offered. */
  open: { startsAt: Temporal.Instant; until: Temporal.Instant; bookingId: string; held: boolean } | null;
  past: readonly { startsAt: Temporal.Instant; answer: PastAnswer }[];
  /** What else they have planned. */
  planned: readonly Busy[];
};

export type PastAnswer = 'accepted' | 'passed' | 'missed' | 'busy' | 'withdrawn';

export type EndedBecause = 'offers-missed' | 'session-over' | 'champion-left' | 'learner-left' | 'booked-otherwise';

/** What has become of a place in line by itself. */
export type Fate = { became: 'ended'; because: EndedBecause } | { became: 'missed' } | { became: 'withdrawn' };

/** Letting one offer pass by without an answer is forgiven. */
const offersMissedAtMost = 1;

/** What has become of this place by now; null when nothing has. `offering` says whether the champion offers any hours. */
export function fateOf(
  { active, session, bookedOtherwise, open, offersMissed }: PlaceInLine,
  { offering, now }: { offering: boolean; now: Temporal.Instant },
): Fate | null {
  const ended = (because: EndedBecause): Fate => ({ became: 'ended', because });
  if (!active) return ended('learner-left');
  if (!offering) return ended('champion-left');
  if (bookedOtherwise) return ended('booked-otherwise');
  if (session && (session.calledOff || isReached(session.startsAt, now))) return ended('session-over');
  if (!open) return null;
  if (!open.held) return { became: 'withdrawn' };
  if (!isReached(open.until, now)) return null;
  return offersMissed < offersMissedAtMost ? { became: 'missed' } : ended('offers-missed');
}

/** The next thing to do for a line: a slot to hold for somebody, or somebody to be told that they were busy at these. */
export type Step<Place = PlaceInLine> =
  | { does: 'offer'; place: Place; slot: OfferedSlot; until: Temporal.Instant }
  | { does: 'pass-over'; place: Place; slots: OfferedSlot[] };

/**
 * Who is next, and for what; null when nobody can be offered anything. First come, first served: whoever waits for a session
 * before those who wait for any time, each for the soonest of the `free` slots that suits them. A slot is offered to the
 * same person once, and to nobody who is busy then: they are passed over, once for each slot, and keep their place.
 * `line` is in the order of joining. After each step both are to be read anew.
 */
export function nextStep<Place extends PlaceInLine>(
  line: readonly Place[],
  free: readonly OfferedSlot[],
  { now, offerMinutes }: { now: Temporal.Instant; offerMinutes: number },
): Step<Place> | null {
  const inOrder = [...line.filter(({ session }) => session), ...line.filter(({ session }) => !session)];
  for (const place of inOrder.filter(({ open }) => open === null)) {
    const fitting = free.filter((slot) => suits(place, slot));
    for (const slot of fitting.filter((one) => !isBusy(place, one))) {
      const until = offerEnd(slot.startsAt, { now, offerMinutes });
      if (until) return { does: 'offer', place, slot, until };
    }
    const unsaid = fitting.filter(
      (slot) =>
        isBusy(place, slot) &&
        !answered(place, slot, 'busy') &&
        offerEnd(slot.startsAt, { now, offerMinutes }) !== null,
    );
    if (unsaid.length > 0) return { does: 'pass-over', place, slots: unsaid };
  }
  return null;
}

/** A session is waited for by its time: when everybody gives up their seat, whoever waits may be the first of a new one. */
function suits(place: PlaceInLine, slot: OfferedSlot): boolean {
  const isTheirs = place.session === null || place.session.startsAt.equals(slot.startsAt);
  return isTheirs && !answered(place, slot, 'accepted', 'passed', 'missed', 'withdrawn');
}

const answered = ({ past }: PlaceInLine, { startsAt }: OfferedSlot, ...answers: PastAnswer[]) =>
  past.some((one) => answers.includes(one.answer) && one.startsAt.equals(startsAt));

const isBusy = ({ planned }: PlaceInLine, slot: Busy) => planned.some((busy) => meet(busy, slot));

/** With less time than this to answer, an offer would only keep a place empty. */
const shortestOfferMinutes = 5;

/**
 * Until when a slot is kept for somebody: as long as the policy says, but at most half the time that is left before it
 * starts, so that others still have a chance. Null when that is too short: the slot is then simply free for everybody.
 */
export function offerEnd(
  startsAt: Temporal.Instant,
  { now, offerMinutes }: { now: Temporal.Instant; offerMinutes: number },
): Temporal.Instant | null {
  const left = startsAt.epochMilliseconds - now.epochMilliseconds;
  const kept = Math.min(offerMinutes * 60_000, Math.floor(left / 2));
  if (kept < shortestOfferMinutes * 60_000) return null;
  return Temporal.Instant.fromEpochMilliseconds(now.epochMilliseconds + kept);
}

const isReached = (instant: Temporal.Instant, now: Temporal.Instant) =>
  instant.epochMilliseconds <= now.epochMilliseconds;
