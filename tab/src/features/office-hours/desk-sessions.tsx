import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReading } from '../../reader.tsx';
import { PauseNotice } from '../champions/pause-notice.tsx';
import { type AgendaDay, type AgendaPart, agendaOf } from './agenda.ts';
import { DeskFrame } from './desk-frame.tsx';
import { DeskLine, useDayStyle } from './desk-line.tsx';
import { DeskSides } from './desk-sides.tsx';
import { dateInWords } from './session-detail.tsx';
import { useDeskSessions } from './sessions.ts';

/** Who comes today, this week and later, and with which question. */
export function DeskSessions({ bookingId }: { bookingId: string | undefined }) {
  const sessions = useDeskSessions('coming');
  return (
    <DeskSides frame={DeskSessionsFrame} sessions={sessions} bookingId={bookingId} home="/desk">
      {(shown) => <Agenda sessions={sessions} shown={shown} />}
    </DeskSides>
  );
}

function DeskSessionsFrame({ children }: { children: React.ReactNode }) {
  return (
    <DeskFrame here="/desk">
      <PauseNotice />
      {children}
    </DeskFrame>
  );
}

type AgendaProps = { sessions: ReturnType<typeof useDeskSessions>; shown: string | undefined };

function Agenda({ sessions, shown }: AgendaProps) {
  const surface = useSurface();
  const reading = useReading();
  if (sessions.isPending) return <PersonSkeletons count={3} />;
  if (!sessions.items) return <ErrorState error={sessions.error} onRetry={sessions.refetch} />;
  if (sessions.items.length === 0) return <NobodyComing />;
  const parts = agendaOf(sessions.items, reading);
  const today: AgendaPart<Booking> = { period: 'today', days: [] };
  return (
    <div className={surface.stack}>
      {(parts[0]?.period === 'today' ? parts : [today, ...parts]).map((part) => (
        <Part key={part.period} part={part} shown={shown} />
      ))}
      <div>
        <LoadMore list={sessions} />
      </div>
    </div>
  );
}

function Part({ part: { period, days }, shown }: { part: AgendaPart<Booking>; shown: string | undefined }) {
  const surface = useSurface();
  const { say } = useReading();
  return (
    <section className={surface.tight}>
      <Heading>{say(`desk.${period}`)}</Heading>
      {days.length === 0 && <span className={surface.quiet}>{say('desk.none-today')}</span>}
      {days.map((each) => (
        <Day key={each.startsAt} day={each} headed={period !== 'today'} shown={shown} />
      ))}
    </section>
  );
}

type DayProps = {
  day: AgendaDay<Booking>;
  /** False for today, whose heading has said it. */
  headed: boolean;
  shown: string | undefined;
};

function Day({ day: { startsAt, sessions }, headed, shown }: DayProps) {
  const styles = useDayStyle();
  const surface = useSurface();
  const reading = useReading();
  return (
    <>
      {headed && <h3 className={styles.day}>{dateInWords(startsAt, reading)}</h3>}
      <ul className={surface.list}>
        {sessions.map((seats) => (
          <li key={seats[0].sessionId}>
            <DeskLine seats={seats} shown={shown} home="/desk" />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Nothing to do now: the ways to be found. */
function NobodyComing() {
  const surface = useSurface();
  const { say } = useReading();
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
