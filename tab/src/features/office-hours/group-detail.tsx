import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { useFocusOnArrival } from '../../components/arrival.ts';
import { Heading } from '../../components/heading.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader, useReading } from '../../reader.tsx';
import { clockRange } from '../../times.ts';
import type { Together } from './agenda.ts';
import { byName } from './desk-line.tsx';
import { SessionAfter } from './session-after.tsx';
import { dateInWords, SessionChanges } from './session-detail.tsx';
import { SessionPlace } from './session-place.tsx';

const useStyles = makeStyles({
  when: { margin: 0, fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
  people: { rowGap: tokens.spacingVerticalL },
  person: {
    paddingTop: tokens.spacingVerticalM,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  question: { whiteSpace: 'pre-wrap' },
});

type GroupDetailProps = { seats: Together<Booking>; level: 'h1' | 'h2' };

/** A group session from the champion's side: who comes and with which question; afterwards, what happened with each. */
export function GroupDetail({ seats, level }: GroupDetailProps) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say, now } = reading;
  const [session] = seats;
  const heading = useFocusOnArrival(session.sessionId);
  const begun = session.startsAt <= now;
  const range = clockRange(session.startsAt, session.endsAt, reading);
  return (
    <article className={mergeClasses(surface.box, surface.stack)}>
      <Heading as={level} ref={heading} tabIndex={-1}>
        {say('group.title', { count: seats.length })}
      </Heading>
      <p className={styles.when}>{say('session.when', { day: dateInWords(session.startsAt, reading), range })}</p>
      <SessionPlace session={session} />
      {!begun && session.state === 'booked' && <SessionChanges session={session} />}
      <ul className={mergeClasses(surface.list, styles.people)} aria-label={say('group.who')}>
        {byName(seats, reading.locale).map((seat) => (
          <li key={seat.bookingId} className={mergeClasses(surface.tight, styles.person)}>
            <PersonLine person={seat.learner} detail={<Asked seat={seat} />} />
            {begun && seat.state === 'booked' && <SessionAfter session={seat} />}
          </li>
        ))}
      </ul>
    </article>
  );
}

function Asked({ seat: { topic, question, state, endedBy } }: { seat: Booking }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  return (
    <>
      {topic && <span>{say('session.topic', { topic: topic.label })}</span>}
      <span className={mergeClasses(styles.question, !question && surface.quiet)}>
        {question || say('session.no-question')}
      </span>
      {state !== 'booked' && <span>{say('session.ended', { by: endedBy ?? 'nobody' })}</span>}
    </>
  );
}
