import { Button, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import type { Queue } from '@open-door/api/queue/schema/queues.ts';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import type { Output } from '../../api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReading } from '../../reader.tsx';
import { clock } from '../../times.ts';
import { sayMinutes } from '../office-hours/durations.ts';
import { useHelp, useOpen, useOtherQueues } from './desk-queues.ts';

type OwnQueue = Output<'GET /api/queues/mine'>['own'];

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(14rem, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    alignItems: 'start',
    maxWidth: '44rem',
  },
  lines: { rowGap: tokens.spacingVerticalM, maxWidth: '44rem' },
});

/** For a champion who is at no queue: open one's own, or help at another. */
export function OpenQueue({ own }: { own: OwnQueue }) {
  return (
    <>
      {own ? <OpenOwn own={own} /> : <NoQueue />}
      <HelpElsewhere ownId={own?.queueId} />
    </>
  );
}

function NoQueue() {
  const { say } = useReading();
  const [, go] = useLocation();
  return (
    <EmptyState
      title={say('queue.desk.none')}
      text={say('queue.desk.none-next')}
      action={
        <Button appearance="primary" onClick={() => go('/desk/queue/settings')}>
          {say('queue.desk.set-up')}
        </Button>
      }
    />
  );
}

/** How long champions usually stay. */
const stays = [30, 60, 90, 120, 180, 240];

function OpenOwn({ own: { queueId, state, settings } }: { own: NonNullable<OwnQueue> }) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say, locale, now } = reading;
  const open = useOpen();
  const [minutes, setMinutes] = useState('');
  const [note, setNote] = useState('');
  const after = (length: number) => new Date(Date.parse(now) + length * 60_000).toISOString();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (open.isPending) return;
    open.mutate({ params: { queueId }, body: { until: minutes ? after(Number(minutes)) : null, note } });
  };
  return (
    <form onSubmit={send} className={surface.stack}>
      <Heading>{say('queue.desk.yours', { name: settings.name, state })}</Heading>
      <div className={styles.fields}>
        <Field label={say('queue.desk.until')}>
          <Select value={minutes} onChange={(_, { value }) => setMinutes(value)}>
            <option value="">{say('queue.desk.until-i-close')}</option>
            {stays.map((length) => (
              <option key={length} value={length}>
                {say('queue.desk.until-clock', {
                  clock: clock(after(length), reading),
                  length: sayMinutes(length, locale),
                })}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={say('queue.desk.note')} hint={say('queue.desk.note-hint')}>
          <Input value={note} maxLength={300} onChange={(_, { value }) => setNote(value)} />
        </Field>
      </div>
      {open.isError && <Notice intent="warning">{errorTitle(open.error, say)}</Notice>}
      <div className={surface.row}>
        <Button type="submit" appearance="primary" disabledFocusable={open.isPending}>
          {say('queue.desk.open', { state })}
        </Button>
        <TextLink to="/desk/queue/settings">{say('queue.desk.settings')}</TextLink>
      </div>
    </form>
  );
}

/** Queues of colleagues that are open, with what is going on there. */
function HelpElsewhere({ ownId }: { ownId: string | undefined }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReading();
  const { queues = [] } = useOtherQueues(ownId);
  const help = useHelp();
  if (queues.length === 0) return null;
  return (
    <section className={surface.stack}>
      <Heading>{say('queue.desk.help-elsewhere')}</Heading>
      {help.isError && <Notice intent="warning">{errorTitle(help.error, say)}</Notice>}
      <ul className={`${surface.list} ${styles.lines}`}>
        {queues.map((queue) => (
          <li key={queue.queueId} className={surface.row}>
            <QueueInWords queue={queue} />
            <Button
              size="small"
              disabledFocusable={help.isPending}
              onClick={() => help.mutate({ params: { queueId: queue.queueId }, body: {} })}
            >
              {say('queue.desk.help-at', { name: queue.name })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function QueueInWords({ queue: { name, champions, waiting } }: { queue: Queue }) {
  const surface = useSurface();
  const { say } = useReading();
  return (
    <div className={surface.tight} style={{ flexGrow: 1 }}>
      <strong>{name}</strong>
      <span className={surface.quiet}>{say('queue.desk.elsewhere', { waiting, champions: champions.length })}</span>
    </div>
  );
}
