import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { useEffect, useRef, useState } from 'react';
import { Refused } from '../../api.ts';
import { useApi, useWrite } from '../../queries.ts';

export type Holding = {
  /** Keeps this slot; what was kept before is let go. */
  keep: (startsAt: string) => void;
  /** Lets go of what is kept. */
  letGo: () => void;
  /** The booking that a book request turns this hold into. */
  holdId: string | undefined;
  /** ISO 8601: until when the slot is kept; undefined while nothing is. */
  until: string | undefined;
  /** It was kept, and is no longer. */
  ranOut: boolean;
  /** Why the slot could not be kept. */
  error: Error | null;
  reset: () => void;
};

/** How often a hold is taken anew while somebody is still writing: three times five minutes are enough for a question. */
const mostHolds = 3;

/** Keeps the chosen slot while the learner writes, and lets it go when they leave the page without booking. */
export function useHolding(championId: string): Holding {
  const api = useApi();
  const hold = useWrite('POST /api/holds');
  const [held, setHeld] = useState<Booking>();
  const [ranOut, setRanOut] = useState(false);
  const times = useRef(0);
  const current = useRef<string>(undefined);

  const take = (startsAt: string) => {
    times.current++;
    const kept = (booking: Booking) => {
      current.current = booking.bookingId;
      setHeld(booking);
    };
    hold.mutate({ body: { championId, startsAt } }, { onSuccess: kept });
  };
  const letGo = () => {
    const bookingId = current.current;
    current.current = undefined;
    setHeld(undefined);
    // If this is lost, the hold runs out by itself.
    if (bookingId) api('DELETE /api/holds/{bookingId}', { params: { bookingId } }).catch(() => undefined);
  };
  // The latest of both, for effects that outlive a render.
  const latest = useRef({ take, letGo });
  latest.current = { take, letGo };

  useEffect(() => () => latest.current.letGo(), []);
  useEffect(() => {
    if (!held?.heldUntil) return;
    const timer = setTimeout(() => {
      current.current = undefined;
      setHeld(undefined);
      if (times.current < mostHolds) latest.current.take(held.startsAt);
      else setRanOut(true);
    }, Date.parse(held.heldUntil) - Date.now());
    return () => clearTimeout(timer);
  }, [held]);

  return {
    keep: (startsAt) => {
      times.current = 0;
      setRanOut(false);
      setHeld(undefined);
      take(startsAt);
    },
    letGo,
    holdId: held?.bookingId,
    until: held?.heldUntil ?? undefined,
    ranOut,
    // That a hold could not be asked for is no reason to stop: the slot can be booked without one.
    error: hold.error instanceof Refused && hold.error.status < 500 ? hold.error : null,
    reset: hold.reset,
  };
}
