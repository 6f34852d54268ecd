import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { OfferedSlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import { useReading } from '../../reader.tsx';
import { clock, forThem } from '../../times.ts';
import { isFull, seatsLeft } from './slot-words.ts';

const useStyles = makeStyles({
  time: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    boxSizing: 'border-box',
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
  full: { border: `${tokens.strokeWidthThin} dashed ${tokens.colorNeutralStroke1}` },
  radio: { position: 'absolute', opacity: 0, width: '1px', height: '1px' },
  beside: { ...typographyStyles.caption1, fontWeight: 'inherit' },
});

type SlotRadioProps = {
  slot: OfferedSlotOnWire;
  /** Whose clock is said beside the time; leave it out where the table says it already. */
  champion?: { displayName: string; timeZone: string | null } | undefined;
  checked: boolean;
  onChoose: (slot: OfferedSlotOnWire) => void;
  /** For a screen reader, where the day is not said around it. */
  label?: string | undefined;
};

/** One time to choose: all radio buttons of a page are one group. */
export function SlotRadio({ slot, champion, checked, onChoose, label }: SlotRadioProps) {
  const styles = useStyles();
  const reading = useReading();
  const theirs = champion && forThem(slot.startsAt, champion, reading);
  const seats = seatsLeft(slot, reading.say);
  return (
    <label className={mergeClasses(styles.time, isFull(slot) && styles.full)}>
      <input
        type="radio"
        name="slot"
        value={slot.startsAt}
        className={styles.radio}
        checked={checked}
        aria-label={label && [label, theirs, seats].filter(Boolean).join(', ')}
        onChange={() => onChoose(slot)}
      />
      {clock(slot.startsAt, reading)}
      {theirs && <span className={styles.beside}>{theirs}</span>}
      {seats && <span className={styles.beside}>{seats}</span>}
    </label>
  );
}
