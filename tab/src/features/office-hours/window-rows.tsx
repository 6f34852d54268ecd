import { Button, Field, Input, mergeClasses, Select } from '@fluentui/react-components';
import { AddRegular, ChevronDownRegular, ChevronUpRegular, DismissRegular } from '@fluentui/react-icons';
import { useId, useRef } from 'react';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader, useReading } from '../../reader.tsx';
import { day, type Reading, weekdayName } from '../../times.ts';
import { dateIn } from '../champions/pause.ts';
import { useMyself } from '../people/me.ts';
import { ZoneSelect } from '../people/zone-select.tsx';
import { withCurrent } from './durations.ts';
import { useHourRows } from './hour-rows.ts';
import {
  type Fields,
  fieldsOf,
  type HoursDraft,
  type RowCheck,
  usualOffer,
  type WindowRow,
  zonesOf,
} from './hours-draft.ts';
import { OfferFields } from './offer-fields.tsx';
import { offerInWords } from './offer-words.ts';
import { RowCheckWords } from './row-check.tsx';
import { TimeRange } from './time-range.tsx';
import { dayNumber } from './wall-time.ts';
import { noonOf } from './week-grid.ts';

/** What the contract takes. */
const mostWindows = 30;
const weekdays = [1, 2, 3, 4, 5, 6, 7];

export type RowsProps<Row> = {
  draft: HoursDraft;
  checks: ReadonlyMap<string, RowCheck>;
  /** True once saving was tried, when problems are said. */
  tried: boolean;
  /** Key of the row whose details are open. */
  selected: string | undefined;
  onSelect: (key: string | undefined) => void;
  onChange: (rows: Row[]) => void;
};

/** Hours that come back every week. */
export function WindowRows({ draft, checks, tried, selected, onSelect, onChange }: RowsProps<WindowRow>) {
  const styles = useHourRows();
  const surface = useSurface();
  const reading = useReading();
  const { timeZone: mine } = useMyself();
  const list = useRef<HTMLUListElement>(null);
  const add = useRef<HTMLDivElement>(null);
  const { windows } = draft;
  const zones = zonesOf(draft);
  const addRow = () => {
    onChange([
      ...windows,
      { ...nextWindow(windows, [...zones][0] ?? mine, dateIn(0, reading)), key: crypto.randomUUID() },
    ]);
    // The new row is there after this render.
    setTimeout(() => list.current?.querySelector<HTMLElement>(':scope > li:last-child select')?.focus());
  };
  const remove = (key: string) => {
    onChange(windows.filter((row) => row.key !== key));
    add.current?.querySelector('button')?.focus();
  };
  return (
    <section className={surface.stack}>
      <Heading>{reading.say('hours.weekly')}</Heading>
      {windows.length === 0 && <span className={surface.quiet}>{reading.say('hours.no-weekly')}</span>}
      <ul ref={list} className={`${surface.list} ${styles.list}`}>
        {windows.map((row) => (
          <WindowFields
            key={row.key}
            row={row}
            check={checks.get(row.key)}
            tried={tried}
            manyZones={zones.size > 1}
            open={row.key === selected}
            onOpen={(open) => onSelect(open ? row.key : undefined)}
            onChange={(changed) => onChange(windows.map((one) => (one === row ? { ...row, ...changed } : one)))}
            onRemove={() => remove(row.key)}
          />
        ))}
      </ul>
      <div ref={add}>
        <Button icon={<AddRegular />} disabledFocusable={windows.length >= mostWindows} onClick={addRow}>
          {reading.say('hours.add')}
        </Button>
      </div>
    </section>
  );
}

/** The day after the last row's with the same hours, which is what most people add next. */
export function nextWindow(windows: readonly WindowRow[], timeZone: string, today: string): Omit<WindowRow, 'key'> {
  const last = windows.at(-1);
  const { key: _, ...usual } = last ?? { ...usualOffer, key: '', startsAt: '10:00', endsAt: '12:00', timeZone };
  const weekday = last ? (last.weekday % 7) + 1 : 1;
  return { ...usual, weekday, everyWeeks: 1, validFrom: today, validUntil: null };
}

