import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { useFocusOnArrival } from '../../components/arrival.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader, useReading } from '../../reader.tsx';
import { clockRange, day, daysAway, forThem, fullDay, givenName, type Reading } from '../../times.ts';
import { BookAgain } from './book-again.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { CancelSeries } from './cancel-series.tsx';
import { SessionAfter } from './session-after.tsx';
import { SessionCalendar } from './session-calendar.tsx';
import { SessionPlace } from './session-place.tsx';
import { otherSide, useSession, useSessionsHome } from './sessions.ts';

const useStyles = makeStyles({
  question: { margin: 0, whiteSpace: 'pre-wrap' },
  when: { margin: 0, fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
});

type SessionDetailProps = {
  bookingId: string;
  /** Its heading's level: the page's own where it stands alone. */
  level: 'h1' | 'h2';
};

/** One session: who, when, about what, and what can be done with it. */
export function SessionDetail({ bookingId, level }: SessionDetailProps) {
  const { data, error, isPending, refetch } = useSession(bookingId);
  if (isPending) return <PersonSkeletons count={2} />;
  if (!data) return <ErrorState error={error} onRetry={refetch} />;
  return <Session session={data} level={level} />;
}

function Session({ session, level }: { session: Booking; level: 'h1' | 'h2' }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const other = otherSide(session);
  const heading = useFocusOnArrival(session.bookingId + session.state);
  const name = givenName(other.displayName);
  const { justBooked = false } = (useHistoryState<{ justBooked?: boolean } | null>() ?? {}) as { justBooked?: boolean };
  return (
    <article className={mergeClasses(surface.box, surface.stack)}>
      {justBooked && session.state === 'booked' && (
        <Notice intent="success">{say('session.just-booked', { name })}</Notice>
      )}
      <Heading as={level} ref={heading} tabIndex={-1}>
        {say(`session.with-${session.yourPart}`, { name: other.displayName })}
      </Heading>
      <SessionTime session={session} />
      <PersonLine person={other} />
      {session.topic && <p className={styles.question}>{say('session.topic', { topic: session.topic.label })}</p>}
      <div className={surface.tight}>
        <span className={surface.quiet}>{say(`session.question-${session.yourPart}`, { name })}</span>
        <p className={styles.question}>{session.question || say('session.no-question')}</p>
      </div>
      {session.state === 'booked' ? <Standing session={session} /> : <Ended session={session} />}
    </article>
  );
}

/** "tomorrow, Tuesday 24 November, 10:00–10:30 (your time), 18:00 for Mei" */
function SessionTime({ session }: { session: Booking }) {
  const styles = useStyles();
  const reading = useReading();
  const theirs = forThem(session.startsAt, otherSide(session), reading);
  const mine = reading.say('session.when', {
    day: dateInWords(session.startsAt, reading),
    range: clockRange(session.startsAt, session.endsAt, reading),
  });
  return <p className={styles.when}>{theirs ? reading.say('times.for-both', { mine, theirs }) : mine}</p>;
}

/** "tomorrow, Tuesday 24 November", "Thursday 26 November" */
export function dateInWords(instant: string, reading: Reading): string {
  const date = fullDay(instant, reading);
  return Math.abs(daysAway(instant, reading)) <= 1 ? `${day(instant, reading)}, ${date}` : date;
}

/** What can be done while a session stands: before it, and once it has begun. */
function Standing({ session }: { session: Booking }) {
  const { now } = useReading();
  if (session.startsAt <= now) {
    return (
      <>
        <SessionPlace session={session} />
        <SessionAfter session={session} />
      </>
    );
  }
  return (
    <>
      <SessionPlace session={session} />
      <SessionCalendar session={session} />
      <SessionChanges session={session} />
    </>
  );
}

/** Moving a coming session, and calling it off. */
export function SessionChanges({ session }: { session: Booking }) {
  const surface = useSurface();
  const { say } = useReading();
  const [, go] = useLocation();
  const home = useSessionsHome();
  const [cancelling, setCancelling] = useState<'session' | 'series'>();
  const name = givenName(otherSide(session).displayName);
  const close = () => setCancelling(undefined);
  return (
    <div className={surface.row}>
      <Button appearance="primary" onClick={() => go(`${home}/${session.bookingId}/move`)}>
        {say('move.open')}
      </Button>
      <Button onClick={() => setCancelling('session')}>{say('cancel.open')}</Button>
      {session.seriesId && (
        <Button appearance="subtle" onClick={() => setCancelling('series')}>
          {say('series.cancel')}
        </Button>
      )}
      {cancelling === 'session' && <CancelDialog session={session} name={name} onClose={close} />}
      {cancelling === 'series' && session.seriesId && (
        <CancelSeries seriesId={session.seriesId} name={name} onClose={close} />
      )}
    </div>
  );
}

/** Who ended a session and why, and the way back while its time is free. */
function Ended({ session }: { session: Booking }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say, now } = useReading();
  return (
    <div className={surface.stack}>
      <p className={styles.question}>{say('session.ended', { by: session.endedBy ?? 'nobody' })}</p>
      {session.endedNote && <p className={styles.question}>{say('session.note', { note: session.endedNote })}</p>}
      {session.yourPart === 'learner' && session.startsAt > now && <BookAgain session={session} />}
    </div>
  );
}
