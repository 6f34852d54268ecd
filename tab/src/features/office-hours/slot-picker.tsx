import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { SlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import { useEffect, useRef } from 'react';
import { useReading } from '../../reader.tsx';
import { clock, day, daysAway, forThem, fullDay, wallDay } from '../../times.ts';

const useStyles = makeStyles({
  days: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  day: { margin: 0, padding: 0, minWidth: 0, border: 'none' },
  name: { ...typographyStyles.body1Strong, padding: 0, marginBottom: tokens.spacingVerticalXS },
  times: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  time: {
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    minHeight: '32px',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    cursor: 'pointer',
    fontVariantNumeric: 'tabular-nums',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1Hover}` },
    ':has(input:checked)': {
      fontWeight: tokens.fontWeightSemibold,
      color: tokens.colorNeutralForegroundOnBrand,
      backgroundColor: tokens.colorBrandBackground,
      border: `${tokens.strokeWidthThin} solid ${tokens.colorTransparentStroke}`,
    },
    ':has(input:focus-visible)': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: tokens.strokeWidthThick,
    },
  },
  radio: { position: 'absolute', opacity: 0, width: '1px', height: '1px' },
  theirs: { ...typographyStyles.caption1, fontWeight: 'inherit' },
});

type SlotPickerProps = {
  slots: readonly SlotOnWire[];
  champion: { displayName: string; timeZone: string | null };
  /** ISO 8601 start of the chosen slot. */
  chosen: string | undefined;
  onChoose: (startsAt: string) => void;
  /** True when it opens because the person asked for it. */
  focused?: boolean;
};

/** Free times by day in the reader's zone, each one radio button of a single group, the champion's clock beside. */
export function SlotPicker({ slots, champion, chosen, onChoose, focused = false }: SlotPickerProps) {
  const styles = useStyles();
  const reading = useReading();
  const days = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const times = days.current;
    if (focused) (times?.querySelector<HTMLElement>('input:checked') ?? times?.querySelector('input'))?.focus();
  }, [focused]);
  const byDay = [...Map.groupBy(slots, ({ startsAt }) => wallDay(startsAt, reading.timeZone)).values()];
  return (
    <div ref={days} className={styles.days}>
      {byDay.map((ofDay) => {
        const first = ofDay[0]?.startsAt ?? '';
        return (
          <fieldset key={first} className={styles.day}>
            <legend className={styles.name}>
              {Math.abs(daysAway(first, reading)) <= 1 ? `${day(first, reading)}, ` : ''}
              {fullDay(first, reading)}
            </legend>
            <div className={styles.times}>
              {ofDay.map(({ startsAt }) => (
                <label key={startsAt} className={styles.time}>
                  <input
                    type="radio"
                    name="slot"
                    value={startsAt}
                    className={styles.radio}
                    checked={startsAt === chosen}
                    onChange={() => onChoose(startsAt)}
                  />
                  {clock(startsAt, reading)}
                  <span className={styles.theirs}>{forThem(startsAt, champion, reading)}</span>
                </label>
              ))}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}
