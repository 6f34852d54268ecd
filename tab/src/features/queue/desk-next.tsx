import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { QueueWithRule } from '@open-door/api/queue/schema/queues.ts';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import type { Output } from '../../api.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { useCallNext, useHelp, useOpen } from './desk-queues.ts';
import { askerName, selector } from './desk-tickets.ts';

export type Line = Output<'GET /api/queues/{queueId}/line'>;

const useStyles = makeStyles({
  next: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: tokens.spacingHorizontalM,
    '@media (max-width: 480px)': { flexDirection: 'column', alignItems: 'stretch', rowGap: tokens.spacingVerticalXS },
  },
  who: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

type AtQueue = { queue: QueueWithRule; line: Line; personId: string };

/** The ticket that a champion called or has, the first of its group. */
export function mineIn({ inHelp }: Line, personId: string): string | undefined {
  return inHelp.find(({ champion }) => champion?.personId === personId)?.ticketId;
}

/**
 * The one thing a champion does at a queue: call who is next, said before it happens, or go on after a pause. Undefined
 * while they have somebody, or nobody waits for them.
 */
export function nextStep({ queue, line, personId }: AtQueue): ReactElement | undefined {
  if (mineIn(line, personId)) return undefined;
  const me = queue.champions.find((champion) => champion.personId === personId);
  if (queue.state === 'paused' || me?.state === 'paused') return <GoOn queue={queue} until={me?.until ?? null} />;
  return line.next ? <Call queueId={queue.queueId} next={line.next} waiting={line.waiting} /> : undefined;
}

type CallProps = { queueId: string; next: NonNullable<Line['next']>; waiting: Line['waiting'] };

function Call({ queueId, next: { ticketIds, because }, waiting }: CallProps) {
  const styles = useStyles();
  const { say, locale } = useReader();
  const toast = useToast();
  const [, go] = useLocation();
  const call = useCallNext();
  const callNext = () =>
    call.mutate(
      { params: { queueId }, body: {} },
      {
        onSuccess: ({ called: [first] }) => first && go(`/desk/queue/${first.ticketId}`),
        onError: (error) => toast({ text: errorTitle(error, say) }),
      },
    );
  const called = waiting.filter(({ ticketId }) => ticketIds.includes(ticketId));
  const who = new Intl.ListFormat(locale).format(called.map((ticket) => askerName(ticket, say)));
  return (
    <div className={styles.next}>
      <span className={styles.who}>{say('queue.desk.next-who', { who, because: selector(because) })}</span>
      <Button appearance="primary" disabledFocusable={call.isPending} onClick={callNext}>
        {say('queue.desk.call-next')}
      </Button>
    </div>
  );
}

/** Ends a pause: the queue's, or else one's own. Both keep the time until which the champion means to stay. */
function GoOn({ queue: { queueId, state }, until }: { queue: QueueWithRule; until: string | null }) {
  const { say } = useReader();
  const toast = useToast();
  const open = useOpen();
  const help = useHelp();
  const params = { queueId };
  const onError = (error: Error) => toast({ text: errorTitle(error, say) });
  const goOn = () =>
    state === 'paused'
      ? open.mutate({ params, body: { until } }, { onError })
      : help.mutate({ params, body: { until } }, { onError });
  return (
    <Button appearance="primary" disabledFocusable={open.isPending || help.isPending} onClick={goOn}>
      {say('queue.desk.go-on')}
    </Button>
  );
}
