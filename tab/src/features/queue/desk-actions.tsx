import { Button } from '@fluentui/react-components';
import { CallRegular, ChatRegular } from '@fluentui/react-icons';
import type { DeskTicketInDetail } from '@open-door/api/queue/schema/tickets.ts';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { errorTitle } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReading } from '../../reader.tsx';
import { openLink } from '../../teams.ts';
import { callTo, chatWith } from '../../teams-links.ts';
import { givenName } from '../../times.ts';
import { NoteDialog } from './desk-note-dialog.tsx';
import { useTogether } from './desk-queues.ts';
import { ResolveDialog } from './desk-resolve.tsx';
import { askerName, type Step, useAct } from './desk-tickets.ts';
import { TransferDialog } from './desk-transfer.tsx';

type ActionsProps = {
  ticket: DeskTicketInDetail;
  /** Whether I called it, have it, or had it last. */
  isMine: boolean;
  calling: ReactNode;
};

type Asking = 'pick' | 'hold' | 'escalate' | 'transfer' | 'resolve';

/** What can be done with a ticket, by where it is in its life and whose it is; nothing while somebody else has it. */
export function TicketActions({ ticket, isMine, calling }: ActionsProps) {
  const surface = useSurface();
  const { say } = useReading();
  const [asking, setAsking] = useState<Asking>();
  const act = useAct();
  const close = () => setAsking(undefined);
  const run = (body: Step) => act.mutate({ params: { ticketId: ticket.ticketId }, body });
  const step = { ticket, isMine, calling, ask: setAsking, run, pending: act.isPending };
  return (
    <div className={surface.stack}>
      {act.isError && <Notice intent="warning">{errorTitle(act.error, say)}</Notice>}
      <Steps {...step} />
      {(asking === 'pick' || asking === 'hold' || asking === 'escalate') && (
        <NoteDialog ticket={ticket} does={asking} onClose={close} />
      )}
      {asking === 'transfer' && <TransferDialog ticket={ticket} onClose={close} />}
      {asking === 'resolve' && <ResolveDialog ticket={ticket} onClose={close} />}
    </div>
  );
}

type StepsProps = ActionsProps & {
  ask: (what: Asking) => void;
  run: (event: Step) => void;
  pending: boolean;
};

function Steps(props: StepsProps) {
  const { ticket, isMine } = props;
  if (ticket.endedBy) return isMine ? <Afterwards {...props} /> : null;
  if (ticket.state === 'called') return isMine ? <Calling {...props} /> : null;
  if (ticket.state === 'claimed') return isMine ? <Helping {...props} /> : null;
  return ticket.forYou ? <Waiting {...props} /> : null;
}

/** Somebody waits, in line or on hold: out of turn only with a reason, unless they wait for me. */
function Waiting({ ticket: { waitsFor, state }, calling, ask, run, pending }: StepsProps) {
  const surface = useSurface();
  const { say } = useReading();
  const forMe = waitsFor !== 'anyone' && state !== 'on-hold';
  return (
    <div className={surface.row}>
      {forMe ? (
        <Button appearance="primary" disabledFocusable={pending} onClick={() => run({ does: 'claim' })}>
          {say('queue.desk.take')}
        </Button>
      ) : calling === undefined ? (
        <Button onClick={() => ask('pick')}>{say('queue.desk.pick')}</Button>
      ) : (
        calling
      )}
      <Button onClick={() => ask('transfer')}>{say('queue.desk.transfer')}</Button>
      {waitsFor !== 'specialist' && <Button onClick={() => ask('escalate')}>{say('queue.desk.escalate')}</Button>}
    </div>
  );
}

/** The ready check runs. */
function Calling({ ticket, run, pending }: StepsProps) {
  const surface = useSurface();
  const { say } = useReading();
  return (
    <div className={surface.row}>
      <Button appearance="primary" disabledFocusable={pending} onClick={() => run({ does: 'claim' })}>
        {say('queue.desk.start')}
      </Button>
      <Reach ticket={ticket} />
      <Button disabledFocusable={pending} onClick={() => run({ does: 'put-back' })}>
        {say('queue.desk.put-back')}
      </Button>
    </div>
  );
}

/** I help them. */
function Helping({ ticket, ask, run, pending }: StepsProps) {
  const surface = useSurface();
  const { say } = useReading();
  const { anonymity, together, waitsFor } = ticket;
  const name = askerName(ticket, say);
  return (
    <>
      <div className={surface.row}>
        <Button appearance="primary" onClick={() => ask('resolve')}>
          {say('queue.desk.resolve')}
        </Button>
        <Reach ticket={ticket} />
        <Button onClick={() => ask('hold')}>{say('queue.desk.hold')}</Button>
      </div>
      <div className={surface.row}>
        <Button size="small" onClick={() => ask('transfer')}>
          {say('queue.desk.transfer')}
        </Button>
        {waitsFor !== 'specialist' && (
          <Button size="small" onClick={() => ask('escalate')}>
            {say('queue.desk.escalate')}
          </Button>
        )}
        <Button size="small" disabledFocusable={pending} onClick={() => run({ does: 'put-back' })}>
          {say('queue.desk.put-back')}
        </Button>
        {anonymity !== 'for-good' && (
          // Of a group it is one who did not come.
          <Button
            size="small"
            disabledFocusable={pending}
            onClick={() => run({ does: 'no-show', together: together === 1 })}
          >
            {say('queue.desk.no-show', { name: givenName(name) })}
          </Button>
        )}
      </div>
    </>
  );
}

/** Teams' own call and chat with all who are called or helped together; a question without a name is answered below. */
function Reach({ ticket }: Pick<StepsProps, 'ticket'>) {
  const { say } = useReading();
  const together = [ticket, ...useTogether(ticket)].filter(({ state }) => state === ticket.state);
  const usernames = together.map(({ askerUsername }) => askerUsername).filter((username) => username !== null);
  if (usernames.length === 0) return null;
  return (
    <>
      <Button icon={<CallRegular />} onClick={() => void openLink(callTo(...usernames))}>
        {say('queue.desk.call-teams')}
      </Button>
      <Button icon={<ChatRegular />} onClick={() => void openLink(chatWith(...usernames))}>
        {say('queue.desk.chat')}
      </Button>
    </>
  );
}

/** It is over: bring them back if that was a mistake, and let others have what helped. */
function Afterwards({ ticket: { ticketId, endedBy, reopenUntil }, run, pending }: StepsProps) {
  const surface = useSurface();
  const { say, now } = useReading();
  const [, go] = useLocation();
  const toast = useToast();
  const bringBack = () => {
    run({ does: 'reopen' });
    toast({ text: say('queue.desk.reopened') });
  };
  return (
    <div className={surface.row}>
      {endedBy === 'resolve' && (
        <Button onClick={() => go(`/desk/queue/${ticketId}/answer`)}>{say('queue.desk.publish')}</Button>
      )}
      {reopenUntil && reopenUntil > now && (
        <Button disabledFocusable={pending} onClick={bringBack}>
          {say('queue.desk.reopen')}
        </Button>
      )}
    </div>
  );
}
