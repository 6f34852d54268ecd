import { Button, Field, Textarea } from '@fluentui/react-components';
import type { DeskTicketInDetail } from '@open-door/api/queue/schema/tickets.ts';
import { useLocation } from 'wouter';
import { useDraft } from '../../kept.ts';
import { useReader } from '../../reader.tsx';
import { StepDialog } from './desk-dialog.tsx';
import { askerName } from './desk-tickets.ts';

/** Ends a ticket with what helped, which its asker keeps; from there it can be shared with everybody. */
export function ResolveDialog({ ticket, onClose }: { ticket: DeskTicketInDetail; onClose: () => void }) {
  const { say } = useReader();
  const [, go] = useLocation();
  const { ticketId } = ticket;
  const [whatHelped, keep] = useDraft(`resolve ${ticketId}`, '');
  const name = askerName(ticket, say);
  return (
    <StepDialog
      ticket={ticket}
      title={say('queue.desk.resolve-title', { name })}
      confirm={say('queue.desk.resolve-confirm')}
      done={say('queue.desk.resolve-done')}
      event={(together) => ({ does: 'resolve', whatHelped, together })}
      onDone={() => keep('')}
      onClose={onClose}
      also={(send) => (
        <Button onClick={() => send(() => go(`/desk/queue/${ticketId}/answer`))}>
          {say('queue.desk.resolve-publish')}
        </Button>
      )}
    >
      <Field label={say('queue.desk.what-helped')} hint={say('queue.desk.what-helped-hint')}>
        <Textarea value={whatHelped} rows={4} maxLength={2000} onChange={(_, { value }) => keep(value)} />
      </Field>
    </StepDialog>
  );
}
