import { makeStyles, tokens } from '@fluentui/react-components';
import type { DeskTicket } from '@open-door/api/queue/schema/tickets.ts';
import { Heading } from '../../components/heading.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReading } from '../../reader.tsx';
import { dayAndClock } from '../../times.ts';
import { askerName, selector, useHelped } from './desk-tickets.ts';

const atFirst = 5;

const useStyles = makeStyles({ lines: { rowGap: tokens.spacingVerticalS } });

/** Whom I helped lately: to bring somebody back soon after, or to publish what helped. Nothing before the first. */
export function DeskRecent({ shown }: { shown: string | undefined }) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const helped = useHelped(atFirst);
  const tickets = helped.items?.filter((ticket): ticket is DeskTicket => ticket.role === 'champion') ?? [];
  if (tickets.length === 0) return null;
  return (
    <section className={surface.stack}>
      <Heading>{say('queue.desk.recent')}</Heading>
      <ul className={`${surface.list} ${styles.lines}`}>
        {tickets.map((ticket) => (
          <li key={ticket.ticketId} aria-current={ticket.ticketId === shown ? 'true' : undefined}>
            <TextLink to={`/desk/queue/${ticket.ticketId}`}>{askerName(ticket, say)}</TextLink>
            <div className={surface.quiet}>
              {[
                say('queue.desk.ended', { by: selector(ticket.endedBy ?? '') }),
                dayAndClock(ticket.since, reading),
              ].join(' · ')}
            </div>
            {ticket.helped && <div>{say('queue.desk.said-helped', { answer: ticket.helped })}</div>}
          </li>
        ))}
      </ul>
      <div>
        <LoadMore list={helped} />
      </div>
    </section>
  );
}
