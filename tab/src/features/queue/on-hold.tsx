import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import type { OwnTicket } from '@open-door/api/queue/schema/tickets.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReading } from '../../reader.tsx';
import { clock } from '../../times.ts';
import { BookInstead } from './book-instead.tsx';
import { useRunOut, useStep } from './own-ticket.ts';

const useStyles = makeStyles({ note: { margin: 0, fontStyle: 'italic', whiteSpace: 'pre-wrap' } });

/** A turn that pauses, until when, and the way back into the line. */
export function OnHold({ ticket }: { ticket: OwnTicket }) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const step = useStep();
  useRunOut(ticket);
  const go = (does: 'resume' | 'withdraw') => step.mutate({ params: { ticketId: ticket.ticketId }, body: { does } });
  return (
    <article className={mergeClasses(surface.box, surface.stack)}>
      <div role="status" className={surface.tight}>
        <Heading>{say('queue.on-hold')}</Heading>
        {ticket.until && <span>{say('queue.on-hold-until', { clock: clock(ticket.until, reading) })}</span>}
        <span>{say(ticket.missedChecks > 1 ? 'queue.hold-missed' : 'queue.hold-kept')}</span>
      </div>
      {ticket.holdNote && <p className={styles.note}>{say('queue.note', { note: ticket.holdNote })}</p>}
      {step.isError && <Notice intent="warning">{errorTitle(step.error, say)}</Notice>}
      <div className={surface.row}>
        <Button appearance="primary" disabledFocusable={step.isPending} onClick={() => go('resume')}>
          {say('queue.resume')}
        </Button>
        {ticket.anonymity !== 'for-good' && <BookInstead ticket={ticket} />}
        <Button appearance="subtle" disabledFocusable={step.isPending} onClick={() => go('withdraw')}>
          {say('queue.leave')}
        </Button>
      </div>
    </article>
  );
}
