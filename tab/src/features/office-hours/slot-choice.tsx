import { Button, Field } from '@fluentui/react-components';
import type { SlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import type { Person } from '@open-door/api/people/schema.ts';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader, useReading } from '../../reader.tsx';
import { forBoth, givenName } from '../../times.ts';
import { useSlots } from './sessions.ts';
import { SlotPicker } from './slot-picker.tsx';

type SlotChoiceProps = {
  champion: Person;
  chosen: string | undefined;
  onChoose: (startsAt: string) => void;
  /** True after the form was sent without a time. */
  missing: boolean;
};

/** A champion's free times with every state they can be in. */
export function SlotChoice({ champion, chosen, onChoose, missing }: SlotChoiceProps) {
  const surface = useSurface();
  const { say } = useReader();
  const slots = useSlots(champion.personId);
  const reading = useReading();
  const [open, setOpen] = useState(!chosen);
  const [asked, setAsked] = useState(false);
  const openAll = () => {
    setOpen(true);
    setAsked(true);
  };
  const name = givenName(champion.displayName);
  if (!open && !missing) {
    return (
      <div className={surface.row}>
        <strong>{chosen ? forBoth(chosen, champion, reading) : say('book.time-gone')}</strong>
        <Button size="small" onClick={openAll}>
          {say('match.more')}
        </Button>
      </div>
    );
  }
  if (slots.isPending) return <PersonSkeletons count={4} />;
  if (!slots.items) return <ErrorState error={slots.error} onRetry={slots.refetch} />;
  if (slots.items.length === 0) return <EmptyState title={say('book.none', { name })} text={say('book.none-next')} />;
  return (
    <div className={surface.stack}>
      <Field {...(missing && { validationMessage: say('book.time-missing') })}>
        <SlotPicker
          slots={withChosen(slots.items, chosen)}
          champion={champion}
          chosen={chosen}
          onChoose={onChoose}
          focused={asked}
        />
      </Field>
      <div>
        <LoadMore list={slots} />
      </div>
    </div>
  );
}

/** Puts a time that was chosen elsewhere (a link, the nearest free ones) among those loaded so far. */
function withChosen(slots: readonly SlotOnWire[], chosen: string | undefined): SlotOnWire[] {
  if (!chosen || slots.some(({ startsAt }) => startsAt === chosen)) return [...slots];
  const all = [...slots, { startsAt: chosen, endsAt: chosen }];
  return all.sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));
}
