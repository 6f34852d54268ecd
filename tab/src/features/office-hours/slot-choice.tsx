import { Button, Field, makeStyles } from '@fluentui/react-components';
import type { OfferedSlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import { useEffect, useRef, useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { Notice } from '../../components/notice.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { Tabs } from '../../components/tabs.tsx';
import { useReader, useReading } from '../../reader.tsx';
import { useRemembered } from '../../remembered.ts';
import { forBoth, givenName, wallDay } from '../../times.ts';
import { SlotPicker, type SlotPickerProps } from './slot-picker.tsx';
import { SlotWeek } from './slot-week.tsx';
import { useSlots } from './slots.ts';
import { mondayOf, withOthers } from './week-grid.ts';

const useStyles = makeStyles({
  /** A wide week scrolls in its own place. */
  times: { gridTemplateColumns: 'minmax(0, 1fr)' },
});

type SlotChoiceProps = {
  champion: SlotPickerProps['champion'];
  /** ISO 8601 start. */
  chosen: string | undefined;
  /** What is kept for the reader, or was a moment ago: it is not among the free ones. */
  kept?: readonly OfferedSlotOnWire[];
  onChoose: (slot: OfferedSlotOnWire) => void;
  /** True after the form was sent without a time. */
  missing: boolean;
};

const nothing: readonly OfferedSlotOnWire[] = [];

/** A champion's free times, as a list or as a week, with every state they can be in. */
export function SlotChoice({ champion, chosen, kept = nothing, onChoose, missing }: SlotChoiceProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const reading = useReading();
  const slots = useSlots(champion.personId);
  const [open, setOpen] = useState(!chosen);
  const [asked, setAsked] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked) focusChosen(place.current);
  }, [asked]);
  if (!open && !missing) {
    const openAll = () => {
      setOpen(true);
      setAsked(true);
    };
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
  if (slots.items.length === 0 && kept.length === 0) {
    const name = givenName(champion.displayName);
    return <EmptyState title={say('book.none', { name })} text={say('book.none-next', { name })} />;
  }
  return (
    <div ref={place} className={surface.stack}>
      {slots.first?.calendar === 'not-checked' && slots.items.length > 0 && (
        <Notice>{say('book.calendar-not-checked', { name: givenName(champion.displayName) })}</Notice>
      )}
      <Field className={styles.times} {...(missing && { validationMessage: say('book.time-missing') })}>
        <Times
          champion={champion}
          chosen={chosen}
          kept={kept}
          onChoose={onChoose}
          list={slots}
          slots={withOthers(slots.items, kept)}
        />
      </Field>
    </div>
  );
}

type View = 'list' | 'week';
const views: readonly View[] = ['list', 'week'];
type TimesProps = Pick<SlotChoiceProps, 'champion' | 'chosen' | 'onChoose'> & {
  kept: readonly OfferedSlotOnWire[];
  list: ReturnType<typeof useSlots>;
  slots: readonly OfferedSlotOnWire[];
};

/** Remembers which of the two ways somebody looks at times. */
function Times({ champion, chosen, kept, onChoose, list, slots }: TimesProps) {
  const surface = useSurface();
  const { say, timeZone } = useReader();
  const { now } = useReading();
  const [view, setView] = useRemembered<View>('times', views, 'list');
  const soonest = slots[0]?.startsAt;
  const [monday, setMonday] = useState(() => mondayOf(wallDay(chosen ?? soonest ?? now, timeZone)));
  const choice = { champion, chosen, onChoose };
  return (
    <div className={surface.stack}>
      <Tabs
        label={say('week.views')}
        tabs={[
          { value: 'list', name: say('week.list') },
          { value: 'week', name: say('week.week') },
        ]}
        selected={view}
        onSelect={setView}
      >
        {view === 'week' ? (
          <SlotWeek {...choice} kept={kept} monday={monday} onMove={setMonday} soonest={soonest} />
        ) : (
          <div className={surface.stack}>
            <SlotPicker {...choice} slots={slots} />
            <div>
              <LoadMore list={list} />
            </div>
          </div>
        )}
      </Tabs>
    </div>
  );
}

function focusChosen(place: HTMLElement | null) {
  const radio = place?.querySelector<HTMLElement>('input:checked') ?? place?.querySelector<HTMLElement>('input');
  radio?.focus();
}
