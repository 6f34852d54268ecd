import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { DeskTicketInDetail } from '@open-door/api/queue/schema/tickets.ts';
import type { ReactNode } from 'react';
import { useFocusOnArrival } from '../../components/arrival.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReading } from '../../reader.tsx';
import { clock, dayAndClock, givenName, type Reading } from '../../times.ts';
import { useMyself } from '../people/me.ts';
import { TicketActions } from './desk-actions.tsx';
import { Countdown } from './desk-countdown.tsx';
import { TicketHistory } from './desk-history.tsx';
import { useTogether } from './desk-queues.ts';
import { askerName, selector, useDeskTicket } from './desk-tickets.ts';
import { useRunOut } from './own-ticket.ts';
import { TicketMessages } from './ticket-messages.tsx';

const useStyles = makeStyles({
  words: { margin: 0, whiteSpace: 'pre-wrap' },
  standing: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  link: {
    minHeight: '24px',
    color: tokens.colorBrandForegroundLink,
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
});

type DeskTicketProps = {
  ticketId: string;
  /** Its heading's level: the page's own where it stands alone. */
  level: 'h1' | 'h2';
  /** Whether the reader opened it; only then does it take focus. */
  asked: boolean;
  /** What calls it, where it is next: instead of calling it out of turn. Null where that stands elsewhere on the page. */
  calling?: ReactNode;
};

/** One ticket as champions see it: who asks what, how it stands, and what can be done with it. */
export function DeskTicket({ ticketId, level, asked, calling }: DeskTicketProps) {
  const { say } = useReading();
  const { data, error, isPending, refetch } = useDeskTicket(ticketId);
  if (isPending) return <PersonSkeletons count={2} />;
  if (!data) return <ErrorState error={error} onRetry={refetch} />;
  if (data.role === 'asker') return <TextLink to="/queue">{say('queue.desk.own')}</TextLink>;
  return <Ticket ticket={data} level={level} asked={asked} calling={calling} />;
}

type TicketProps = { ticket: DeskTicketInDetail };

function Ticket({ ticket, level, asked, calling }: TicketProps & Omit<DeskTicketProps, 'ticketId'>) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReading();
  const { personId } = useMyself();
  const heading = useFocusOnArrival(asked ? ticket.ticketId : '');
  const { question, attachmentUrl, champion, state } = ticket;
  const isMine = champion?.personId === personId;
  const now = isMine && state === 'claimed' ? 'helping' : isMine && state === 'called' ? 'calling' : 'other';
  return (
    <article className={mergeClasses(surface.box, surface.stack)}>
      <Heading as={level} ref={asked ? heading : undefined} tabIndex={-1}>
        {say('queue.desk.ticket-of', { now, name: askerName(ticket, say) })}
      </Heading>
      <Standing ticket={ticket} isMine={isMine} />
      <About ticket={ticket} />
      <div className={surface.tight}>
        <span className={surface.quiet}>{say('queue.desk.question')}</span>
        <p className={styles.words}>{question}</p>
        {attachmentUrl && (
          <a className={styles.link} href={attachmentUrl} target="_blank" rel="noreferrer noopener">
            {say('queue.desk.attachment', { host: new URL(attachmentUrl).host })}
          </a>
        )}
      </div>
      {ticket.together > 1 && <Together ticket={ticket} />}
      <TicketActions ticket={ticket} isMine={isMine} calling={calling} />
      <TicketMessages
        ticketId={ticket.ticketId}
        messages={ticket.messages}
        reader={{ personId }}
        {...(!ticket.endedBy && { label: say('queue.desk.write', { anonymity: selector(ticket.anonymity) }) })}
      />
      <TicketHistory history={ticket.history} />
    </article>
  );
}

/** Where it is in its life, and who has it. The ready check counts down. */
function Standing({ ticket, isMine }: TicketProps & { isMine: boolean }) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const { ticketId, state, until, endedBy, champion, place, lastNote, whatHelped, helped } = ticket;
  useRunOut({ ticketId, until: isMine && state === 'called' ? until : null });
  const who = isMine ? 'you' : 'other';
  return (
    <div className={surface.tight}>
      <p className={styles.standing} role="status">
        {endedBy
          ? [say('queue.desk.ended', { by: selector(endedBy) }), dayAndClock(ticket.since, reading)].join(' · ')
          : say('queue.desk.ticket-state', {
              state: selector(state),
              who,
              name: champion?.displayName ?? '',
              place: place ?? 0,
              clock: clock(until ?? ticket.since, reading),
            })}
      </p>
      {state === 'called' && <Countdown ticket={ticket} />}
      {lastNote && <p className={styles.words}>{say('queue.desk.last-note', { note: lastNote })}</p>}
      {whatHelped && <p className={styles.words}>{say('queue.desk.what-helped-said', { words: whatHelped })}</p>}
      {helped && <p className={styles.words}>{say('queue.desk.said-helped', { answer: helped })}</p>}
    </div>
  );
}

function About({ ticket }: TicketProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReading();
  const { anonymity, asker } = ticket;
  return (
    <div className={surface.tight}>
      <p className={styles.words}>{factsOf(ticket, say).join(' · ')}</p>
      {asker && (
        <span>
          <TextLink to={`/people/${asker.personId}`}>
            {say('queue.desk.about', { name: givenName(asker.displayName) })}
          </TextLink>
        </span>
      )}
      {anonymity !== 'named' && (
        <p className={mergeClasses(styles.words, surface.quiet)}>
          {say(`queue.desk.explain-${anonymity}`, { known: asker ? 'yes' : 'no' })}
        </p>
      )}
    </div>
  );
}

function factsOf(
  { asker, topic, queueName, waitsFor, waitedMinutes, recentHelps, missedChecks }: DeskTicketInDetail,
  say: Reading['say'],
) {
  return [
    asker?.jobTitle,
    topic?.label,
    waitsFor === 'specialist' && queueName,
    say('queue.desk.waited', { minutes: waitedMinutes }),
    recentHelps !== null && say('queue.desk.helped-lately', { count: recentHelps }),
    missedChecks > 0 && say('queue.desk.missed', { count: missedChecks }),
  ].filter(Boolean);
}

/** The others of its group, each with a page of their own. */
function Together({ ticket }: TicketProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReading();
  const others = useTogether(ticket);
  return (
    <div className={surface.tight}>
      <span className={surface.quiet}>{say('queue.desk.together', { count: ticket.together })}</span>
      <ul className={styles.list}>
        {others.map((other) => (
          <li key={other.ticketId}>
            <TextLink to={`/desk/queue/${other.ticketId}`}>{askerName(other, say)}</TextLink>
          </li>
        ))}
      </ul>
    </div>
  );
}
