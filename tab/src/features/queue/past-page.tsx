import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { OwnTicket } from '@open-door/api/queue/schema/tickets.ts';
import { askerKeys } from '../../asker-keys.ts';
import { BackLink } from '../../components/back-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useRead } from '../../queries.ts';
import { useReader, useReading } from '../../reader.tsx';
import { day } from '../../times.ts';
import { useMyself } from '../people/me.ts';
import { isOver, usePastTickets } from './own-ticket.ts';
import { HowItEnded } from './ticket-over.tsx';

const useStyles = makeStyles({
  list: { rowGap: tokens.spacingVerticalS, maxWidth: '56rem' },
  summary: {
    padding: `${tokens.spacingVerticalXS} 0`,
    cursor: 'pointer',
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  question: { ...typographyStyles.body1Strong, overflowWrap: 'anywhere' },
  about: { display: 'block' },
});

/** What I asked in live queues, and what helped; what was asked without a name as far as this browser has the keys. */
export default function PastPage() {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const hidden = askerKeys.ticketsOf(useMyself().personId);
  return (
    <PageFrame before={<BackLink to="/queue">{say('queue.title')}</BackLink>} title={say('queue.past')}>
      <PastTickets alone={hidden.length === 0} />
      {hidden.length > 0 && (
        <section className={surface.stack}>
          <Heading>{say('queue.past-for-good')}</Heading>
          <span className={surface.quiet}>{say('queue.past-for-good-means')}</span>
          <div className={mergeClasses(surface.list, styles.list)}>
            {hidden.map((ticketId) => (
              <HiddenTicket key={ticketId} ticketId={ticketId} />
            ))}
          </div>
        </section>
      )}
    </PageFrame>
  );
}

function PastTickets({ alone }: { alone: boolean }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const past = usePastTickets();
  if (past.isPending) return <PersonSkeletons count={2} />;
  if (!past.items) return <ErrorState error={past.error} onRetry={past.refetch} />;
  const own = past.items.filter(
    (ticket): ticket is OwnTicket => ticket.role === 'asker' && ticket.anonymity !== 'for-good',
  );
  if (own.length === 0 && !alone) return null;
  if (own.length === 0) {
    return (
      <EmptyState
        title={say('queue.past-none')}
        text={say('home.welcome')}
        action={<TextLink to="/queue">{say('queue.title')}</TextLink>}
      />
    );
  }
  return (
    <>
      <ul className={mergeClasses(surface.list, styles.list)}>
        {own.map((ticket) => (
          <li key={ticket.ticketId} className={surface.box}>
            <PastTicket ticket={ticket} />
          </li>
        ))}
      </ul>
      <div>
        <LoadMore list={past} />
      </div>
    </>
  );
}

/** A question whose key this browser has; nothing once it cannot be read any more. */
function HiddenTicket({ ticketId }: { ticketId: string }) {
  const surface = useSurface();
  const { data } = useRead('GET /api/tickets/{ticketId}', { params: { ticketId } });
  if (data?.role !== 'asker' || !isOver(data)) return null;
  return (
    <div className={surface.box}>
      <PastTicket ticket={data} />
    </div>
  );
}

/** A question that opens to how it ended. */
function PastTicket({ ticket }: { ticket: OwnTicket }) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { question, queueName, champion, joinedAt } = ticket;
  return (
    <details>
      <summary className={styles.summary}>
        <span className={styles.question}>{question}</span>
        <span className={mergeClasses(surface.quiet, styles.about)}>
          {[queueName, champion?.displayName, day(joinedAt, reading)].filter(Boolean).join(' · ')}
        </span>
      </summary>
      <HowItEnded ticket={ticket} />
    </details>
  );
}
