import { Button, Field, makeStyles, mergeClasses, Textarea, tokens } from '@fluentui/react-components';
import type { TicketMessage } from '@open-door/api/queue/schema/tickets.ts';
import type { FormEvent } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useDraft } from '../../kept.ts';
import { useWrite } from '../../queries.ts';
import { useReading } from '../../reader.tsx';
import { dayAndClock } from '../../times.ts';

const useStyles = makeStyles({
  list: { rowGap: tokens.spacingVerticalS, ':not(:empty)': { marginBottom: tokens.spacingVerticalS } },
  message: {
    maxWidth: '60ch',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    overflowWrap: 'anywhere',
  },
  own: { alignSelf: 'flex-end', backgroundColor: tokens.colorBrandBackground2 },
  body: { margin: 0, whiteSpace: 'pre-wrap' },
});

type TicketMessagesProps = {
  ticketId: string;
  messages: readonly TicketMessage[];
  /** The champion who reads them; `asker` for whoever asked. */
  reader: 'asker' | { personId: string };
  /** What the field is for; without it nothing more can be written. */
  label?: string;
};

/** What both sides wrote on a ticket, and a field to write more. What is typed stays until it is sent. */
export function TicketMessages({ ticketId, messages, reader, label }: TicketMessagesProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReading();
  if (messages.length === 0 && !label) return null;
  return (
    <section className={surface.tight}>
      <Heading>{say('queue.messages')}</Heading>
      <ul aria-live="polite" aria-label={say('queue.messages')} className={mergeClasses(surface.list, styles.list)}>
        {messages.map((message) => (
          <Message key={message.messageId} message={message} own={isOwn(message, reader)} />
        ))}
      </ul>
      {label && <WriteMessage key={ticketId} ticketId={ticketId} label={label} />}
    </section>
  );
}

function isOwn({ champion }: TicketMessage, reader: TicketMessagesProps['reader']): boolean {
  return reader === 'asker' ? champion === null : champion?.personId === reader.personId;
}

function Message({ message: { champion, body, writtenAt }, own }: { message: TicketMessage; own: boolean }) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const who = own ? reading.say('queue.you') : (champion?.displayName ?? reading.say('queue.asker'));
  return (
    <li className={mergeClasses(styles.message, own && styles.own)}>
      <span className={surface.quiet}>{`${who} · ${dayAndClock(writtenAt, reading)}`}</span>
      <p className={styles.body}>{body}</p>
    </li>
  );
}

function WriteMessage({ ticketId, label }: { ticketId: string; label: string }) {
  const surface = useSurface();
  const { say } = useReading();
  const [draft, setDraft] = useDraft(`message ${ticketId}`, '');
  const write = useWrite('POST /api/tickets/{ticketId}/messages', {
    refreshes: ['GET /api/tickets/current', 'GET /api/tickets/{ticketId}'],
    onSuccess: () => setDraft(''),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (write.isPending || !draft.trim()) return;
    write.mutate({ params: { ticketId }, body: { body: draft } });
  };
  return (
    <form onSubmit={send} className={surface.tight}>
      <Field label={label}>
        <Textarea
          value={draft}
          rows={2}
          maxLength={2000}
          resize="vertical"
          onChange={(_, { value }) => setDraft(value)}
        />
      </Field>
      {write.isError && <Notice intent="warning">{errorTitle(write.error, say)}</Notice>}
      <div>
        <Button type="submit" disabledFocusable={write.isPending}>
          {say('queue.send')}
        </Button>
      </div>
    </form>
  );
}
