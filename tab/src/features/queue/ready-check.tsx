import { Button, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { OwnTicket } from '@open-door/api/queue/schema/tickets.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import type { Say } from '../../messages.ts';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { saySeconds, useSecondsLeft, wholeSeconds } from './countdown.ts';
import { useRunOut, useStep } from './own-ticket.ts';

const useStyles = makeStyles({
  turn: { border: `${tokens.strokeWidthThick} solid ${tokens.colorCompoundBrandStroke}` },
  clock: { ...typographyStyles.title2, margin: 0, fontVariantNumeric: 'tabular-nums' },
});

/** Said a second time when so many seconds are left. */
const nearlyOver = 30;

/** "It is your turn: Marcus is ready for you. Answer within 90 seconds." */
export function yourTurnWords(ticket: OwnTicket, say: Say): string {
  return say('queue.your-turn', { name: givenName(ticket.champion?.displayName ?? ''), seconds: wholeSeconds(ticket) });
}

/** Somebody is ready for the reader, who says whether they are, too, before the time is up. */
export function ReadyCheck({ ticket }: { ticket: OwnTicket }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const seconds = useSecondsLeft(ticket);
  const step = useStep();
  useRunOut(ticket);
  const answer = (does: 'ready' | 'not-ready') =>
    step.mutate({ params: { ticketId: ticket.ticketId }, body: { does } });
  return (
    <article className={mergeClasses(surface.box, surface.stack, styles.turn)}>
      <Heading>{yourTurnWords(ticket, say)}</Heading>
      <p className={styles.clock} role="timer" aria-label={say('queue.time-left')}>
        {saySeconds(seconds)}
      </p>
      <div aria-live="assertive" className={surface.unseen}>
        {seconds > 0 && seconds <= nearlyOver && say('queue.nearly-over', { seconds: nearlyOver })}
      </div>
      <div className={surface.row}>
        <Button appearance="primary" size="large" disabledFocusable={step.isPending} onClick={() => answer('ready')}>
          {say('queue.ready')}
        </Button>
        <Button size="large" disabledFocusable={step.isPending} onClick={() => answer('not-ready')}>
          {say('queue.not-ready')}
        </Button>
      </div>
      <span className={surface.quiet}>{say(ticket.placeIsKept ? 'queue.place-kept-once' : 'queue.place-lost')}</span>
      {step.isError && <Notice intent="warning">{errorTitle(step.error, say)}</Notice>}
    </article>
  );
}
