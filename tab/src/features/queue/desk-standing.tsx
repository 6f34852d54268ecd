import { Button, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { QueueWithRule } from '@open-door/api/queue/schema/queues.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useFocusCaught } from '../../components/arrival.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReading } from '../../reader.tsx';
import { clock } from '../../times.ts';
import { useMyself } from '../people/me.ts';
import { CloseDialog } from './desk-close.tsx';
import { Countdown } from './desk-countdown.tsx';
import { ShareLink } from './desk-line-up.tsx';
import { MessageDialog } from './desk-message-all.tsx';
import type { Line } from './desk-next.tsx';
import { PauseDialog } from './desk-pause.tsx';
import { useHelp, useStopHelping } from './desk-queues.ts';
import { askerName } from './desk-tickets.ts';

const useStyles = makeStyles({
  state: { margin: 0, ...typographyStyles.body1Strong },
  words: { margin: 0, whiteSpace: 'pre-wrap' },
  people: { rowGap: tokens.spacingVerticalXS },
  rule: { margin: `${tokens.spacingVerticalXS} 0 0`, paddingInlineStart: tokens.spacingHorizontalXL },
  summary: { cursor: 'pointer', minHeight: '24px' },
});

type StandingProps = { queue: QueueWithRule; line: Line };

/** How the queue stands: open or not, who is here and with whom, by what rule, and what can be done with all of it. */
export function QueueStanding({ queue, line }: StandingProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReading();
  const box = useFocusCaught();
  return (
    <section ref={box} aria-label={say('queue.desk.standing')} className={mergeClasses(surface.box, surface.stack)}>
      <p className={styles.state}>{say('queue.desk.state', { state: queue.state })}</p>
      {queue.note && <p className={styles.words}>{say('queue.desk.note-said', { note: queue.note })}</p>}
      <Helpers queue={queue} line={line} />
      <details>
        <summary className={styles.summary}>{say('queue.desk.rule')}</summary>
        <ol className={styles.rule}>
          {queue.rule.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      </details>
      <Controls queue={queue} line={line} />
    </section>
  );
}

/** Everybody who is here, and whom they help. */
function Helpers({ queue: { champions }, line: { inHelp } }: StandingProps) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say, locale } = reading;
  const { personId } = useMyself();
  const names = new Intl.ListFormat(locale);
  return (
    <ul aria-label={say('queue.desk.who-is-here')} className={mergeClasses(surface.list, styles.people)}>
      {champions.map((champion) => {
        const helped = inHelp.filter((ticket) => ticket.champion?.personId === champion.personId);
        const [first] = helped;
        const who = champion.personId === personId ? say('queue.desk.you') : champion.displayName;
        const doing = say('queue.desk.doing', {
          state: first?.state ?? champion.state,
          asker: names.format(helped.map((ticket) => askerName(ticket, say))),
        });
        const until = champion.until && say('queue.desk.here-until', { clock: clock(champion.until, reading) });
        return (
          <li key={champion.personId}>
            {[`${who}: ${doing}`, until].filter(Boolean).join(' · ')}
            {first?.state === 'called' && (
              <>
                {' · '}
                <Countdown ticket={first} />
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Pause, write to everybody, share, stop helping, close. */
function Controls({ queue, line }: StandingProps) {
  const surface = useSurface();
  const { say } = useReading();
  const [, go] = useLocation();
  const [asking, setAsking] = useState<'pause' | 'close' | 'message'>();
  const close = () => setAsking(undefined);
  const { personId } = useMyself();
  const isHost = queue.host.personId === personId;
  return (
    <div className={surface.stack}>
      <div className={surface.row}>
        <Breaks queue={queue} onPause={() => setAsking('pause')} />
        {line.waiting.length > 0 && (
          <Button size="small" onClick={() => setAsking('message')}>
            {say('queue.desk.message-all')}
          </Button>
        )}
        {isHost && (
          <Button size="small" onClick={() => go('/desk/queue/settings')}>
            {say('queue.desk.settings')}
          </Button>
        )}
        <Button size="small" onClick={() => setAsking('close')}>
          {say('queue.desk.close')}
        </Button>
        {line.waiting.length + line.inHelp.length + line.onHold.length > 0 && <ShareLink queueId={queue.queueId} />}
      </div>
      {asking === 'pause' && <PauseDialog queueId={queue.queueId} onClose={close} />}
      {asking === 'close' && <CloseDialog queue={queue} line={line} onClose={close} />}
      {asking === 'message' && <MessageDialog queueId={queue.queueId} onClose={close} />}
    </div>
  );
}

type BreaksProps = Pick<StandingProps, 'queue'> & { onPause: () => void };

/** Nobody is called while the queue pauses. With others here, one can take a break alone, or leave it to them. */
function Breaks({ queue: { queueId, state, champions }, onPause }: BreaksProps) {
  const { say } = useReading();
  const { personId } = useMyself();
  const toast = useToast();
  const help = useHelp();
  const leave = useStopHelping();
  const params = { queueId };
  const onError = (error: Error) => toast({ text: errorTitle(error, say) });
  const me = champions.find((champion) => champion.personId === personId);
  const others = champions.length > 1;
  const rest = () => help.mutate({ params, body: { state: 'paused', until: me?.until ?? null } }, { onError });
  return (
    <>
      {state === 'open' && (
        <Button size="small" onClick={onPause}>
          {say(others ? 'queue.desk.pause-all' : 'queue.desk.pause')}
        </Button>
      )}
      {others && me?.state === 'free' && state === 'open' && (
        <Button size="small" disabledFocusable={help.isPending} onClick={rest}>
          {say('queue.desk.rest')}
        </Button>
      )}
      {others && (
        <Button size="small" disabledFocusable={leave.isPending} onClick={() => leave.mutate({ params }, { onError })}>
          {say('queue.desk.stop-helping')}
        </Button>
      )}
    </>
  );
}
