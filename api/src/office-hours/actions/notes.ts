import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { findNotes, saveNotes } from '../store/after.ts';
import { findBooking } from '../store/bookings.ts';
import { isTheirs, theirTopics } from './say-booking.ts';

type Notes = { yours: string; theirs: string };

/** What the two wrote down about their session. In a group session each learner shares notes with the champion alone. */
export async function getSessionNotes(
  deps: Deps,
  actor: Actor,
  bookingId: string,
): Promise<Result<Notes, 'no-such-booking'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const booking = await findBooking(tx, bookingId);
    if (!booking || !isTheirs(actor, booking)) return refuse('no-such-booking');
    return done(sayNotes(actor, await findNotes(tx, bookingId)));
  });
}

/** Puts the actor's notes in the place of their earlier ones, before, during or after the session; none when empty. */
export async function writeSessionNotes(
  deps: Deps,
  actor: Actor,
  bookingId: string,
  { body }: { body: string },
): Promise<Result<Notes, 'no-such-booking' | 'already-ended'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const booking = await findBooking(tx, bookingId);
    if (!booking || !isTheirs(actor, booking)) return refuse('no-such-booking');
    if (booking.state !== 'booked') return refuse('already-ended');
    await saveNotes(tx, { bookingId, authorId: actor.personId, body, at: deps.now() });
    await touch({ ...deps, db: tx }, actor.tenantId, theirTopics(booking));
    return done(sayNotes(actor, await findNotes(tx, bookingId)));
  });
}

function sayNotes({ personId }: Actor, notes: ReadonlyMap<string, string>): Notes {
  const theirs = [...notes].find(([author]) => author !== personId)?.[1] ?? '';
  return { yours: notes.get(personId) ?? '', theirs };
}
