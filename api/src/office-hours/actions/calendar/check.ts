import type { Deps } from '../../../deps.ts';
import { graphEndpoints } from '../../../platform/graph-endpoints.ts';
import { say } from '../../../platform/messages.ts';
import type { Booking } from '../../schema/bookings.ts';
import { findBookings } from '../../store/bookings.ts';
import { findOwedEvents } from '../../store/calendar.ts';
import { isTheirs, sayBooking } from '../say-booking.ts';
import { type Because, bringInStep, type Caller } from './in-step.ts';
import { readOutlook } from './read-outlook.ts';

/** What a person waits for at most; what is left then is done the next time. */
const patienceSeconds = 8;
const mostAtOnce = 20;
/** Graph takes up to four requests of one mailbox at a time. */
const atATime = 4;

export type Checked = {
  written: number;
  pending: number;
  changed: Booking[];
  because: string | null;
  permission: string | null;
};

/**
 * Brings the caller's sessions and their Outlook calendar into step: takes over what was done there, then writes what is
 * owed. With a booking, writes that one only.
 */
export async function checkCalendar(
  deps: Deps,
  caller: Caller,
  { bookingId }: { bookingId?: string | undefined },
  sessionUrl: (bookingId: string) => string,
): Promise<Checked> {
  const endsAt = performance.now() + patienceSeconds * 1000;
  const options = { sessionUrl, secondsLeft: () => (endsAt - performance.now()) / 1000 };
  if (bookingId !== undefined)
    return sayChecked(deps, caller, [], [await bringInStep(deps, caller, bookingId, options)]);
  const { actor } = caller;
  const read = await readOutlook(deps, caller, options);
  const owed = await deps.db.transaction(actor.tenantId, (tx) =>
    findOwedEvents(tx, actor.personId, deps.now(), mostAtOnce),
  );
  const outcomes: Outcome[] = [];
  while (owed.length > 0) {
    const some = owed.splice(0, atATime);
    outcomes.push(...(await Promise.all(some.map((id) => attempt(deps, caller, id, options)))));
    const stop = outcomes.find(({ because }) => because !== null && forAll.has(because));
    if (stop) outcomes.push(...owed.splice(0).map(() => ({ written: 0, because: stop.because })));
  }
  return sayChecked(deps, caller, read.changed, outcomes);
}

type Outcome = { written: number; because: Because | 'fault' | null };

/** Reasons for which the other events would not be written either. */
const forAll: ReadonlySet<string> = new Set(['permission-missing', 'sign-in-needed', 'throttled', 'no-time-left']);

/** An event that Outlook will not have keeps no other from being written. */
async function attempt(deps: Deps, caller: Caller, bookingId: string, options: Parameters<typeof bringInStep>[3]) {
  try {
    return await bringInStep(deps, caller, bookingId, options);
  } catch (error) {
    deps.log.error('event not written', { bookingId, error });
    return { written: 0, because: 'fault' } as const;
  }
}

async function sayChecked(
  deps: Deps,
  { actor }: Caller,
  ids: string[],
  outcomes: readonly Outcome[],
): Promise<Checked> {
  const changed = await deps.db.transaction(actor.tenantId, (tx) => findBookings(tx, ids));
  const owed = outcomes.flatMap(({ because }) => because ?? []);
  const [because] = owed;
  const permission = because === 'permission-missing' ? graphEndpoints.createEvent.permission : null;
  return {
    written: outcomes.reduce((sum, { written }) => sum + written, 0),
    pending: owed.length,
    changed: changed
      .filter((booking) => isTheirs(actor, booking))
      .map((booking) => sayBooking(actor, booking, deps.now())),
    because: because === undefined ? null : say(actor.locale, `calendar.owed.${because}`),
    permission,
  };
}
