import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { PageSkeleton } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReader } from '../../reader.tsx';
import { LiveQueues } from './live-queues.tsx';
import { MyTicket } from './my-ticket.tsx';
import { isOver, useCurrentTicket } from './own-ticket.ts';
import { TicketOver } from './ticket-over.tsx';

/** My place in line; for whoever has none, the queues one can join, under what just ended. */
export default function QueuePage() {
  const surface = useSurface();
  const { say } = useReader();
  const { data, error, isPending, refetch, dataUpdatedAt } = useCurrentTicket();
  if (isPending) return <PageSkeleton />;
  if (!data) return <ErrorState page error={error} onRetry={refetch} stillWorks={say('queue.place-is-safe')} />;
  const { ticket } = data;
  if (ticket && !isOver(ticket)) return <MyTicket ticket={ticket} updatedAt={dataUpdatedAt} />;
  return (
    <PageFrame title={say('queue.title')}>
      {ticket && <TicketOver key={ticket.ticketId} ticket={ticket} />}
      <section className={surface.stack}>
        {ticket && <Heading>{say('queue.now.live')}</Heading>}
        <LiveQueues />
      </section>
      <TextLink to="/queue/past">{say('queue.past')}</TextLink>
    </PageFrame>
  );
}
