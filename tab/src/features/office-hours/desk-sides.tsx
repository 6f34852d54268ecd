import { makeStyles, tokens } from '@fluentui/react-components';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import type { ComponentType, ReactNode } from 'react';
import { BackLink } from '../../components/back-link.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useWide } from '../../components/wide.ts';
import { useReader } from '../../reader.tsx';
import { sessionsOf } from './agenda.ts';
import { GroupDetail } from './group-detail.tsx';
import { SessionDetail } from './session-detail.tsx';
import type { useDeskSessions } from './sessions.ts';

const useStyles = makeStyles({
  sides: { display: 'grid', gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 6fr)', gap: tokens.spacingHorizontalXXL },
  detail: { position: 'sticky', top: tokens.spacingVerticalXL, alignSelf: 'start' },
});

type DeskSidesProps = {
  /** What stands around list and detail. */
  frame: ComponentType<{ children: ReactNode }>;
  sessions: ReturnType<typeof useDeskSessions>;
  /** The session somebody asked for; the first of the list where there is room for one beside it. */
  bookingId: string | undefined;
  home: '/desk' | '/desk/notes';
  /** The list, told which session is shown beside it. */
  children: (shown: string | undefined) => ReactNode;
};

/** A list of sessions with the chosen one beside it on a wide screen, on a page of its own on a narrow one. */
export function DeskSides({ frame: Frame, sessions, bookingId, home, children }: DeskSidesProps) {
  const styles = useStyles();
  const { say } = useReader();
  const wide = useWide();
  const shown = bookingId ?? sessions.items?.[0]?.bookingId;
  if (bookingId && !wide) {
    return (
      <PageFrame
        headed
        before={<BackLink to={home}>{say(home === '/desk' ? 'nav.desk' : 'desk.notes')}</BackLink>}
        title={say('session.title')}
      >
        <Detail sessions={sessions} bookingId={bookingId} level="h1" />
      </PageFrame>
    );
  }
  return (
    <Frame>
      <div className={wide && shown ? styles.sides : undefined}>
        {children(wide ? shown : undefined)}
        {wide && shown && (
          <div className={styles.detail}>
            <Detail sessions={sessions} bookingId={shown} level="h2" />
          </div>
        )}
      </div>
    </Frame>
  );
}

type DetailProps = Pick<DeskSidesProps, 'sessions'> & { bookingId: string; level: 'h1' | 'h2' };

function Detail({ sessions, bookingId, level }: DetailProps) {
  if (sessions.isPending) return <PersonSkeletons count={2} />;
  const seats = sessionsOf<Booking>(sessions.items ?? []).find((each) =>
    each.some((seat) => seat.bookingId === bookingId),
  );
  if (seats && seats.length > 1) return <GroupDetail key={bookingId} seats={seats} level={level} />;
  return <SessionDetail key={bookingId} bookingId={bookingId} level={level} />;
}
