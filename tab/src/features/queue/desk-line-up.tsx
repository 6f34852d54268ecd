import { Button, Field, Input } from '@fluentui/react-components';
import type { QueueWithRule } from '@open-door/api/queue/schema/queues.ts';
import type { DeskTicket } from '@open-door/api/queue/schema/tickets.ts';
import { useEffect, useRef, useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useRead } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { queueLink } from './desk-links.ts';
import type { Line } from './desk-next.tsx';
import { askerName, turnsOf } from './desk-tickets.ts';
import { TurnLine } from './desk-turn-line.tsx';

type DeskLineUpProps = {
  queue: QueueWithRule;
  line: Line;
  /** Id of the ticket whose detail is beside the list. */
  shown: string | undefined;
};

/** Who waits, next first, and who is on hold. */
export function DeskLineUp({ queue, line: { waiting, onHold, inHelp }, shown }: DeskLineUpProps) {
  const surface = useSurface();
  const { say } = useReader();
  if (waiting.length + onHold.length === 0) {
    return inHelp.length === 0 ? (
      <EmptyState
        title={say('queue.desk.nobody')}
        text={say('queue.desk.nobody-next')}
        action={<ShareLink queueId={queue.queueId} />}
      />
    ) : (
      <EmptyState title={say('queue.desk.nobody-else')} />
    );
  }
  return (
    <>
      {waiting.length > 0 && (
        <section className={surface.tight}>
          <Heading>{say('queue.desk.waiting', { count: turnsOf(waiting).length })}</Heading>
          <Turns tickets={waiting} shown={shown} />
        </section>
      )}
      {onHold.length > 0 && (
        <section className={surface.tight}>
          <Heading>{say('queue.desk.on-hold')}</Heading>
          <Turns tickets={onHold} shown={shown} />
        </section>
      )}
    </>
  );
}

function Turns({ tickets, shown }: { tickets: readonly DeskTicket[]; shown: string | undefined }) {
  const surface = useSurface();
  return (
    <ol className={surface.list}>
      {turnsOf(tickets).map((turn) => (
        <li key={turn[0].ticketId}>
          <TurnLine turn={turn} shown={shown} />
        </li>
      ))}
    </ol>
  );
}

/** Says politely who joined since the page was opened. */
export function JoinedLine({ waiting }: { waiting: readonly DeskTicket[] }) {
  const surface = useSurface();
  const { say } = useReader();
  const known = useRef<ReadonlySet<string>>(undefined);
  const [words, setWords] = useState('');
  useEffect(() => {
    const before = known.current;
    known.current = new Set([...(before ?? []), ...waiting.map(({ ticketId }) => ticketId)]);
    const joined = before && waiting.filter(({ ticketId }) => !before.has(ticketId)).at(-1);
    if (joined) {
      const count = turnsOf(waiting).length;
      setWords(say('queue.desk.joined', { who: askerName(joined, say), topic: joined.topic?.label ?? '', count }));
    }
  }, [waiting, say]);
  return (
    <div role="status" className={surface.unseen}>
      {words}
    </div>
  );
}

/** Copies where learners join; where the browser lets a page within another copy nothing, the link itself is shown. */
export function ShareLink({ queueId }: { queueId: string }) {
  const surface = useSurface();
  const { say } = useReader();
  const { data } = useRead('GET /api/settings', {});
  const [copied, setCopied] = useState<'yes' | 'refused'>();
  if (!data) return null;
  const link = queueLink(data.appId, queueId);
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setCopied('yes'),
      () => setCopied('refused'),
    );
  return (
    <div className={surface.tight}>
      <div className={surface.row}>
        <Button size="small" onClick={() => void copy()}>
          {say('queue.desk.copy-link')}
        </Button>
        <span role="status">{copied === 'yes' && say('queue.desk.copied')}</span>
      </div>
      {copied === 'refused' && (
        <Field label={say('queue.desk.link')}>
          <Input readOnly value={link} onFocus={({ target }) => target.select()} />
        </Field>
      )}
    </div>
  );
}
