import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { Link } from 'wouter';
import { Initials } from '../../components/initials.tsx';
import { useLineLink } from '../../components/line-link.ts';
import { When } from '../../components/when.tsx';
import { useReader } from '../../reader.tsx';
import { otherSide } from './sessions.ts';

const useStyles = makeStyles({
  when: { fontVariantNumeric: 'tabular-nums' },
});

type SessionLineProps = {
  session: Booking;
  /** True for the one whose detail is beside the list. */
  selected?: boolean;
};

/** A session in a list; the whole line leads to it. */
export function SessionLine({ session, selected = false }: SessionLineProps) {
  const line = useLineLink();
  const styles = useStyles();
  const { say } = useReader();
  const other = otherSide(session);
  const ended = session.state !== 'booked' && say('session.ended', { by: session.endedBy ?? 'nobody' });
  const seats = session.seats && say('session.seats', session.seats);
  const series = session.seriesId && session.state === 'booked' && say('series.one-of');
  const absent = session.absent && say('session.absent');
  const about = [session.topic?.label, seats, series, absent, ended].filter(Boolean).join(' · ');
  return (
    <Link
      href={`/sessions/${session.bookingId}`}
      className={mergeClasses(line.link, line.person, selected && line.here)}
      aria-current={selected ? 'true' : undefined}
    >
      <Initials name={other.displayName} />
      <span className={line.words}>
        <span className={line.name}>{other.displayName}</span>
        <span className={styles.when}>
          <When instant={session.startsAt} other={other} />
        </span>
        {about && <span className={line.quiet}>{about}</span>}
      </span>
    </Link>
  );
}
