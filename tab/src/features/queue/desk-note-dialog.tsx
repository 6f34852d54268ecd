import { Field, Textarea } from '@fluentui/react-components';
import type { DeskTicketInDetail } from '@open-door/api/queue/schema/tickets.ts';
import { useDraft } from '../../kept.ts';
import { useReader } from '../../reader.tsx';
import { StepDialog } from './desk-dialog.tsx';
import { askerName } from './desk-tickets.ts';

type NoteDialogProps = { ticket: DeskTicketInDetail; does: 'pick' | 'hold' | 'escalate'; onClose: () => void };

/** The steps that go with some words: the reason of calling somebody out of turn, the note of a hold or an escalation. */
export function NoteDialog({ ticket, does, onClose }: NoteDialogProps) {
  const { say } = useReader();
  const [words, keep] = useDraft(`${does} ${ticket.ticketId}`, '');
  const name = askerName(ticket, say);
  return (
    <StepDialog
      ticket={ticket}
      title={say(`queue.desk.${does}-title`, { name })}
      confirm={say(`queue.desk.${does}-confirm`)}
      done={say(`queue.desk.${does}-done`, { name })}
      event={(together) => {
        if (does !== 'pick') return { does, note: words, together };
        return words.trim() === '' ? undefined : { does, reason: words, together };
      }}
      onDone={() => keep('')}
      onClose={onClose}
    >
      <span>{say(`queue.desk.${does}-means`)}</span>
      <Field label={say(`queue.desk.${does}-words`)} hint={say(`queue.desk.${does}-hint`)}>
        <Textarea
          value={words}
          rows={3}
          maxLength={does === 'pick' ? 300 : 500}
          onChange={(_, { value }) => keep(value)}
        />
      </Field>
    </StepDialog>
  );
}
