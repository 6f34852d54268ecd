import { Button, Field, makeStyles, tokens } from '@fluentui/react-components';
import type { OfficeHours } from '@open-door/api/office-hours/schema/hours.ts';
import { useRef, useState } from 'react';
import { ActionBar } from '../../components/action-bar.tsx';
import { ErrorState, errorTitle } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useKept } from '../../kept.ts';
import { useRead, useWrite } from '../../queries.ts';
import { useReader, useReading } from '../../reader.tsx';
import { dayAndClock, wallDay } from '../../times.ts';
import { dateIn } from '../champions/pause.ts';
import { useMyself } from '../people/me.ts';
import { ZoneSelect } from '../people/zone-select.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { ExceptionRows } from './exception-rows.tsx';
import { HoursCalendar } from './hours-calendar.tsx';
import {
  checkHours,
  fieldsOf,
  type HoursDraft,
  hasProblems,
  hoursDraft,
  hoursIn,
  type WindowRow,
  zonesOf,
} from './hours-draft.ts';
import { useHoursPreview } from './hours-preview.ts';
import { HoursRules } from './hours-rules.tsx';
import { minutesOf, timeOf } from './wall-time.ts';
import { mondayOf, noonOf } from './week-grid.ts';
import { nextWindow, WindowRows } from './window-rows.tsx';

const useStyles = makeStyles({
  sides: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXXXL,
    alignItems: 'start',
    '@media (min-width: 1200px)': { gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)' },
  },
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXXL, minWidth: 0 },
  zone: { maxWidth: '20rem' },
});

/** A champion's own weekly hours, days that differ and the rules for sessions. */
export function HoursEditor() {
  const { personId } = useMyself();
  const { data, error, isPending, refetch } = useRead('GET /api/office-hours/{personId}', { params: { personId } });
  if (data) return <HoursForm saved={data} personId={personId} />;
  return (
    <DeskFrame here="/desk/hours">
      {isPending ? <PersonSkeletons count={4} /> : <ErrorState error={error} onRetry={refetch} />}
    </DeskFrame>
  );
}

function usePublish() {
  return useWrite('PUT /api/office-hours/{personId}', {
    refreshes: ['GET /api/office-hours/{personId}', 'GET /api/office-hours/{personId}/slots'],
  });
}

function HoursForm({ saved, personId }: { saved: OfficeHours; personId: string }) {
  const styles = useStyles();
  const { say } = useReader();
  const toast = useToast();
  const publish = usePublish();
  const form = useRef<HTMLDivElement>(null);
  const [tried, setTried] = useState(false);
  const [kept, keep] = useKept<HoursDraft>('hours');
  const draft = kept ?? hoursDraft(saved);
  const [selected, onSelect] = useState<string>();
  const row: Selection = { selected, onSelect };
  const checks = checkHours(draft);
  const put = (body: OfficeHours, onSuccess: () => void) =>
    publish.mutate({ params: { personId }, body }, { onSuccess });
  const undo = { label: say('undo'), run: () => put(saved, () => toast({ text: say('saved.undone') })) };
  const save = () => {
    setTried(true);
    if (hasProblems(checks)) {
      onSelect([...checks].find(([, { problem }]) => problem && fieldsOf(problem) !== 'times')?.[0] ?? selected);
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
      return;
    }
    put(hoursIn(draft), () => {
      keep(null);
      setTried(false);
      toast({ text: say('saved.hours'), action: undo });
    });
  };
  const actions = (
    <ActionBar>
      {kept && <Button onClick={() => keep(null)}>{say('saved.discard')}</Button>}
      <Button appearance="primary" disabledFocusable={!kept || publish.isPending} onClick={save}>
        {say('saved.save')}
      </Button>
    </ActionBar>
  );
  return (
    <DeskFrame here="/desk/hours" action={actions}>
      <div ref={form} className={styles.form}>
        {publish.isError && <Notice intent="warning">{errorTitle(publish.error, say)}</Notice>}
        {tried && hasProblems(checks) && <Notice intent="warning">{say('hours.look-again')}</Notice>}
        <HoursZone draft={draft} onChange={keep} />
        <HoursWeek draft={draft} valid={!hasProblems(checks)} personId={personId} {...row} onChange={keep} />
        <div className={styles.sides}>
          <WindowRows
            draft={draft}
            checks={checks}
            tried={tried}
            {...row}
            onChange={(windows) => keep({ ...draft, windows })}
          />
          <div className={styles.form}>
            <HoursRules rules={draft.rules} onChange={(rules) => keep({ ...draft, rules })} />
            <ExceptionRows
              draft={draft}
              checks={checks}
              tried={tried}
              {...row}
              onChange={(exceptions) => keep({ ...draft, exceptions })}
            />
          </div>
        </div>
      </div>
    </DeskFrame>
  );
}

