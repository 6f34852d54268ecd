import { Button, Field, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import type { Nomination } from '@open-door/api/champions/schema.ts';
import type { Person } from '@open-door/api/people/schema.ts';
import { type FormEvent, useState } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { useNominate } from './champions.ts';

type NominateProps = {
  person: Person;
  /** True when it is about the reader. */
  mine: boolean;
};

/** Suggests somebody as champion or mentor to the programme owner, with a word on why. */
export function Nominate({ person, mine }: NominateProps) {
  const { say } = useReader();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button appearance={mine ? 'secondary' : 'primary'} onClick={() => setOpen(true)}>
        {say(mine ? 'nominate.open-me' : 'nominate.open')}
      </Button>
      {open && <NominateDialog person={person} mine={mine} onClose={() => setOpen(false)} />}
    </>
  );
}

function NominateDialog({ person, mine, onClose }: NominateProps & { onClose: () => void }) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const nominate = useNominate();
  const [kind, setKind] = useState<Nomination['kind']>('champion');
  const [note, setNote] = useState('');
  const name = givenName(person.displayName);
  const finish = () => {
    onClose();
    toast({ text: mine ? say('nominate.done-me') : say('nominate.done', { name }) });
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (nominate.isPending) return;
    nominate.mutate({ params: { personId: person.personId }, body: { kind, note } }, { onSuccess: finish });
  };
  return (
    <Modal title={mine ? say('nominate.title-me') : say('nominate.title', { name })} onClose={onClose}>
      <form onSubmit={send} className={surface.stack}>
        <Field label={say('nominate.kind')}>
          <RadioGroup value={kind} onChange={(_, { value }) => setKind(value === 'mentor' ? 'mentor' : 'champion')}>
            <Radio value="champion" label={say('nominate.champion')} />
            <Radio value="mentor" label={say('nominate.mentor')} />
          </RadioGroup>
        </Field>
        <Field label={mine ? say('nominate.note-me') : say('nominate.note', { name })} hint={say('nominate.hint')}>
          <Textarea value={note} rows={3} maxLength={600} onChange={(_, { value }) => setNote(value)} />
        </Field>
        {nominate.isError && <Notice intent="warning">{errorTitle(nominate.error, say)}</Notice>}
        <div className={surface.row}>
          <Button type="submit" appearance="primary" disabledFocusable={nominate.isPending}>
            {say('nominate.send')}
          </Button>
          <Button onClick={onClose}>{say('nominate.cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}
