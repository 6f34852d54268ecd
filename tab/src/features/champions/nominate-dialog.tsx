import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  Field,
  Radio,
  RadioGroup,
  Textarea,
} from '@fluentui/react-components';
import type { Nomination } from '@open-door/api/champions/schema.ts';
import type { Person } from '@open-door/api/people/schema.ts';
import { type FormEvent, useState } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { useNominate } from './champions.ts';

type NominateDialogProps = {
  person: Person;
  /** True when it is about the reader. */
  mine: boolean;
};

/** Suggests somebody as champion or mentor to the programme owner, with a word on why. */
export function NominateDialog({ person, mine }: NominateDialogProps) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const nominate = useNominate();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<Nomination['kind']>('champion');
  const [note, setNote] = useState('');
  const name = givenName(person.displayName);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const input = { params: { personId: person.personId }, body: { kind, note } };
    nominate.mutate(input, {
      onSuccess: () => {
        setOpen(false);
        toast({ text: mine ? say('nominate.done-me') : say('nominate.done', { name }) });
      },
    });
  };
  return (
    <Dialog open={open} onOpenChange={(_, change) => setOpen(change.open)}>
      <DialogTrigger disableButtonEnhancement>
        <Button appearance={mine ? 'secondary' : 'primary'}>{say(mine ? 'nominate.open-me' : 'nominate.open')}</Button>
      </DialogTrigger>
      <DialogSurface>
        <form onSubmit={send}>
          <DialogBody>
            <DialogTitle>{mine ? say('nominate.title-me') : say('nominate.title', { name })}</DialogTitle>
            <DialogContent className={surface.stack}>
              <Field label={say('nominate.kind')}>
                <RadioGroup
                  value={kind}
                  onChange={(_, { value }) => setKind(value === 'mentor' ? 'mentor' : 'champion')}
                >
                  <Radio value="champion" label={say('nominate.champion')} />
                  <Radio value="mentor" label={say('nominate.mentor')} />
                </RadioGroup>
              </Field>
              <Field
                label={mine ? say('nominate.note-me') : say('nominate.note', { name })}
                hint={say('nominate.hint')}
              >
                <Textarea value={note} rows={3} maxLength={600} onChange={(_, { value }) => setNote(value)} />
              </Field>
              {nominate.isError && <span role="alert">{errorTitle(nominate.error, say)}</span>}
            </DialogContent>
            <DialogActions>
              <DialogTrigger disableButtonEnhancement>
                <Button>{say('nominate.cancel')}</Button>
              </DialogTrigger>
              <Button type="submit" appearance="primary" disabledFocusable={nominate.isPending}>
                {say('nominate.send')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
