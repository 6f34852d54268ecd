import { makeStyles, tokens } from '@fluentui/react-components';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { BackLink } from '../../components/back-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useWide } from '../../components/wide.ts';
import { useList } from '../../queries.ts';
import { useReader, useReading } from '../../reader.tsx';
import { daysAway } from '../../times.ts';
import { PauseNotice } from '../champions/pause-notice.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { DeskLine } from './desk-line.tsx';
import { SessionDetail } from './session-detail.tsx';

const useStyles = makeStyles({
  sides: { display: 'grid', gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 6fr)', gap: tokens.spacingHorizontalXXL },
  detail: { position: 'sticky', top: tokens.spacingVerticalXL, alignSelf: 'start' },
});

/** Who comes next and with which question; a wide screen shows the chosen session beside the list. */
export function DeskSessions({ bookingId }: { bookingId: string | undefined }) {
  const styles = useStyles();
  const { say } = useReader();
  const wide = useWide();
  const sessions = useList(
    'GET /api/bookings',
    { query: { when: 'coming', as: 'champion', limit: 25 } },
    { live: ['person:me'] },
  );
  const shown = bookingId ?? sessions.items?.[0]?.bookingId;
  if (bookingId && !wide) {
    return (
      <PageFrame headed before={<BackLink to="/desk">{say('nav.desk')}</BackLink>} title={say('session.title')}>
        <SessionDetail key={bookingId} bookingId={bookingId} level="h1" />
      </PageFrame>
    );
  }
  return (
    <DeskFrame here="/desk">
      <PauseNotice />
      <div className={wide && shown ? styles.sides : undefined}>
        <Coming sessions={sessions} selected={wide ? shown : undefined} />
        {wide && shown && (
          <div className={styles.detail}>
            <SessionDetail key={shown} bookingId={shown} level="h2" />
          </div>
        )}
      </div>
    </DeskFrame>
  );
}

type ComingList = ReturnType<typeof useList<'GET /api/bookings'>>;

function Coming({ sessions, selected }: { sessions: ComingList; selected: string | undefined }) {
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  if (sessions.isPending) return <PersonSkeletons count={3} />;
  if (!sessions.items) return <ErrorState error={sessions.error} onRetry={sessions.refetch} />;
  if (sessions.items.length === 0) return <NobodyComing />;
  const isToday = ({ startsAt }: Booking) => daysAway(startsAt, reading) <= 0;
  const today = sessions.items.filter(isToday);
  const later = sessions.items.filter((session) => !isToday(session));
  return (
    <div className={surface.stack}>
      <Lines title={say('desk.today')} none={say('desk.none-today')} sessions={today} selected={selected} />
      {later.length > 0 && <Lines title={say('desk.later')} sessions={later} selected={selected} />}
      <div>
        <LoadMore list={sessions} />
      </div>
    </div>
  );
}

type LinesProps = { title: string; none?: string; sessions: readonly Booking[]; selected: string | undefined };

function Lines({ title, none, sessions, selected }: LinesProps) {
  const surface = useSurface();
  return (
    <section className={surface.tight}>
      <Heading>{title}</Heading>
      {sessions.length === 0 && <span className={surface.quiet}>{none}</span>}
      <ul className={surface.list}>
        {sessions.map((session) => (
          <li key={session.bookingId}>
            <DeskLine session={session} selected={session.bookingId === selected} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Nothing to do now: the ways to be found. */
function NobodyComing() {
  const surface = useSurface();
  const { say } = useReader();
  return (
    <EmptyState
      title={say('desk.none')}
      text={say('desk.none-next')}
      action={
        <div className={surface.row}>
          <TextLink to="/desk/hours">{say('desk.look-hours')}</TextLink>
          <TextLink to="/desk/offer">{say('desk.look-offer')}</TextLink>
        </div>
      }
    />
  );
}
