import { makeStyles } from '@fluentui/react-components';
import type { OwnTicket } from '@open-door/api/queue/schema/tickets.ts';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';

const useStyles = makeStyles({ question: { margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } });

/** What somebody asked, and how it is kept who did. */
export function TicketQuestion({ ticket }: { ticket: OwnTicket }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const { question, topic, attachmentUrl, anonymity } = ticket;
  return (
    <section className={surface.tight}>
      <Heading>{say('queue.your-question')}</Heading>
      <p className={styles.question}>{question}</p>
      {topic && <span>{say('session.topic', { topic: topic.label })}</span>}
      {attachmentUrl && (
        <a href={attachmentUrl} target="_blank" rel="noreferrer">
          {attachmentUrl}
        </a>
      )}
      {anonymity !== 'named' && <span className={surface.quiet}>{say(`queue.asked-${anonymity}`)}</span>}
    </section>
  );
}
