import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Booking } from '@open-door/api/office-hours/schema.ts';
import { Link } from 'wouter';
import { PersonLine } from '../../components/person-line.tsx';
import { When } from '../../components/when.tsx';
import { useReader } from '../../reader.tsx';
import { otherSide } from './sessions.ts';

const useStyles = makeStyles({
  link: {
    display: 'block',
    padding: tokens.spacingHorizontalM,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
  },
  here: { backgroundColor: tokens.colorNeutralBackground1Selected },
  when: { fontVariantNumeric: 'tabular-nums' },
  quiet: { color: tokens.colorNeutralForeground2 },
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
  const ended = session.state !== 'booked';
  return (
    <Link
      href={`/sessions/${session.bookingId}`}
      className={mergeClasses(styles.link, selected && styles.here)}
      aria-current={selected ? 'true' : undefined}
    >
      <PersonLine
        linked={false}
        person={other}
        detail={
          <>
            <span className={styles.when}>
              <When instant={session.startsAt} other={other} />
            </span>
            {session.topic && <span className={styles.quiet}>{session.topic.label}</span>}
            {ended && <span className={styles.quiet}>{say('session.ended', { by: session.endedBy ?? 'nobody' })}</span>}
          </>
        }
      />
    </Link>
  );
}
