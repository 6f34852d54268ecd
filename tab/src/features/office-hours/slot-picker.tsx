import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { OfferedSlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import { useReading } from '../../reader.tsx';
import { day, daysAway, fullDay, wallDay } from '../../times.ts';
import { SlotRadio } from './slot-radio.tsx';

const useStyles = makeStyles({
  days: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  day: { margin: 0, padding: 0, minWidth: 0, border: 'none' },
  name: { ...typographyStyles.body1Strong, padding: 0, marginBottom: tokens.spacingVerticalXS },
  times: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export type SlotPickerProps = {
  slots: readonly OfferedSlotOnWire[];
  champion: { personId: string; displayName: string; timeZone: string | null };
  /** ISO 8601 start of the chosen slot. */
  chosen: string | undefined;
  onChoose: (slot: OfferedSlotOnWire) => void;
};

/** Free times by day in the reader's zone, the champion's clock beside. */
export function SlotPicker({ slots, champion, chosen, onChoose }: SlotPickerProps) {
  const styles = useStyles();
  const reading = useReading();
  const byDay = [...Map.groupBy(slots, ({ startsAt }) => wallDay(startsAt, reading.timeZone)).values()];
  return (
    <div className={styles.days}>
      {byDay.map((ofDay) => {
        const first = ofDay[0]?.startsAt ?? '';
        return (
          <fieldset key={first} className={styles.day}>
            <legend className={styles.name}>
              {Math.abs(daysAway(first, reading)) <= 1 ? `${day(first, reading)}, ` : ''}
              {fullDay(first, reading)}
            </legend>
            <div className={styles.times}>
              {ofDay.map((slot) => (
                <SlotRadio
                  key={slot.startsAt}
                  slot={slot}
                  champion={champion}
                  checked={slot.startsAt === chosen}
                  onChoose={onChoose}
                />
              ))}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}
