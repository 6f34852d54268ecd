import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { BackLink } from '../../components/back-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useWide } from '../../components/wide.ts';
import { useReader } from '../../reader.tsx';
import { DeskFrame } from '../office-hours/desk-frame.tsx';
import { useMyself } from '../people/me.ts';
import { useAsOf, useDim } from './as-of.ts';
import { Escalated } from './desk-escalated.tsx';
import { DeskLineUp, JoinedLine } from './desk-line-up.tsx';
import { mineIn, nextStep } from './desk-next.tsx';
import { OpenQueue } from './desk-open.tsx';
import { useLine, useMyQueue } from './desk-queues.ts';
import { DeskRecent } from './desk-recent.tsx';
import { QueueSettings } from './desk-settings.tsx';
import { QueueStanding } from './desk-standing.tsx';
import { DeskTicket } from './desk-ticket.tsx';
import { useQueue } from './queues.ts';

const useStyles = makeStyles({
  sides: { display: 'grid', gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 6fr)', gap: tokens.spacingHorizontalXXL },
  list: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXL, minWidth: 0 },
  detail: { alignSelf: 'start' },
});

/** The champion's side of the live queue: who is next, whom I help, who waits. A specialist sees what waits for them. */
export function DeskQueue({ shown }: { shown: string | undefined }) {
  const { roles } = useMyself();
  const { say } = useReader();
  const wide = useWide();
  const serves = roles.includes('champion') || roles.includes('mentor');
  if (serves && shown === 'settings') return <QueueSettings />;
  if (shown && !wide) {
    return (
      <PageFrame
        headed
        before={<BackLink to="/desk/queue">{say('desk.queue')}</BackLink>}
        title={say('queue.desk.ticket')}
      >
        {serves ? <ChampionTicket ticketId={shown} /> : <DeskTicket ticketId={shown} level="h1" asked />}
      </PageFrame>
    );
  }
  return serves ? <ChampionDesk shown={shown} /> : <SpecialistDesk shown={shown} />;
}

/** A ticket on a page of its own; who is next is called from there too. */
function ChampionTicket({ ticketId }: { ticketId: string }) {
  const queueId = useMyQueue().data?.helpingAt?.queueId;
  if (!queueId) return <DeskTicket ticketId={ticketId} level="h1" asked />;
  return <TicketAtQueue ticketId={ticketId} queueId={queueId} />;
}

function TicketAtQueue({ ticketId, queueId }: { ticketId: string; queueId: string }) {
  const { personId } = useMyself();
  const queue = useQueue(queueId).data;
  const line = useLine(queueId).data;
  const isNext = line?.next?.ticketIds.includes(ticketId) ?? false;
  const calling = isNext && queue && line ? nextStep({ queue, line, personId }) : undefined;
  return <DeskTicket ticketId={ticketId} level="h1" asked calling={calling} />;
}

function ChampionDesk({ shown }: { shown: string | undefined }) {
  const { data, error, isPending, refetch } = useMyQueue();
  if (data?.helpingAt) return <AtQueue key={data.helpingAt.queueId} queueId={data.helpingAt.queueId} shown={shown} />;
  return (
    <DeskFrame here="/desk/queue">
      {isPending && <PersonSkeletons count={3} />}
      {!isPending && !data && <ErrorState error={error} onRetry={refetch} />}
      {data && (
        <Sides detail={shown} asked>
          <OpenQueue own={data.own} />
          <Escalated shown={shown} />
          <DeskRecent shown={shown} />
        </Sides>
      )}
    </DeskFrame>
  );
}

function AtQueue({ queueId, shown }: { queueId: string; shown: string | undefined }) {
  const queue = useQueue(queueId);
  const line = useLine(queueId);
  const { personId } = useMyself();
  const wide = useWide();
  const surface = useSurface();
  const { say } = useReader();
  const { dim } = useDim();
  const asOf = useAsOf(line.dataUpdatedAt);
  if (!queue.data || !line.data) {
    const error = queue.error ?? line.error;
    const retry = () => {
      void queue.refetch();
      void line.refetch();
    };
    return (
      <DeskFrame here="/desk/queue">
        {error ? <ErrorState error={error} onRetry={retry} /> : <PersonSkeletons count={4} />}
      </DeskFrame>
    );
  }
  const { waiting, next } = line.data;
  const mine = mineIn(line.data, personId);
  const beside = wide ? (shown ?? mine ?? next?.ticketIds[0] ?? waiting[0]?.ticketId) : mine;
  return (
    <DeskFrame
      here="/desk/queue"
      title={queue.data.name}
      action={nextStep({ queue: queue.data, line: line.data, personId })}
    >
      <JoinedLine waiting={waiting} />
      {asOf && <Notice>{say('queue.as-of', { clock: asOf })}</Notice>}
      <Sides
        detail={beside}
        asked={shown !== undefined}
        calling={beside && next?.ticketIds.includes(beside) ? null : undefined}
      >
        <QueueStanding queue={queue.data} line={line.data} />
        <div className={mergeClasses(surface.stack, asOf && dim)}>
          <DeskLineUp queue={queue.data} line={line.data} shown={wide ? beside : undefined} />
        </div>
        <Escalated shown={shown} />
        <DeskRecent shown={shown} />
      </Sides>
    </DeskFrame>
  );
}

function SpecialistDesk({ shown }: { shown: string | undefined }) {
  return (
    <DeskFrame here="/desk/queue">
      <Sides detail={shown} asked>
        <Escalated shown={shown} />
        <DeskRecent shown={shown} />
      </Sides>
    </DeskFrame>
  );
}

type SidesProps = {
  /** The ticket to show beside the lists, or above them where there is no room beside. */
  detail: string | undefined;
  /** Whether the reader opened it, and did not just find it there. */
  asked: boolean;
  calling?: ReactNode;
  children: ReactNode;
};

function Sides({ detail, asked, calling, children }: SidesProps) {
  const styles = useStyles();
  const surface = useSurface();
  const wide = useWide();
  const lists = <div className={styles.list}>{children}</div>;
  if (!detail) return lists;
  const ticket = (
    <div className={styles.detail}>
      <DeskTicket key={detail} ticketId={detail} level="h2" asked={asked} calling={calling} />
    </div>
  );
  return wide ? (
    <div className={styles.sides}>
      {lists}
      {ticket}
    </div>
  ) : (
    <div className={surface.stack}>
      {ticket}
      {lists}
    </div>
  );
}
