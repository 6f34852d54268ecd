import { Button, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { ChevronLeftRegular, ChevronRightRegular } from '@fluentui/react-icons';
import type { OfferedSlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import { type PointerEvent, type ReactNode, useRef } from 'react';
import { useSurface } from '../../components/surface.ts';
import { useReading } from '../../reader.tsx';
import { clock, dayRange, shortDay, wallClock, wallDay, wallMinute, weekdayName } from '../../times.ts';
import type { HoursDraft, WindowRow } from './hours-draft.ts';
import { type Block, blocksOf, dragged, shownHours } from './hours-week.ts';
import { timeOf } from './wall-time.ts';
import { mondayOf, noonOf } from './week-grid.ts';

/** Pixels an hour takes. */
const hourHeight = 48;

const useStyles = makeStyles({
  bar: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  range: { ...typographyStyles.body1Strong, marginInlineEnd: 'auto' },
  scroll: { overflowX: 'auto' },
  week: {
    display: 'grid',
    gridTemplateColumns: 'max-content repeat(7, minmax(96px, 1fr))',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  name: { ...typographyStyles.caption1Strong, padding: tokens.spacingVerticalXS, textAlign: 'center' },
  hours: { position: 'relative', width: '44px' },
  hour: {
    ...typographyStyles.caption2,
    position: 'absolute',
    right: tokens.spacingHorizontalXS,
    transform: 'translateY(-50%)',
    ':first-child': { transform: 'none' },
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  day: {
    position: 'relative',
    borderLeft: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundImage: `linear-gradient(to bottom, ${tokens.colorNeutralStroke3} 1px, transparent 1px)`,
    backgroundSize: `100% ${hourHeight}px`,
    touchAction: 'pan-x',
  },
  block: {
    ...typographyStyles.caption1,
    position: 'absolute',
    insetInline: '2px',
    overflow: 'hidden',
    display: 'flex',
    alignItems: 'flex-start',
    // What learners see takes the other half.
    padding: '2px 48% 2px 4px',
    textAlign: 'start',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorBrandBackground2,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorBrandStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
    cursor: 'grab',
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
  },
  chosen: { boxShadow: `inset 0 0 0 ${tokens.strokeWidthThick} ${tokens.colorCompoundBrandStroke}` },
  off: {
    cursor: 'pointer',
    paddingInlineEnd: '4px',
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground4,
    border: `${tokens.strokeWidthThin} dashed ${tokens.colorNeutralStroke1}`,
  },
  handle: { position: 'absolute', insetInline: 0, bottom: 0, height: '8px', cursor: 'ns-resize' },
  /** What learners see, drawn over the hours. */
  slot: {
    ...typographyStyles.caption2,
    position: 'absolute',
    right: '4px',
    width: '46%',
    boxSizing: 'border-box',
    overflow: 'hidden',
    padding: '0 2px',
    pointerEvents: 'none',
    fontVariantNumeric: 'tabular-nums',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
  },
});

type HoursCalendarProps = {
  draft: HoursDraft;
  timeZone: string;
  /** The Monday of the week shown, numbered like `wallDay`. */
  monday: number;
  onMove: (monday: number) => void;
  /** What learners would see in that week. */
  slots: readonly OfferedSlotOnWire[];
  /** Key of the row whose fields are open. */
  selected: string | undefined;
  /** `byKey` when it was the keyboard that chose it. */
  onSelect: (key: string, byKey: boolean) => void;
  onChange: (key: string, changed: Partial<WindowRow>) => void;
  /** Adds hours where somebody pressed on free space. */
  onAdd: (weekday: number, startsAt: string) => void;
  /** What is said about the week. */
  children: ReactNode;
};

/**
 * The draft as a week: its hours, and in them the times that learners would see. Hours are moved and resized with the
 * pointer; with the keyboard a block leads to its fields, which do the same.
 */
export function HoursCalendar(props: HoursCalendarProps) {
  const { draft, timeZone, monday, onMove, slots, children } = props;
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say, locale } = reading;
  const blocks = blocksOf(draft, monday, timeZone);
  const { first, last } = shownHours(blocks.filter(({ kind }) => kind !== 'off'));
  const utc = { ...reading, timeZone: 'UTC' };
  const thisMonday = mondayOf(wallDay(reading.now, timeZone));
  const days = [0, 1, 2, 3, 4, 5, 6];
  const hours = Array.from({ length: last - first }, (_, i) => first + i);
  return (
    <section className={surface.stack} aria-label={say('hours.calendar')}>
      <div className={styles.bar}>
        <span className={styles.range} aria-live="polite">
          {dayRange(noonOf(monday), noonOf(monday + 6), utc)}
        </span>
        {monday !== thisMonday && <Button onClick={() => onMove(thisMonday)}>{say('week.this')}</Button>}
        <Button icon={<ChevronLeftRegular />} aria-label={say('week.before')} onClick={() => onMove(monday - 7)} />
        <Button icon={<ChevronRightRegular />} aria-label={say('week.after')} onClick={() => onMove(monday + 7)} />
      </div>
      {children}
      <div className={styles.scroll}>
        <div className={styles.week}>
          <span />
          {days.map((day) => (
            <span key={day} className={styles.name}>
              {shortDay(noonOf(monday + day), utc)}
            </span>
          ))}
          <div className={styles.hours} style={{ height: (last - first) * hourHeight }} aria-hidden>
            {hours.map((hour) => (
              <span key={hour} className={styles.hour} style={{ top: (hour - first) * hourHeight }}>
                {wallClock(timeOf(hour * 60), locale)}
              </span>
            ))}
          </div>
          {days.map((day) => (
            <Day
              key={day}
              {...props}
              day={day}
              first={first}
              height={(last - first) * hourHeight}
              blocks={blocks.filter((block) => block.day === day)}
              slots={slots.filter(({ startsAt }) => wallDay(startsAt, timeZone) === monday + day)}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

type DayProps = Omit<HoursCalendarProps, 'children'> & {
  day: number;
  first: number;
  height: number;
  blocks: readonly Block[];
};

function Day({ day, first, height, blocks, slots, timeZone, selected, onSelect, onChange, onAdd, draft }: DayProps) {
  const styles = useStyles();
  const reading = useReading();
  const top = (minutes: number) => Math.max(0, (minutes / 60 - first) * hourHeight);
  const tall = (from: number, until: number) => Math.min(height, top(until)) - top(from);
  const add = (event: PointerEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.button !== 0) return;
    const { top: edge } = event.currentTarget.getBoundingClientRect();
    const minutes = first * 60 + ((event.clientY - edge) / hourHeight) * 60;
    onAdd(day + 1, timeOf(Math.min(22 * 60, Math.floor(minutes / 30) * 30)));
  };
  return (
    <div className={styles.day} style={{ height }} onPointerUp={add}>
      {blocks.map((block) => (
        <BlockButton
          // Not its time, which changes while it is dragged.
          key={`${block.key} ${block.begins}`}
          block={block}
          row={draft.windows.find(({ key }) => key === block.key)}
          selected={block.key === selected}
          style={{ top: top(block.from), height: tall(block.from, block.until) }}
          onSelect={(byKey) => onSelect(block.key, byKey)}
          onChange={(changed) => onChange(block.key, changed)}
        />
      ))}
      {slots.map(({ startsAt, endsAt }) => {
        const from = wallMinute(startsAt, timeZone);
        const lasts = (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
        return (
          <span
            key={startsAt}
            className={styles.slot}
            style={{ top: top(from) + 1, height: Math.max(12, tall(from, from + lasts) - 2) }}
            aria-hidden
          >
            {clock(startsAt, { ...reading, timeZone })}
          </span>
        );
      })}
    </div>
  );
}

type BlockButtonProps = {
  block: Block;
  row: WindowRow | undefined;
  selected: boolean;
  style: { top: number; height: number };
  onSelect: (byKey: boolean) => void;
  onChange: (changed: Partial<WindowRow>) => void;
};

function BlockButton({ block, row, selected, style, onSelect, onChange }: BlockButtonProps) {
  const styles = useStyles();
  const { say, locale } = useReading();
  const { drag, wasDragged } = useDrag(row, onChange);
  const times = { from: wallClock(timeOf(block.from), locale), to: wallClock(timeOf(block.until % 1440), locale) };
  const day = weekdayName(block.day + 1, locale);
  const words = block.kind === 'off' ? say('hours.off') : say('hours.block', times);
  return (
    <button
      type="button"
      className={mergeClasses(styles.block, block.kind === 'off' && styles.off, selected && styles.chosen)}
      style={style}
      aria-pressed={selected}
      aria-label={`${day}: ${words}`}
      onClick={({ detail }) => {
        if (!wasDragged()) onSelect(detail === 0);
      }}
      {...(block.kind === 'window' && block.begins && drag('whole'))}
    >
      {words}
      {block.kind === 'window' && block.begins && <span className={styles.handle} {...drag('end')} />}
    </button>
  );
}

/** Pointer handlers that drag a window, or its end, while the button is held; a click that ends a drag is none. */
function useDrag(row: WindowRow | undefined, onChange: (changed: Partial<WindowRow>) => void) {
  const held = useRef<{ y: number; row: WindowRow; part: 'whole' | 'end' }>(undefined);
  const moved = useRef(false);
  const drag = (part: 'whole' | 'end') => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (!row || event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      held.current = { y: event.clientY, row, part };
      moved.current = false;
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const from = held.current;
      if (!from || from.part !== part) return;
      const minutes = ((event.clientY - from.y) / hourHeight) * 60;
      // A click with an unsteady hand is no drag.
      if (!moved.current && Math.abs(minutes) < 8) return;
      moved.current = true;
      onChange(dragged(from.row, minutes, part));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      event.stopPropagation();
      held.current = undefined;
    },
    onPointerCancel: () => {
      held.current = undefined;
    },
  });
  const wasDragged = () => {
    const was = moved.current;
    moved.current = false;
    return was;
  };
  return { drag, wasDragged };
}
