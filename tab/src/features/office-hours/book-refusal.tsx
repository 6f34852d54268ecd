import { Button } from '@fluentui/react-components';
import type { SlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import type { Person } from '@open-door/api/people/schema.ts';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { Refused, reasonOf } from '../../api.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader, useReading } from '../../reader.tsx';
import { dayAndClock } from '../../times.ts';
import type { Wish } from '../matching/matching.ts';

type BookRefusalProps = {
  error: Error | null;
  champion: Person;
  wish: Wish;
  /** Takes one of the nearest times instead. */
  onTake: (slot: SlotOnWire) => void;
};

/** Why a session could not be booked and the way on: a near time, or somebody else. */
export function BookRefusal({ error, champion, wish, onTake }: BookRefusalProps) {
  const surface = useSurface();
  const { say } = useReader();
  const [, go] = useLocation();
  const reason = error && reasonOf('POST /api/bookings', error);
  const elsewhere = reason === 'champion-full' || reason === 'champion-paused' || reason === 'not-a-champion';
  return (
    <div className={surface.stack}>
      <Refusal error={error} onTake={onTake} />
      {elsewhere && (
        <div>
          <Button onClick={() => go('/find-help', { state: { wish } })}>
            {say('book.elsewhere', { name: champion.displayName })}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Why a time could not be had, with the nearest ones that can. */
export function Refusal({ error, onTake }: Pick<BookRefusalProps, 'error' | 'onTake'>) {
  const surface = useSurface();
  const { say } = useReader();
  const reading = useReading();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) place.current?.scrollIntoView({ block: 'center' });
  }, [error]);
  if (!error) return null;
  const nearest = nearestOf(error);
  return (
    <div ref={place} className={surface.stack}>
      <Notice intent="warning">
        {errorTitle(error, say)} {say(nearest.length > 0 ? 'book.nearest' : 'book.kept')}
      </Notice>
      {nearest.length > 0 && (
        <div className={surface.row}>
          {nearest.map((slot) => (
            <Button key={slot.startsAt} onClick={() => onTake(slot)}>
              {dayAndClock(slot.startsAt, reading)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

/** The free slots that a refusal carries. */
function nearestOf(error: Error): SlotOnWire[] {
  const nearest = error instanceof Refused ? error.facts.nearest : undefined;
  return Array.isArray(nearest) ? nearest : [];
}
