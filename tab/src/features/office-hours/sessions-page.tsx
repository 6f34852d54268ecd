import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useLocation, useParams } from 'wouter';
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
import { useReader } from '../../reader.tsx';
import { bySeries, RestOfSeries } from './rest-of-series.tsx';
import { SessionDetail } from './session-detail.tsx';
import { SessionLine } from './session-line.tsx';
import { useSessions } from './sessions.ts';
import { WaitingLists } from './waiting-lists.tsx';

const useStyles = makeStyles({
  sides: { display: 'grid', gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 6fr)', gap: tokens.spacingHorizontalXXL },
  detail: { position: 'sticky', top: tokens.spacingVerticalXL, alignSelf: 'start' },
});

/** What is booked and what happened; a wide screen shows the chosen session beside the list. */
export default function SessionsPage() {
  const styles = useStyles();
  const { say } = useReader();
  const { bookingId } = useParams();
  const wide = useWide();
  const coming = useSessions('coming');
  const shown = bookingId ?? (wide ? coming.items?.[0]?.bookingId : undefined);
  if (bookingId && !wide) {
    return (
      <PageFrame before={<BackLink to="/sessions">{say('nav.sessions')}</BackLink>} title={say('session.title')} headed>
        <SessionDetail key={bookingId} bookingId={bookingId} level="h1" />
      </PageFrame>
    );
  }
  return (
    <PageFrame title={say('nav.sessions')}>
      <div className={wide && shown ? styles.sides : undefined}>
        <SessionLists coming={coming} selected={wide ? shown : undefined} />
        {wide && shown && (
          <div className={styles.detail}>
            <SessionDetail key={shown} bookingId={shown} level="h2" />
          </div>
        )}
      </div>
    </PageFrame>
  );
}

type SessionsList = ReturnType<typeof useSessions>;

function SessionLists({ coming, selected }: { coming: SessionsList; selected: string | undefined }) {
  const surface = useSurface();
  const { say } = useReader();
  const past = useSessions('past', 10);
  const [, go] = useLocation();
  // What failed for one list most likely failed for the other, which waits unseen.
  const retry = () => {
    void coming.refetch();
    void past.refetch();
  };
  return (
    <div className={surface.stack}>
      <WaitingLists />
      <div>
        <TextLink to="/mentoring">{say('mentoring.title')}</TextLink>
      </div>
      <Heading>{say('sessions.coming')}</Heading>
      <Sessions list={coming} selected={selected} onRetry={retry}>
        <EmptyState
          title={say('sessions.none')}
          text={say('home.welcome')}
          action={
            <Button appearance="primary" onClick={() => go('/find-help')}>
              {say('goal.find')}
            </Button>
          }
        />
      </Sessions>
      {!coming.isError && (past.items?.length ?? 1) > 0 && (
        <>
          <Heading>{say('sessions.past')}</Heading>
          <Sessions list={past} selected={selected} onRetry={past.refetch} />
        </>
      )}
    </div>
  );
}

type SessionsProps = {
  list: SessionsList;
  selected: string | undefined;
  onRetry: () => void;
  children?: React.ReactNode;
};

/** One list with every state it can be in; `children` is what an empty one shows. */
function Sessions({ list, selected, onRetry, children }: SessionsProps) {
  const surface = useSurface();
  if (list.isPending) return <PersonSkeletons count={2} />;
  if (!list.items) return <ErrorState error={list.error} onRetry={onRetry} />;
  if (list.items.length === 0) return children;
  return (
    <>
      <ul className={surface.list}>
        {bySeries(list.items).map(([session, ...rest]) => (
          <li key={session.bookingId}>
            <SessionLine session={session} selected={session.bookingId === selected} />
            {rest.length > 0 && <RestOfSeries sessions={rest} selected={selected} />}
          </li>
        ))}
      </ul>
      <div>
        <LoadMore list={list} />
      </div>
    </>
  );
}
