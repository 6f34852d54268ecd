import { Radio, RadioGroup } from '@fluentui/react-components';
import type { OfferedSlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { aboutSlot } from './slot-words.ts';

type PlaceChoiceProps = {
  slot: OfferedSlotOnWire;
  chosen: 'teams' | 'room';
  onChoose: (place: 'teams' | 'room') => void;
};

/** What the chosen time is like, and where to meet when that is the learner's choice. */
export function PlaceChoice({ slot, chosen, onChoose }: PlaceChoiceProps) {
  const surface = useSurface();
  const reader = useReader();
  const { say } = reader;
  if (slot.place !== 'either') return <div className={surface.quiet}>{aboutSlot(slot, reader).join(' · ')}</div>;
  return (
    <div className={surface.tight}>
      <div className={surface.quiet}>{aboutSlot(slot, reader).join(' · ')}</div>
      <RadioGroup
        layout="horizontal"
        aria-label={say('book.place')}
        value={chosen}
        onChange={(_, { value }) => onChoose(value === 'room' ? 'room' : 'teams')}
      >
        <Radio value="teams" label={say('slot.in-teams')} />
        <Radio value="room" label={slot.room} />
      </RadioGroup>
    </div>
  );
}
