import { Button, makeStyles, typographyStyles } from '@fluentui/react-components';
import type { QueueWithRule } from '@open-door/api/queue/schema/queues.ts';
import { useLocation, useParams } from 'wouter';
import { BackLink } from '../../components/back-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useSides } from '../../components/sides.ts';
import { PageSkeleton, PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReader } from '../../reader.tsx';
import { useAsOf, useDim } from './as-of.ts';
import { JoinForm } from './join-form.tsx';
import { joiningWords } from './joining-words.ts';
import { isOver, useCurrentTicket } from './own-ticket.ts';
import { QueueRule } from './queue-rule.tsx';
import { useQueue } from './queues.ts';
import { WhoIsThere } from './who-is-there.tsx';

const useStyles = makeStyles({
  wait: { ...typographyStyles.subtitle2, margin: 0, fontVariantNumeric: 'tabular-nums' },
  note: { margin: 0, fontStyle: 'italic' },
});

/** One queue: how long it may take, who is there, by which rule, and the form to join it. */
export default function JoinPage() {
  const { queueId = '' } = useParams();
  const { say } = useReader();
  const { data, error, isPending, refetch, dataUpdatedAt } = useQueue(queueId);
  if (isPending) return <PageSkeleton />;
  if (!data) return <ErrorState page error={error} onRetry={refetch} stillWorks={say('queue.others-work')} />;
  return (
    <PageFrame before={<BackLink to="/queue">{say('queue.title')}</BackLink>} title={data.name}>
      <JoinQueue key={queueId} queue={data} updatedAt={dataUpdatedAt} />
    </PageFrame>
  );
}

function JoinQueue({ queue, updatedAt }: { queue: QueueWithRule; updatedAt: number }) {
  const sides = useSides();
  const surface = useSurface();
  const { say } = useReader();
  return (
    <>
      <Wait queue={queue} updatedAt={updatedAt} />
      <div className={sides.wideFirst}>
        <Join queue={queue} />
        <div className={surface.stack}>
          <section className={surface.stack}>
            <Heading>{say('queue.who')}</Heading>
            <WhoIsThere champions={queue.champions} />
          </section>
          <QueueRule rule={queue.rule} />
        </div>
      </div>
    </>
  );
}

function Wait({ queue, updatedAt }: { queue: QueueWithRule; updatedAt: number }) {
  const styles = useStyles();
  const surface = useSurface();
  const { dim } = useDim();
  const { say } = useReader();
  const asOf = useAsOf(updatedAt);
  if (queue.state === 'closed') return null;
  return (
    <div className={surface.tight}>
      <div className={`${surface.tight} ${asOf ? dim : ''}`}>
        <p className={styles.wait}>{joiningWords(queue, say)}</p>
        <span>{say('queue.waiting', { count: queue.waiting })}</span>
      </div>
      {asOf && <span role="status">{say('queue.as-of', { clock: asOf })}</span>}
      {queue.note && <p className={styles.note}>{say('queue.note', { note: queue.note })}</p>}
    </div>
  );
}

/** The form, or why one cannot join and what to do instead. */
function Join({ queue }: { queue: QueueWithRule }) {
  const surface = useSurface();
  const { say } = useReader();
  const [, go] = useLocation();
  const { data, isPending } = useCurrentTicket();
  const current = data?.ticket;
  if (isPending) return <PersonSkeletons count={2} />;
  if (current && !isOver(current)) {
    return (
      <div className={surface.stack}>
        <Notice>{say('queue.already-in-line', { queue: current.queueName })}</Notice>
        <TextLink to="/queue">{say('queue.my-place')}</TextLink>
      </div>
    );
  }
  if (queue.joinable) return <JoinForm queue={queue} onJoined={() => go('/queue', { replace: true })} />;
  if (queue.yours) return <TextLink to="/desk/queue">{say('queue.yours')}</TextLink>;
  return (
    <EmptyState
      title={say('queue.not-open')}
      text={say('queue.not-open-next')}
      action={
        <div className={surface.row}>
          <Button appearance="primary" onClick={() => go('/queue')}>
            {say('queue.other-queues')}
          </Button>
          <Button onClick={() => go('/soonest')}>{say('soonest.open')}</Button>
        </div>
      }
    />
  );
}