type WindowFieldsProps = {
  row: WindowRow;
  check: RowCheck | undefined;
  tried: boolean;
  manyZones: boolean;
  open: boolean;
  onOpen: (open: boolean) => void;
  onChange: (changed: Partial<WindowRow>) => void;
  onRemove: () => void;
};

function WindowFields({ row, check, tried, manyZones, open, onOpen, onChange, onRemove }: WindowFieldsProps) {
  const styles = useHourRows();
  const surface = useSurface();
  const reading = useReading();
  const { say, locale } = reading;
  const words = useId();
  const what = windowInWords(row, reading);
  const problem = tried ? check?.problem : undefined;
  const at = problem && fieldsOf(problem);
  const wrong = (fields: Fields) => (problem && at === fields ? say(`hours.problem-${problem}`) : undefined);
  return (
    <li className={styles.row} data-row={row.key}>
      <Select
        className={styles.choice}
        aria-label={say('hours.weekday')}
        value={String(row.weekday)}
        onChange={(_, { value }) => onChange({ weekday: Number(value) })}
      >
        {weekdays.map((weekday) => (
          <option key={weekday} value={weekday}>
            {weekdayName(weekday, locale)}
          </option>
        ))}
      </Select>
      <TimeRange {...row} problem={at === 'times' ? words : undefined} onChange={onChange} />
      {manyZones && (
        <ZoneSelect label={say('hours.zone')} value={row.timeZone} onChange={(timeZone) => onChange({ timeZone })} />
      )}
      <Button
        appearance="subtle"
        icon={open ? <ChevronUpRegular /> : <ChevronDownRegular />}
        iconPosition="after"
        className={styles.summary}
        aria-expanded={open}
        aria-label={say('hours.details-of', { what, day: weekdayName(row.weekday, locale), from: row.startsAt })}
        onClick={() => onOpen(!open)}
      >
        {what}
      </Button>
      <Button
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={say('hours.remove', { day: weekdayName(row.weekday, locale), from: row.startsAt })}
        onClick={onRemove}
      />
      {(at === 'times' || !open) && <RowCheckWords id={words} check={check} tried={tried} />}
      {open && (
        <div className={mergeClasses(styles.details, surface.stack)}>
          <WindowDates row={row} problem={wrong('dates')} onChange={onChange} />
          <OfferFields offer={row} onChange={onChange} problem={wrong('room')} />
        </div>
      )}
    </li>
  );
}

/** What hours are like beyond their time: "One to one · In Teams · Every 2 weeks · until Fri 18 Dec". */
function windowInWords(row: WindowRow, reading: Reading): string {
  const { say } = reading;
  const { everyWeeks: weeks, validUntil } = row;
  const utc = { ...reading, timeZone: 'UTC' };
  return [
    offerInWords(row, say),
    weeks > 1 && say('hours.every', { weeks }),
    validUntil && say('hours.until-day', { day: day(noonOf(dayNumber(validUntil)), utc) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

type WindowDatesProps = Pick<WindowFieldsProps, 'row' | 'onChange'> & {
  /** What is wrong with the dates, in words. */
  problem: string | undefined;
};

/** In which weeks hours count. */
function WindowDates({ row, problem, onChange }: WindowDatesProps) {
  const styles = useHourRows();
  const { say } = useReader();
  const missing = problem && !row.validFrom;
  return (
    <div className={styles.fields}>
      <Field label={say('hours.repeat')}>
        <Select value={String(row.everyWeeks)} onChange={(_, { value }) => onChange({ everyWeeks: Number(value) })}>
          {withCurrent([1, 2, 3, 4], row.everyWeeks).map((weeks) => (
            <option key={weeks} value={weeks}>
              {say('hours.every', { weeks })}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={say('hours.valid-from')} {...(missing && { validationMessage: problem })}>
        <Input type="date" value={row.validFrom} onChange={(_, { value }) => onChange({ validFrom: value })} />
      </Field>
      <Field label={say('hours.valid-until')} {...(problem && !missing && { validationMessage: problem })}>
        <Input
          type="date"
          value={row.validUntil ?? ''}
          onChange={(_, { value }) => onChange({ validUntil: value || null })}
        />
      </Field>
    </div>
  );
}
