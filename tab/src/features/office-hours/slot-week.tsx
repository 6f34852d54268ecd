import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { ChevronLeftRegular, ChevronRightRegular } from '@fluentui/react-icons';
import type { OfferedSlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import type { KeyboardEvent } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReading } from '../../reader.tsx';
import {
  clock,
  dayAndClock,
  dayRange,
  fullDay,
  givenName,
  type Reading,
  shortDay,
  wallDay,
  wallMinute,
} from '../../times.ts';
import type { SlotPickerProps } from './slot-picker.tsx';
import { SlotRadio } from './slot-radio.tsx';
import { useSlotsOfWeek } from './slots.ts';
import { mondayOf, noonOf, type WeekGrid, weekGrid, withOthers } from './week-grid.ts';

const useStyles = makeStyles({
  bar: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minHeight: '32px' },
  range: { ...typographyStyles.body1Strong, marginInlineEnd: 'auto' },
  /** On a narrow screen the week scrolls sideways under its times. */
  scroll: { overflowX: 'auto', paddingBlock: tokens.spacingVerticalXS },
  table: { borderCollapse: 'separate', borderSpacing: tokens.spacingHorizontalXS, minWidth: '100%' },
  day: {
    ...typographyStyles.caption1Strong,
    minWidth: '64px',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    textAlign: 'start',
    verticalAlign: 'bottom',
  },
  today: { color: tokens.colorBrandForeground1 },
  time: {
    ...typographyStyles.caption1,
    position: 'sticky',
    left: 0,
    paddingInlineEnd: tokens.spacingHorizontalS,
    textAlign: 'right',
    fontVariantNumeric: 'tabular-nums',
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  cell: { padding: 0, verticalAlign: 'top' },
});

type SlotWeekProps = Omit<SlotPickerProps, 'slots'> & {
  /** What is kept for the reader, or was a moment ago: it is not among the free ones. */
  kept: readonly OfferedSlotOnWire[];
  /** The Monday of the week shown, numbered like `wallDay`. */
  monday: number;
  onMove: (monday: number) => void;
  /** Start of the soonest free time, to lead to when this week has none. */
  soonest: string | undefined;
};

/** A champion's week as a table of times in the reader's zone, with the champion's clock beside. */
export function SlotWeek({ champion, chosen, kept, onChoose, monday, onMove, soonest }: SlotWeekProps) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say, timeZone } = reading;
  const week = useSlotsOfWeek(champion.personId, monday);
  // Until this week is here, what is shown is the last one's: none of it lies in this week.
  const isWaiting = week.isPending || week.isPlaceholderData;
  const grid = week.items && !isWaiting && weekGrid(withOthers(week.items, kept), monday, timeZone);
  const thisMonday = mondayOf(wallDay(reading.now, timeZone));
  const utc = { ...reading, timeZone: 'UTC' };
  const soonestMonday = soonest === undefined ? monday : mondayOf(wallDay(soonest, timeZone));
  return (
    <div className={surface.stack}>
      <div className={styles.bar}>
        <strong className={styles.range} aria-live="polite">
          {dayRange(noonOf(monday), noonOf(monday + 6), utc)}
        </strong>
        {monday !== thisMonday && <Button onClick={() => onMove(thisMonday)}>{say('week.this')}</Button>}
        <Button
          icon={<ChevronLeftRegular />}
          aria-label={say('week.before')}
          disabledFocusable={monday <= thisMonday}
          onClick={() => onMove(monday - 7)}
        />
        <Button icon={<ChevronRightRegular />} aria-label={say('week.after')} onClick={() => onMove(monday + 7)} />
      </div>
      {isWaiting ? (
        <PersonSkeletons count={4} />
      ) : !grid ? (
        <ErrorState error={week.error} onRetry={week.refetch} />
      ) : (
        <WeekTable grid={grid} champion={champion} chosen={chosen} onChoose={onChoose} />
      )}
      {grid && grid.rows.length === 0 && (
        <div className={surface.row}>
          <span>{say('week.none', { name: givenName(champion.displayName) })}</span>
          {soonest && soonestMonday !== monday && (
            <Button onClick={() => onMove(soonestMonday)}>
              {say('week.go-to-soonest', { when: dayAndClock(soonest, reading) })}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

type WeekTableProps = Omit<SlotPickerProps, 'slots'> & { grid: WeekGrid<OfferedSlotOnWire> };

function WeekTable({ grid, champion, chosen, onChoose }: WeekTableProps) {
  const styles = useStyles();
  const reading = useReading();
  const { say } = reading;
  if (grid.rows.length === 0) return null;
  const utc = { ...reading, timeZone: 'UTC' };
  const today = wallDay(reading.now, reading.timeZone);
  const theirs = grid.rows.map(({ cells }) => theirsInRow(cells.flat(), champion, reading));
  const differs = theirs.some(Boolean);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys move between the radio buttons inside
    <div className={styles.scroll} onKeyDown={moveInColumn}>
      <table className={styles.table}>
        <thead>
          <tr>
            {differs && (
              <td className={styles.time}>{say('week.theirs', { name: givenName(champion.displayName) })}</td>
            )}
            {grid.days.map((day) => (
              <th key={day} scope="col" className={styles.day} aria-current={day === today ? 'date' : undefined}>
                <span className={day === today ? styles.today : undefined}>{shortDay(noonOf(day), utc)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map(({ minute, cells }, row) => (
            <tr key={minute}>
              {differs && (
                <th scope="row" className={styles.time}>
                  {theirs[row]}
                </th>
              )}
              {cells.map((cell, column) => (
                <td key={grid.days[column]} className={styles.cell} data-column={column}>
                  {cell.map((slot) => (
                    <SlotRadio
                      key={slot.startsAt}
                      slot={slot}
                      checked={slot.startsAt === chosen}
                      onChoose={onChoose}
                      label={say('times.day-and-clock', {
                        day: fullDay(slot.startsAt, reading),
                        clock: clock(slot.startsAt, reading),
                      })}
                    />
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The champion's clock for a row, "18:00"; both of them in a week in which one of the two changes clocks. */
function theirsInRow(
  slots: readonly OfferedSlotOnWire[],
  { timeZone }: SlotPickerProps['champion'],
  reading: Reading,
): string {
  if (!timeZone) return '';
  const said = slots.flatMap(({ startsAt }) => {
    const days = wallDay(startsAt, timeZone) - wallDay(startsAt, reading.timeZone);
    if (days === 0 && wallMinute(startsAt, timeZone) === wallMinute(startsAt, reading.timeZone)) return [];
    const time = clock(startsAt, { ...reading, timeZone });
    return [days === 0 ? time : reading.say(days > 0 ? 'week.day-after' : 'week.day-before', { time })];
  });
  return [...new Set(said)].join(' / ');
}

/** Up and down stay in a day's column; left and right are the radio group's own. */
function moveInColumn(event: KeyboardEvent<HTMLDivElement>) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-column]') : null;
  if (!step || !cell) return;
  const column = [
    ...event.currentTarget.querySelectorAll<HTMLInputElement>(`[data-column="${cell.dataset.column}"] input`),
  ];
  const next = column[column.indexOf(event.target as HTMLInputElement) + step];
  event.preventDefault();
  next?.focus();
  next?.click();
}
