import { Button, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { OwnTicket } from '@open-door/api/queue/schema/tickets.ts';
import { useEffect, useRef } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import type { Say } from '../../messages.ts';
import { useReader } from '../../reader.tsx';
import { useAsOf, useDim } from './as-of.ts';
import { BookInstead } from './book-instead.tsx';
import { OpenQuestions } from './open-questions.tsx';
import { useStep } from './own-ticket.ts';
import { useQueue } from './queues.ts';
import { waitWords } from './wait-words.ts';

const useStyles = makeStyles({
  place: { ...typographyStyles.title2, margin: 0, fontVariantNumeric: 'tabular-nums' },
  moved: {
    '@media (prefers-reduced-motion: no-preference)': {
      animationName: { from: { transform: 'translateY(8px)', opacity: 0 }, to: { transform: 'none', opacity: 1 } },
      animationDuration: tokens.durationSlow,
      animationTimingFunction: tokens.curveDecelerateMid,
    },
  },
  wait: { ...typographyStyles.subtitle2, margin: 0, fontVariantNumeric: 'tabular-nums' },
  note: { margin: 0, fontStyle: 'italic' },
});

type MyPlaceProps = {
  ticket: OwnTicket;
  /** When it was last read, in milliseconds since 1970. */
  updatedAt: number;
};

/** A place in line: which, how long it may take, why, and what can be done meanwhile. */
export function MyPlace({ ticket, updatedAt }: MyPlaceProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { dim } = useDim();
  const { say } = useReader();
  const asOf = useAsOf(updatedAt);
  const { place, queueNote, together } = ticket;
  const before = useBefore(place?.place);
  const moved = before !== undefined && before !== place?.place;
  return (
    <article className={mergeClasses(surface.box, surface.stack)}>
      <div className={mergeClasses(surface.tight, asOf !== undefined && dim)}>
        <div role="status">
          {place && (
            <p key={place.place} className={mergeClasses(styles.place, moved && styles.moved)}>
              {say(asOf ? 'queue.place-as-of' : 'queue.place', { ...countsOf(place), clock: asOf ?? '' })}
            </p>
          )}
        </div>
        <p className={styles.wait}>{waitingWords(ticket, say)}</p>
        {place?.because.map((reason) => (
          <span key={reason}>{reason}</span>
        ))}
      </div>
      {queueNote && <p className={styles.note}>{say('queue.note', { note: queueNote })}</p>}
      {together > 1 && <span>{say('queue.together', { others: together - 1 })}</span>}
      <Steps ticket={ticket} />
      {together === 1 && ticket.anonymity !== 'for-good' && <AskTogether ticket={ticket} />}
    </article>
  );
}

const countsOf = ({ place, of }: NonNullable<OwnTicket['place']>) => ({ place, of });

/** What is still to wait, for whom, or why that is not known. */
function waitingWords({ queueState, wait, waitsFor, anonymity }: OwnTicket, say: Say): string {
  const expected =
    wait && say(wait.afterHours ? 'queue.wait-after-hours' : 'queue.wait', { wait: waitWords(wait, say) });
  const whom = waitsFor !== 'anyone' && say(`queue.waits-for-${waitsFor}`);
  const paused = queueState === 'paused' && say('queue.paused-in-line');
  const unknown = !expected && !paused && say('queue.nobody-there');
  const written = anonymity === 'for-good' && say('queue.in-writing');
  return [paused, expected, unknown, whom, written].filter(Boolean).join(' ');
}

function Steps({ ticket }: { ticket: OwnTicket }) {
  const surface = useSurface();
  const { say } = useReader();
  const step = useStep();
  const params = { ticketId: ticket.ticketId };
  const go = (does: 'pause' | 'withdraw' | 'leave-group') => step.mutate({ params, body: { does } });
  return (
    <>
      {step.isError && <Notice intent="warning">{errorTitle(step.error, say)}</Notice>}
      <div className={surface.row}>
        <Button disabledFocusable={step.isPending} onClick={() => go('pause')}>
          {say('queue.pause')}
        </Button>
        {ticket.anonymity !== 'for-good' && <BookInstead ticket={ticket} />}
        {ticket.together > 1 && (
          <Button disabledFocusable={step.isPending} onClick={() => go('leave-group')}>
            {say('queue.leave-group')}
          </Button>
        )}
        <Button appearance="subtle" disabledFocusable={step.isPending} onClick={() => go('withdraw')}>
          {say('queue.leave')}
        </Button>
      </div>
    </>
  );
}

/** Questions of others that may be the same: whoever asks together is called together. */
function AskTogether({ ticket: { ticketId, queueId } }: { ticket: OwnTicket }) {
  const surface = useSurface();
  const { say } = useReader();
  const step = useStep();
  const questions = useQueue(queueId).data?.questions.filter((question) => question.ticketId !== ticketId) ?? [];
  if (questions.length === 0) return null;
  return (
    <section className={surface.tight}>
      <Heading>{say('queue.same-question')}</Heading>
      <span className={surface.quiet}>{say('queue.together-means')}</span>
      <OpenQuestions
        questions={questions}
        busy={step.isPending}
        onJoin={({ ticketId: otherTicketId }) =>
          step.mutate({ params: { ticketId }, body: { does: 'join-group', otherTicketId } })
        }
      />
      {step.isError && <Notice intent="warning">{errorTitle(step.error, say)}</Notice>}
    </section>
  );
}

/** What a value was at the time of the last change, undefined at first. */
function useBefore(value: number | undefined): number | undefined {
  const last = useRef(value);
  const before = last.current;
  useEffect(() => {
    last.current = value;
  }, [value]);
  return before;
}
