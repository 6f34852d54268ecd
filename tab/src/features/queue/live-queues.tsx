import { Button, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { Queue } from '@open-door/api/queue/schema/queues.ts';
import { useLocation } from 'wouter';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReader } from '../../reader.tsx';
import { useAsOf, useDim } from './as-of.ts';
import { joiningWords } from './joining-words.ts';
import { useQueues } from './queues.ts';
import { WhoIsThere } from './who-is-there.tsx';

const useStyles = makeStyles({
  queues: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(22rem, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  queue: { height: '100%' },
  wait: { ...typographyStyles.body1Strong, margin: 0, fontVariantNumeric: 'tabular-nums' },
  note: { margin: 0, fontStyle: 'italic' },
  end: { marginTop: 'auto' },
});

/** The queues one can join now, or other ways to get help. */
export function LiveQueues() {
  const styles = useStyles();
  const { say } = useReader();
  const { data, error, isPending, refetch, dataUpdatedAt } = useQueues();
  const asOf = useAsOf(dataUpdatedAt);
  if (isPending) return <PersonSkeletons count={2} />;
  if (!data) return <ErrorState error={error} onRetry={refetch} />;
  if (data.items.length === 0) return <NobodyLive />;
  return (
    <>
      {asOf && <span role="status">{say('queue.as-of', { clock: asOf })}</span>}
      <ul className={styles.queues}>
        {data.items.map((queue, place) => (
          <li key={queue.queueId}>
            <LiveQueue queue={queue} first={place === 0} old={asOf !== undefined} />
          </li>
        ))}
      </ul>
    </>
  );
}

type LiveQueueProps = {
  queue: Queue;
  first: boolean;
  /** What it says of the wait is no longer current. */
  old: boolean;
};

function LiveQueue({ queue, first, old }: LiveQueueProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { dim } = useDim();
  const { say } = useReader();
  const [, go] = useLocation();
  const { queueId, name, host, department, note, champions, waiting, joinable, yours } = queue;
  const isThere = champions.some(({ personId }) => personId === host.personId);
  return (
    <article className={mergeClasses(surface.box, surface.stack, styles.queue)}>
      <div className={surface.tight}>
        <Heading>{name}</Heading>
        <span className={surface.quiet}>{[!isThere && host.displayName, department].filter(Boolean).join(' · ')}</span>
      </div>
      <div className={mergeClasses(surface.tight, old && dim)}>
        <p className={styles.wait}>{joiningWords(queue, say)}</p>
        <span>{say('queue.waiting', { count: waiting })}</span>
      </div>
      {note && <p className={styles.note}>{say('queue.note', { note })}</p>}
      <WhoIsThere champions={champions} />
      <div className={styles.end}>
        {joinable && (
          <Button appearance={first ? 'primary' : 'secondary'} onClick={() => go(`/queue/${queueId}`)}>
            {say('queue.join-name', { name })}
          </Button>
        )}
        {yours && <TextLink to="/desk/queue">{say('queue.yours')}</TextLink>}
      </div>
    </article>
  );
}

function NobodyLive() {
  const surface = useSurface();
  const { say } = useReader();
  const [, go] = useLocation();
  return (
    <EmptyState
      title={say('queue.none')}
      text={say('queue.none-next')}
      action={
        <div className={surface.row}>
          <Button appearance="primary" onClick={() => go('/find-help')}>
            {say('goal.find')}
          </Button>
          <Button onClick={() => go('/soonest')}>{say('soonest.open')}</Button>
        </div>
      }
    />
  );
}
