import { Button, Field, Radio, RadioGroup, Select, Textarea } from '@fluentui/react-components';
import type { QueueWithRule } from '@open-door/api/queue/schema/queues.ts';
import { type FormEvent, useState } from 'react';
import type { Input } from '../../api.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import type { Line } from './desk-next.tsx';
import { type ChampionAtQueue, useChampionsLive, useClose } from './desk-queues.ts';
import { selector } from './desk-tickets.ts';

type Fate = Input<'POST /api/queues/{queueId}/closing'>['body']['waiting'];
type CloseDialogProps = { queue: QueueWithRule; line: Line; onClose: () => void };

/** Closes the queue, and says first what becomes of those who wait. */
export function CloseDialog({ queue, line, onClose }: CloseDialogProps) {
  const surface = useSurface();
  const { say } = useReader();
  const closing = useClosing(queue, onClose);
  const people = line.waiting.length + line.onHold.length;
  const elsewhere = useChampionsLive().filter(({ queue: { queueId } }) => queueId !== queue.queueId);
  const [fate, setFate] = useState<Fate>(queue.state === 'closing' || people === 0 ? 'send-home' : 'finish');
  const [note, setNote] = useState('');
  const [chosen, setChosen] = useState('');
  const to = elsewhere.find(({ champion }) => champion.personId === chosen) ?? elsewhere[0];
  const send = (event: FormEvent) => {
    event.preventDefault();
    closing.close(fate, note, to);
  };
  return (
    <Modal title={say('queue.desk.close-title', { name: queue.name })} onClose={onClose}>
      <form onSubmit={send} className={surface.stack}>
        {people === 0 ? (
          <span>{say('queue.desk.close-nobody')}</span>
        ) : (
          <>
            <Fates
              people={people}
              fate={fate}
              closing={queue.state === 'closing'}
              elsewhere={elsewhere.length > 0}
              onChoose={setFate}
            />
            {fate === 'pass-on' && to && <PassOn to={to} elsewhere={elsewhere} onChoose={setChosen} />}
            <span>
              {say('queue.desk.close-means', {
                fate: selector(fate),
                count: people,
                name: to?.champion.displayName ?? '',
              })}
            </span>
            <Field label={say('queue.desk.close-note')}>
              <Textarea value={note} rows={2} maxLength={300} onChange={(_, { value }) => setNote(value)} />
            </Field>
          </>
        )}
        {line.inHelp.length > 0 && <span>{say('queue.desk.close-in-help')}</span>}
        {closing.error && <Notice intent="warning">{errorTitle(closing.error, say)}</Notice>}
        <div className={surface.row}>
          <Button type="submit" appearance="primary" disabledFocusable={closing.isPending}>
            {say('queue.desk.close-now')}
          </Button>
          <Button onClick={onClose}>{say('queue.desk.stay-open')}</Button>
        </div>
      </form>
    </Modal>
  );
}

function useClosing({ queueId }: QueueWithRule, onClose: () => void) {
  const { say } = useReader();
  const toast = useToast();
  const { mutate, isPending, error } = useClose();
  const close = (waiting: Fate, note: string, to: ChampionAtQueue | undefined) => {
    if (isPending) return;
    const passed = waiting === 'pass-on' && to ? { championId: to.champion.personId } : {};
    mutate(
      { params: { queueId }, body: { waiting, note, ...passed } },
      {
        onSuccess: ({ queue, passedOn, sentHome }) => {
          onClose();
          toast({ text: say('queue.desk.closed', { state: queue.state, passedOn, sentHome }) });
        },
      },
    );
  };
  return { close, isPending, error };
}

type FatesProps = {
  people: number;
  fate: Fate;
  /** Whether it is closing already, and those who wait are being served. */
  closing: boolean;
  elsewhere: boolean;
  onChoose: (fate: Fate) => void;
};

function Fates({ people, fate, closing, elsewhere, onChoose }: FatesProps) {
  const { say } = useReader();
  return (
    <Field label={say('queue.desk.close-waiting', { count: people })}>
      <RadioGroup value={fate} onChange={(_, { value }) => onChoose(value as Fate)}>
        {!closing && <Radio value="finish" label={say('queue.desk.close-finish')} />}
        <Radio
          value="pass-on"
          disabled={!elsewhere}
          label={say(elsewhere ? 'queue.desk.close-pass-on' : 'queue.desk.close-nobody-else')}
        />
        <Radio value="send-home" label={say('queue.desk.close-send-home')} />
      </RadioGroup>
    </Field>
  );
}

type PassOnProps = { to: ChampionAtQueue; elsewhere: readonly ChampionAtQueue[]; onChoose: (personId: string) => void };

function PassOn({ to, elsewhere, onChoose }: PassOnProps) {
  const { say } = useReader();
  return (
    <Field label={say('queue.desk.close-to')}>
      <Select value={to.champion.personId} onChange={(_, { value }) => onChoose(value)}>
        {elsewhere.map(({ champion, queue }) => (
          <option key={champion.personId} value={champion.personId}>
            {say('queue.desk.champion-at', { name: champion.displayName, queue: queue.name, count: queue.waiting })}
          </option>
        ))}
      </Select>
    </Field>
  );
}
