import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { Link } from 'wouter';
import { Initials } from '../../components/initials.tsx';
import { When } from '../../components/when.tsx';
import { useReader } from '../../reader.tsx';
import { otherSide } from './sessions.ts';

const useStyles = makeStyles({
  link: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid transparent`,
    ':hover': { border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1Hover}` },
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
  },
  here: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    boxShadow: `inset ${tokens.strokeWidthThicker} 0 ${tokens.colorCompoundBrandStroke}`,
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  name: { ...typographyStyles.body1Strong },
  when: { fontVariantNumeric: 'tabular-nums' },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
});

type SessionLineProps = {
  session: Booking;
  /** True for the one whose detail is beside the list. */
  selected?: boolean;
};

/** A session in a list; the whole line leads to it. */
export function SessionLine({ session, selected = false }: SessionLineProps) {
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
      className={mergeClasses(styles.link, selected && styles.here)}
      aria-current={selected ? 'true' : undefined}
    >
      <Initials name={other.displayName} />
      <span className={styles.words}>
        <span className={styles.name}>{other.displayName}</span>
        <span className={styles.when}>
          <When instant={session.startsAt} other={other} />
        </span>
        {about && <span className={styles.quiet}>{about}</span>}
      </span>
    </Link>
  );
}
