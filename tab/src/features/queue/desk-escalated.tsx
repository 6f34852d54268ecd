import type { DeskTicket } from '@open-door/api/queue/schema/tickets.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { useMyself } from '../people/me.ts';
import { turnsOf, useEscalated } from './desk-tickets.ts';
import { TurnLine } from './desk-turn-line.tsx';

/** What champions handed on to specialists, in all queues; nothing for who is none. */
export function Escalated({ shown }: { shown: string | undefined }) {
  const { roles } = useMyself();
  return roles.includes('specialist') ? <ForSpecialists shown={shown} /> : null;
}

function ForSpecialists({ shown }: { shown: string | undefined }) {
  const { say } = useReader();
  const { data, error, isPending, refetch } = useEscalated();
  if (isPending) return <PersonSkeletons count={2} />;
  if (!data) return <ErrorState error={error} onRetry={refetch} />;
  const { waiting } = data;
  const yours = data.yours.filter(({ waitsFor }) => waitsFor === 'specialist');
  if (waiting.length + yours.length === 0) {
    return <EmptyState title={say('queue.desk.none-escalated')} text={say('queue.desk.none-escalated-next')} />;
  }
  return (
    <>
      {yours.length > 0 && <Part title={say('queue.desk.with-you')} tickets={yours} shown={shown} />}
      {waiting.length > 0 && <Part title={say('queue.desk.escalated')} tickets={waiting} shown={shown} />}
    </>
  );
}

type PartProps = { title: string; tickets: readonly DeskTicket[]; shown: string | undefined };

function Part({ title, tickets, shown }: PartProps) {
  const surface = useSurface();
  return (
    <section className={surface.tight}>
      <Heading>{title}</Heading>
      <ul className={surface.list}>
        {turnsOf(tickets).map((turn) => (
          <li key={turn[0].ticketId}>
            <TurnLine turn={turn} shown={shown} placed={false} />
          </li>
        ))}
      </ul>
    </section>
  );
}
