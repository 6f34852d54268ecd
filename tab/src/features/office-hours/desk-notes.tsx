import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReading } from '../../reader.tsx';
import { fullDay, wallDay } from '../../times.ts';
import { sessionsOf, type Together } from './agenda.ts';
import { DeskFrame } from './desk-frame.tsx';
import { DeskLine, useDayStyle } from './desk-line.tsx';
import { DeskSides } from './desk-sides.tsx';
import { useDeskSessions } from './sessions.ts';

/** What was: to write down what to remember, say who did not come, and see whether it helped. */
export function DeskNotes({ bookingId }: { bookingId: string | undefined }) {
  const sessions = useDeskSessions('past');
  return (
    <DeskSides frame={DeskNotesFrame} sessions={sessions} bookingId={bookingId} home="/desk/notes">
      {(shown) => <PastSessions sessions={sessions} shown={shown} />}
    </DeskSides>
  );
}

function DeskNotesFrame({ children }: { children: React.ReactNode }) {
  return <DeskFrame here="/desk/notes">{children}</DeskFrame>;
}

type PastSessionsProps = { sessions: ReturnType<typeof useDeskSessions>; shown: string | undefined };

function PastSessions({ sessions, shown }: PastSessionsProps) {
  const surface = useSurface();
  const reading = useReading();
  const { say, timeZone } = reading;
  if (sessions.isPending) return <PersonSkeletons count={3} />;
  if (!sessions.items) return <ErrorState error={sessions.error} onRetry={sessions.refetch} />;
  if (sessions.items.length === 0) return <EmptyState title={say('desk.no-notes')} text={say('desk.no-notes-next')} />;
  const past = sessionsOf<Booking>(sessions.items);
  const dayOf = (seats: Together<Booking> | undefined) => seats && wallDay(seats[0].startsAt, timeZone);
  return (
    <div className={surface.stack}>
      <ul className={surface.list}>
        {past.map((seats, place) => (
          <li key={seats[0].sessionId}>
            {dayOf(seats) !== dayOf(past[place - 1]) && <DayHeading instant={seats[0].startsAt} />}
            <DeskLine seats={seats} shown={shown} home="/desk/notes" />
          </li>
        ))}
      </ul>
      <div>
        <LoadMore list={sessions} />
      </div>
    </div>
  );
}

function DayHeading({ instant }: { instant: string }) {
  const styles = useDayStyle();
  return <h2 className={styles.day}>{fullDay(instant, useReading())}</h2>;
}