type Selection = { selected: string | undefined; onSelect: (key: string | undefined) => void };

type HoursWeekProps = Selection & {
  draft: HoursDraft;
  /** False while something in the draft could not be saved: then nobody can say what learners would see of it. */
  valid: boolean;
  personId: string;
  onChange: (draft: HoursDraft) => void;
};

/** The draft on a calendar, with what learners would see of it in the week shown. */
function HoursWeek({ draft, valid, personId, selected, onSelect, onChange }: HoursWeekProps) {
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const { timeZone: mine } = useMyself();
  const [zone = mine] = zonesOf(draft);
  // At the weekend people plan the week that comes.
  const [monday, setMonday] = useState(() => mondayOf(wallDay(reading.now, zone) + 2));
  const weekOf = noonOf(monday).slice(0, 10);
  const preview = useHoursPreview(personId, valid ? hoursIn(draft) : undefined, weekOf);
  const slots = preview.data?.slots ?? [];
  const open = (key: string, byKey: boolean) => {
    onSelect(key);
    // The row's details are there after this render.
    setTimeout(() => {
      const row = document.querySelector(`[data-row="${key}"]`);
      row?.scrollIntoView({ block: 'nearest' });
      if (byKey) row?.querySelector<HTMLElement>('select, input')?.focus();
    });
  };
  const change = (key: string, changed: Partial<WindowRow>) =>
    onChange({ ...draft, windows: draft.windows.map((row) => (row.key === key ? { ...row, ...changed } : row)) });
  const add = (weekday: number, startsAt: string) => {
    const key = crypto.randomUUID();
    const endsAt = timeOf(minutesOf(startsAt) + 60);
    const row = nextWindow(draft.windows, zone, dateIn(0, reading));
    onChange({ ...draft, windows: [...draft.windows, { ...row, weekday, startsAt, endsAt, key }] });
    onSelect(key);
  };
  return (
    <section className={surface.stack}>
      <HoursCalendar
        draft={draft}
        timeZone={zone}
        monday={monday}
        onMove={setMonday}
        slots={slots}
        selected={selected}
        onSelect={open}
        onChange={change}
        onAdd={add}
      >
        <div className={surface.tight}>
          <span role="status">
            {!valid && say('hours.preview-not-yet')}
            {valid && preview.isError && errorTitle(preview.error, say)}
            {valid && preview.isPending && say('loading')}
            {valid && preview.data && say('hours.preview-says', { count: slots.length })}
          </span>
          <span className={surface.quiet}>{say('hours.calendar-hint')}</span>
        </div>
      </HoursCalendar>
      <ul className={surface.unseen}>
        {slots.map(({ startsAt }) => (
          <li key={startsAt}>{dayAndClock(startsAt, { ...reading, timeZone: zone })}</li>
        ))}
      </ul>
      {zonesOf(draft).size > 1 && <span className={surface.quiet}>{say('hours.other-zones')}</span>}
    </section>
  );
}

type HoursZoneProps = { draft: HoursDraft; onChange: (draft: HoursDraft) => void };

/** The one zone of all hours; hours in several zones are chosen row by row instead. */
function HoursZone({ draft, onChange }: HoursZoneProps) {
  const styles = useStyles();
  const { say } = useReader();
  const { timeZone: mine } = useMyself();
  const zones = zonesOf(draft);
  if (zones.size > 1) return null;
  const [timeZone = mine] = zones;
  const change = (to: string) =>
    onChange({
      ...draft,
      windows: draft.windows.map((row) => ({ ...row, timeZone: to })),
      exceptions: draft.exceptions.map((row) => ({ ...row, timeZone: to })),
    });
  return (
    <Field className={styles.zone} label={say('hours.zone')} hint={say('hours.zone-hint')}>
      <ZoneSelect value={timeZone} onChange={change} />
    </Field>
  );
}
