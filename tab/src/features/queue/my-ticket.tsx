import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { OwnTicket } from '@open-door/api/queue/schema/tickets.ts';
import { useEffect } from 'react';
import { Heading } from '../../components/heading.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useSides } from '../../components/sides.ts';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReader } from '../../reader.tsx';
import { BeingHelped } from './being-helped.tsx';
import { MyPlace } from './my-place.tsx';
import { OnHold } from './on-hold.tsx';
import { QueueRule } from './queue-rule.tsx';
import { useQueue } from './queues.ts';
import { ReadyCheck, yourTurnWords } from './ready-check.tsx';
import { SimilarAnswers } from './similar-answers.tsx';
import { TicketMessages } from './ticket-messages.tsx';
import { TicketQuestion } from './ticket-question.tsx';
import { WhoIsThere } from './who-is-there.tsx';

const useStyles = makeStyles({
  side: { rowGap: tokens.spacingVerticalXL },
});

type MyTicketProps = {
  ticket: OwnTicket;
  /** When it was last read, in milliseconds since 1970. */
  updatedAt: number;
};

/** The reader's live ticket: where it stands, what to do, and what helps meanwhile. */
export function MyTicket({ ticket, updatedAt }: MyTicketProps) {
  const sides = useSides();
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const called = ticket.state === 'called';
  const turn = yourTurnWords(ticket, say);
  useWindowTitle(called ? turn : undefined);
  return (
    <PageFrame title={ticket.queueName}>
      {/* Here from the start, so that what comes into it is said at once. */}
      <div aria-live="assertive" className={surface.unseen}>
        {called && turn}
      </div>
      <div className={sides.wideFirst}>
        <div className={mergeClasses(surface.stack, styles.side)}>
          <Standing ticket={ticket} updatedAt={updatedAt} />
          <TicketMessages
            ticketId={ticket.ticketId}
            messages={ticket.messages}
            reader="asker"
            label={say(ticket.anonymity === 'for-good' ? 'queue.write-for-good' : 'queue.write')}
          />
        </div>
        <div className={mergeClasses(surface.stack, styles.side)}>
          <TicketQuestion ticket={ticket} />
          {ticket.state !== 'claimed' && <SimilarAnswers question={ticket.question} topic={ticket.topic?.topic} />}
          <AboutQueue queueId={ticket.queueId} />
          <TextLink to="/queue/past">{say('queue.past')}</TextLink>
        </div>
      </div>
    </PageFrame>
  );
}

/** Where the ticket stands, with what can be done. */
function Standing({ ticket, updatedAt }: MyTicketProps) {
  switch (ticket.state) {
    case 'called':
      return <ReadyCheck ticket={ticket} />;
    case 'claimed':
      return <BeingHelped ticket={ticket} />;
    case 'on-hold':
      return <OnHold ticket={ticket} />;
    default:
      return <MyPlace ticket={ticket} updatedAt={updatedAt} />;
  }
}

function AboutQueue({ queueId }: { queueId: string }) {
  const surface = useSurface();
  const { say } = useReader();
  const { data } = useQueue(queueId);
  if (!data) return null;
  return (
    <>
      <section className={surface.stack}>
        <Heading>{say('queue.who')}</Heading>
        <WhoIsThere champions={data.champions} />
      </section>
      <QueueRule rule={data.rule} />
    </>
  );
}

/** What the window is called meanwhile, for whoever looks at another one. */
function useWindowTitle(title: string | undefined): void {
  useEffect(() => {
    if (!title) return;
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
}
