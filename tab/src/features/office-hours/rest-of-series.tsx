import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDownRegular, ChevronUpRegular } from '@fluentui/react-icons';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { useState } from 'react';
import { useSurface } from '../../components/surface.ts';
import { useReading } from '../../reader.tsx';
import { day } from '../../times.ts';
import { SessionLine } from './session-line.tsx';

const useStyles = makeStyles({
  /** Under the words of the line above. */
  more: { marginInlineStart: '56px' },
  list: { marginInlineStart: tokens.spacingHorizontalXXL },
});

/** Sessions in their order, those that stand in one series together at the place of the first. */
export function bySeries(sessions: readonly Booking[]): [Booking, ...Booking[]][] {
  const groups = new Map<string, [Booking, ...Booking[]]>();
  for (const session of sessions) {
    const key = (session.state === 'booked' && session.seriesId) || session.bookingId;
    const group = groups.get(key);
    if (group) group.push(session);
    else groups.set(key, [session]);
  }
  return [...groups.values()];
}

type RestOfSeriesProps = { sessions: readonly Booking[]; selected: string | undefined };

/** What follows in a series, folded away: the next session is what matters. */
export function RestOfSeries({ sessions, selected }: RestOfSeriesProps) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const [open, setOpen] = useState(sessions.some(({ bookingId }) => bookingId === selected));
  const last = sessions.at(-1);
  return (
    <>
      <Button
        className={styles.more}
        size="small"
        appearance="subtle"
        icon={open ? <ChevronUpRegular /> : <ChevronDownRegular />}
        iconPosition="after"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {last && reading.say('series.more', { count: sessions.length, day: day(last.startsAt, reading) })}
      </Button>
      {open && (
        <ul className={`${surface.list} ${styles.list}`}>
          {sessions.map((session) => (
            <li key={session.bookingId}>
              <SessionLine session={session} selected={session.bookingId === selected} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
