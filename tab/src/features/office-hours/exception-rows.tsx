import { Button, Input, Select } from '@fluentui/react-components';
import { AddRegular, ChevronDownRegular, ChevronUpRegular, DismissRegular } from '@fluentui/react-icons';
import { useId, useRef } from 'react';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { useMyself } from '../people/me.ts';
import { useHourRows } from './hour-rows.ts';
import { type ExceptionRow, fieldsOf, type RowCheck, usualOffer, zonesOf } from './hours-draft.ts';
import { OfferFields } from './offer-fields.tsx';
import { offerInWords } from './offer-words.ts';
import { RowCheckWords } from './row-check.tsx';
import { TimeRange } from './time-range.tsx';
import type { RowsProps } from './window-rows.tsx';

/** What the contract takes. */
const mostExceptions = 200;

/** What a day that differs can be: off all day, off between two times, or open at extra times. */
const kinds = ['off', 'off-between', 'extra'] as const;
type Kind = (typeof kinds)[number];

/** Days off and extra hours. */
export function ExceptionRows({ draft, checks, tried, selected, onSelect, onChange }: RowsProps<ExceptionRow>) {
  const styles = useHourRows();
  const surface = useSurface();
  const { say } = useReader();
  const { timeZone: mine } = useMyself();
  const list = useRef<HTMLUListElement>(null);
  const add = useRef<HTMLDivElement>(null);
  const { exceptions } = draft;
  const addRow = () => {
    const [timeZone = mine] = zonesOf(draft);
    const row: ExceptionRow = {
      ...usualOffer,
      key: crypto.randomUUID(),
      date: '',
      kind: 'off',
      startsAt: null,
      endsAt: null,
      timeZone,
    };
    onChange([...exceptions, row]);
    // The new row is there after this render.
    setTimeout(() => list.current?.querySelector<HTMLElement>(':scope > li:last-child input')?.focus());
  };
  const remove = (key: string) => {
    onChange(exceptions.filter((row) => row.key !== key));
    add.current?.querySelector('button')?.focus();
  };
  return (
    <section className={surface.stack}>
      <Heading>{say('hours.days')}</Heading>
      <ul ref={list} className={`${surface.list} ${styles.list}`}>
        {exceptions.map((row) => (
          <ExceptionFields
            key={row.key}
            row={row}
            check={checks.get(row.key)}
            tried={tried}
            open={row.key === selected}
            onOpen={(open) => onSelect(open ? row.key : undefined)}
            onChange={(changed) => onChange(exceptions.map((one) => (one === row ? { ...row, ...changed } : one)))}
            onRemove={() => remove(row.key)}
          />
        ))}
      </ul>
      <div ref={add}>
        <Button icon={<AddRegular />} disabledFocusable={exceptions.length >= mostExceptions} onClick={addRow}>
          {say('hours.add-day')}
        </Button>
      </div>
    </section>
  );
}

type ExceptionFieldsProps = {
  row: ExceptionRow;
  check: RowCheck | undefined;
  tried: boolean;
  open: boolean;
  onOpen: (open: boolean) => void;
  onChange: (changed: Partial<ExceptionRow>) => void;
  onRemove: () => void;
};

function ExceptionFields({ row, check, tried, open, onOpen, onChange, onRemove }: ExceptionFieldsProps) {
  const styles = useHourRows();
  const { say } = useReader();
  const words = useId();
  const what = offerInWords(row, say);
  const problem = tried ? check?.problem : undefined;
  const at = problem && fieldsOf(problem);
  const kind = kindOf(row);
  return (
    <li className={styles.row} data-row={row.key}>
      <Input
        className={styles.date}
        type="date"
        aria-label={say('hours.date')}
        value={row.date}
        onChange={(_, { value }) => onChange({ date: value })}
        {...(at === 'dates' && { 'aria-invalid': true, 'aria-describedby': words })}
      />
      <Select
        className={styles.choice}
        aria-label={say('hours.kind')}
        value={kind}
        onChange={(_, { value }) => onChange(asKind(value as Kind, row))}
      >
        {kinds.map((one) => (
          <option key={one} value={one}>
            {say(`hours.kind-${one}`)}
          </option>
        ))}
      </Select>
      {kind !== 'off' && (
        <TimeRange
          startsAt={row.startsAt ?? ''}
          endsAt={row.endsAt ?? ''}
          problem={at === 'times' ? words : undefined}
          onChange={onChange}
        />
      )}
      {kind === 'extra' && (
        <Button
          appearance="subtle"
          icon={open ? <ChevronUpRegular /> : <ChevronDownRegular />}
          iconPosition="after"
          className={styles.summary}
          aria-expanded={open}
          aria-label={say('hours.details-of', { what, day: row.date, from: row.startsAt ?? '' })}
          onClick={() => onOpen(!open)}
        >
          {what}
        </Button>
      )}
      <Button
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={say('hours.remove-day', { date: row.date })}
        onClick={onRemove}
      />
      {(at !== 'room' || !open) && <RowCheckWords id={words} check={check} tried={tried} />}
      {kind === 'extra' && open && (
        <div className={styles.details}>
          <OfferFields
            offer={row}
            onChange={onChange}
            problem={problem && at === 'room' ? say(`hours.problem-${problem}`) : undefined}
          />
        </div>
      )}
    </li>
  );
}

function kindOf({ kind, startsAt, endsAt }: ExceptionRow): Kind {
  if (kind === 'extra') return 'extra';
  return startsAt === null && endsAt === null ? 'off' : 'off-between';
}

/** Another kind, with times where it has some. */
function asKind(kind: Kind, { startsAt, endsAt }: ExceptionRow): Partial<ExceptionRow> {
  if (kind === 'off') return { kind: 'off', startsAt: null, endsAt: null };
  return { kind: kind === 'extra' ? 'extra' : 'off', startsAt: startsAt ?? '10:00', endsAt: endsAt ?? '12:00' };
}
