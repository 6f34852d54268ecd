import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import type { OwnTicket } from '@open-door/api/queue/schema/tickets.ts';
import { useLocation } from 'wouter';
import { errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import type { MessageKey, Say } from '../../messages.ts';
import { useReader, useReading } from '../../reader.tsx';
import { dayAndClock, givenName } from '../../times.ts';
import { useSayHelped, useStep } from './own-ticket.ts';
import { TicketMessages } from './ticket-messages.tsx';
import { TicketQuestion } from './ticket-question.tsx';

const useStyles = makeStyles({
  box: { maxWidth: '56rem' },
  words: { margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
});

/** A question that is over, in a box of its own. */
export function TicketOver({ ticket }: { ticket: OwnTicket }) {
  const styles = useStyles();
  const surface = useSurface();
  return (
    <article className={mergeClasses(surface.box, styles.box)}>
      <HowItEnded ticket={ticket} />
    </article>
  );
}

/** How a question ended, what helped, and the way back from a mistake. */
export function HowItEnded({ ticket }: { ticket: OwnTicket }) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const { whatHelped, bookingId, champion, messages, since } = ticket;
  return (
    <div className={surface.stack}>
      <div role="status" className={surface.tight}>
        <Heading>{endWords(ticket, say)}</Heading>
        <span className={surface.quiet}>
          {[ticket.queueName, champion?.displayName, dayAndClock(since, reading)].filter(Boolean).join(' · ')}
        </span>
      </div>
      <WayOn ticket={ticket} />
      {bookingId && <TextLink to={`/sessions/${bookingId}`}>{say('queue.see-session')}</TextLink>}
      {whatHelped && (
        <div className={surface.tight}>
          <strong>{say('queue.what-helped')}</strong>
          <p className={styles.words}>{whatHelped}</p>
        </div>
      )}
      <Helped ticket={ticket} />
      <WayBack ticket={ticket} />
      <TicketQuestion ticket={ticket} />
      <TicketMessages ticketId={ticket.ticketId} messages={messages} reader="asker" />
    </div>
  );
}

/** By the event that ended it. */
const ends: Record<string, MessageKey> = {
  resolve: 'queue.ended-resolve',
  'no-show': 'queue.ended-no-show',
  withdraw: 'queue.ended-withdraw',
  convert: 'queue.ended-convert',
  'close-queue': 'queue.ended-close-queue',
  'run-out': 'queue.ended-run-out',
};

/** "Marcus marked this as solved.", "You left the line." */
function endWords({ endedBy, champion }: OwnTicket, say: Say): string {
  return say(ends[endedBy ?? ''] ?? 'queue.ended', { name: givenName(champion?.displayName ?? '') });
}

/** For whoever did not get help and did not mean to go: what they were told, and the question carried on to somebody else. */
function WayOn({ ticket: { endedBy, queueNote, question, topic } }: { ticket: OwnTicket }) {
  const styles = useStyles();
  const { say } = useReader();
  const [, go] = useLocation();
  if (endedBy !== 'close-queue' && endedBy !== 'run-out' && endedBy !== 'no-show') return null;
  const wish = { goal: question, topics: topic ? [topic.topic] : [] };
  return (
    <>
      {endedBy === 'close-queue' && queueNote && (
        <p className={styles.words}>{say('queue.note', { note: queueNote })}</p>
      )}
      <div>
        <Button onClick={() => go('/find-help', { state: { wish } })}>{say('goal.find')}</Button>
      </div>
    </>
  );
}

/** While an end can be taken back: into the line again, at the same place. */
function WayBack({ ticket: { ticketId, reopenUntil, endedBy } }: { ticket: OwnTicket }) {
  const surface = useSurface();
  const { say, now } = useReading();
  const step = useStep();
  const [here, go] = useLocation();
  if (!reopenUntil || reopenUntil <= now) return null;
  const reopen = () => {
    const shown = () => here !== '/queue' && go('/queue');
    step.mutate({ params: { ticketId }, body: { does: 'reopen' } }, { onSuccess: shown });
  };
  return (
    <div className={surface.tight}>
      <div>
        <Button disabledFocusable={step.isPending} onClick={reopen}>
          {say(endedBy === 'withdraw' ? 'queue.undo-leave' : 'queue.not-solved')}
        </Button>
      </div>
      {step.isError && <Notice intent="warning">{errorTitle(step.error, say)}</Notice>}
    </div>
  );
}

const helpedAnswers = ['yes', 'partly', 'no'] as const;

/** Asked once; the answer stays in view. */
function Helped({ ticket: { ticketId, state, helped, champion, anonymity } }: { ticket: OwnTicket }) {
  const surface = useSurface();
  const { say } = useReader();
  const sayHelped = useSayHelped();
  if (state !== 'resolved') return null;
  const answer = helped ?? sayHelped.data?.helped;
  if (answer) return <span>{say('helped.said-learner', { answer })}</span>;
  const name = givenName(champion?.displayName ?? '');
  return (
    <section className={surface.tight} aria-label={say('helped.ask')}>
      <strong>{say('helped.ask')}</strong>
      <div className={surface.row}>
        {helpedAnswers.map((one) => (
          <Button
            key={one}
            disabledFocusable={sayHelped.isPending}
            onClick={() => sayHelped.mutate({ params: { ticketId }, body: { helped: one } })}
          >
            {say(`helped.${one}`)}
          </Button>
        ))}
      </div>
      <span className={surface.quiet}>
        {say(anonymity === 'for-good' ? 'queue.helped-for-good' : 'helped.who-sees', { name })}
      </span>
      {sayHelped.isError && <Notice intent="warning">{errorTitle(sayHelped.error, say)}</Notice>}
    </section>
  );
}
