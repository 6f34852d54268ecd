import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { CallRegular, ChatRegular } from '@fluentui/react-icons';
import type { OwnTicket } from '@open-door/api/queue/schema/tickets.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { openLink } from '../../teams.ts';
import { callTo, chatWith } from '../../teams-links.ts';
import { givenName } from '../../times.ts';
import { useStep } from './own-ticket.ts';

const useStyles = makeStyles({ words: { margin: 0 } });

/** Who helps the reader now, and how to reach them. */
export function BeingHelped({ ticket }: { ticket: OwnTicket }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const step = useStep();
  const { champion, championUsername, anonymity, together } = ticket;
  const inWriting = anonymity === 'for-good';
  const name = givenName(champion?.displayName ?? '');
  return (
    <article className={mergeClasses(surface.box, surface.stack)}>
      <div role="status" className={surface.tight}>
        <Heading>{say(inWriting ? 'queue.answering' : 'queue.helping', { name })}</Heading>
        <p className={styles.words}>{say(inWriting ? 'queue.answering-means' : 'queue.helping-means', { name })}</p>
        {together > 1 && <span>{say('queue.helped-together', { others: together - 1 })}</span>}
      </div>
      {champion && <PersonLine person={{ ...champion, department: '' }} />}
      {step.isError && <Notice intent="warning">{errorTitle(step.error, say)}</Notice>}
      <div className={surface.row}>
        {championUsername && (
          <>
            <Button appearance="primary" icon={<CallRegular />} onClick={() => void openLink(callTo(championUsername))}>
              {say('queue.call', { name })}
            </Button>
            <Button icon={<ChatRegular />} onClick={() => void openLink(chatWith(championUsername))}>
              {say('person.chat', { name })}
            </Button>
          </>
        )}
        <Button
          appearance="subtle"
          disabledFocusable={step.isPending}
          onClick={() => step.mutate({ params: { ticketId: ticket.ticketId }, body: { does: 'withdraw' } })}
        >
          {say('queue.no-longer-needed')}
        </Button>
      </div>
    </article>
  );
}
