import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { PeopleRegular } from '@fluentui/react-icons';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { Link } from 'wouter';
import { Initials } from '../../components/initials.tsx';
import { useLineLink } from '../../components/line-link.ts';
import { useReader, useReading } from '../../reader.tsx';
import { clockRange, forThem, givenName } from '../../times.ts';
import type { Together } from './agenda.ts';

const useStyles = makeStyles({
  link: {
    display: 'grid',
    gridTemplateColumns: '6.5rem 40px minmax(0, 1fr)',
    gridTemplateAreas: '"when who words"',
    alignItems: 'start',
    padding: tokens.spacingHorizontalM,
    '@media (max-width: 480px)': {
      gridTemplateColumns: '40px minmax(0, 1fr)',
      gridTemplateAreas: '"who when" "who words"',
      paddingInline: tokens.spacingHorizontalS,
    },
  },
  when: { gridArea: 'when', display: 'flex', flexDirection: 'column', fontVariantNumeric: 'tabular-nums' },
  who: { gridArea: 'who', display: 'grid' },
  group: {
    display: 'grid',
    placeItems: 'center',
    width: '40px',
    height: '40px',
    fontSize: tokens.fontSizeBase500,
    backgroundColor: tokens.colorNeutralBackground4,
    borderRadius: tokens.borderRadiusCircular,
  },
  words: { gridArea: 'words' },
});

/** People of one session come in no order of their own. */
export function byName(seats: readonly Booking[], locale: string): Booking[] {
  return seats.toSorted((one, other) => one.learner.displayName.localeCompare(other.learner.displayName, locale));
}

/** The heading of a day in an agenda. */
export const useDayStyle = makeStyles({
  day: {
    ...typographyStyles.caption1Strong,
    margin: `${tokens.spacingVerticalS} 0 0`,
    color: tokens.colorNeutralForeground2,
    '::first-letter': { textTransform: 'uppercase' },
  },
});

type DeskLineProps = {
  /** Everybody's places in the session. */
  seats: Together<Booking>;
  /** Id of the booking whose detail is beside the list. */
  shown: string | undefined;
  home: string;
};

/** A session from the champion's side: when, who, and the beginning of their question; a group is one line. */
export function DeskLine({ seats, shown, home }: DeskLineProps) {
  const line = useLineLink();
  const styles = useStyles();
  const reading = useReading();
  const [{ bookingId, learner, startsAt, endsAt, topic, question, seats: places }] = seats;
  const alone = seats.length === 1;
  const here = seats.some((seat) => seat.bookingId === shown);
  const names = byName(seats, reading.locale).map((seat) => seat.learner.displayName);
  const theirs = alone && forThem(startsAt, learner, reading);
  const about = [alone && learner.department, topic?.label, places && reading.say('session.seats', places)];
  return (
    <Link
      href={`${home}/${bookingId}`}
      className={mergeClasses(line.link, styles.link, here && line.here)}
      aria-current={here ? 'true' : undefined}
    >
      <span className={mergeClasses(line.words, styles.words)}>
        <span className={line.name}>{new Intl.ListFormat(reading.locale).format(names)}</span>
        <span className={line.quiet}>{about.filter(Boolean).join(' · ')}</span>
        {alone && <Outcome session={seats[0]} />}
        {alone && question && <span className={line.excerpt}>{question}</span>}
      </span>
      <span className={styles.when}>
        {clockRange(startsAt, endsAt, reading)}
        {theirs && <span className={line.quiet}>{theirs}</span>}
      </span>
      <span className={styles.who} aria-hidden>
        {alone ? (
          <Initials name={learner.displayName} />
        ) : (
          <span className={styles.group}>
            <PeopleRegular />
          </span>
        )}
      </span>
    </Link>
  );
}

/** What became of a session, where there is more to say than that it was. */
function Outcome({ session: { state, endedBy, absent, helped, learner } }: { session: Booking }) {
  const { say } = useReader();
  if (state !== 'booked') return <span>{say('session.ended', { by: endedBy ?? 'nobody' })}</span>;
  if (absent) return <span>{say('session.absent')}</span>;
  if (!helped) return null;
  return <span>{say('helped.said-champion', { answer: helped, name: givenName(learner.displayName) })}</span>;
}
