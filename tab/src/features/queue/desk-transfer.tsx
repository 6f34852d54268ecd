import { Button, Field, Select, Textarea } from '@fluentui/react-components';
import type { DeskTicketInDetail } from '@open-door/api/queue/schema/tickets.ts';
import { useState } from 'react';
import { Modal } from '../../components/modal.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { StepDialog } from './desk-dialog.tsx';
import { useChampionsLive } from './desk-queues.ts';
import { askerName } from './desk-tickets.ts';

type TransferDialogProps = { ticket: DeskTicketInDetail; onClose: () => void };

/** Passes a ticket to another champion who is live; it keeps its place. */
export function TransferDialog({ ticket, onClose }: TransferDialogProps) {
  const { say } = useReader();
  const asker = ticket.asker?.personId;
  const champions = useChampionsLive().filter(({ champion }) => champion.personId !== asker);
  const [chosen, setChosen] = useState('');
  const [note, setNote] = useState('');
  const to = champions.find(({ champion }) => champion.personId === chosen) ?? champions[0];
  const name = askerName(ticket, say);
  if (!to) return <NobodyLive onClose={onClose} />;
  const { personId, displayName } = to.champion;
  return (
    <StepDialog
      ticket={ticket}
      title={say('queue.desk.transfer-title', { name })}
      confirm={say('queue.desk.transfer-confirm')}
      done={say('queue.desk.transfer-done', { name, champion: displayName })}
      event={(together) => ({ does: 'transfer', championId: personId, note, together })}
      onClose={onClose}
    >
      <span>{say('queue.desk.transfer-means', { champion: displayName })}</span>
      <Field label={say('queue.desk.transfer-to')}>
        <Select value={personId} onChange={(_, { value }) => setChosen(value)}>
          {champions.map(({ champion, queue }) => (
            <option key={champion.personId} value={champion.personId}>
              {say('queue.desk.champion-at', { name: champion.displayName, queue: queue.name, count: queue.waiting })}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={say('queue.desk.transfer-note')} hint={say('queue.desk.transfer-hint')}>
        <Textarea value={note} rows={3} maxLength={500} onChange={(_, { value }) => setNote(value)} />
      </Field>
    </StepDialog>
  );
}

function NobodyLive({ onClose }: { onClose: () => void }) {
  const surface = useSurface();
  const { say } = useReader();
  return (
    <Modal title={say('queue.desk.nobody-live')} onClose={onClose}>
      <div className={surface.stack}>
        <span>{say('queue.desk.nobody-live-next')}</span>
        <div>
          <Button appearance="primary" onClick={onClose}>
            {say('queue.desk.back')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
