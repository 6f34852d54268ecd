import { Button, Field, makeStyles, tokens } from '@fluentui/react-components';
import type { OfficeHours } from '@open-door/api/office-hours/schema/hours.ts';
import { useRef, useState } from 'react';
import { ActionBar } from '../../components/action-bar.tsx';
import { ErrorState, errorTitle } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useKept } from '../../kept.ts';
import { useRead, useWrite } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { useMyself } from '../people/me.ts';
import { ZoneSelect } from '../people/zone-select.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { ExceptionRows } from './exception-rows.tsx';
import { checkHours, type HoursDraft, hasProblems, hoursDraft, hoursIn, zonesOf } from './hours-draft.ts';
import { HoursPreview } from './hours-preview.tsx';
import { HoursRules } from './hours-rules.tsx';
import { WindowRows } from './window-rows.tsx';

const useStyles = makeStyles({
  sides: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXXXL,
    alignItems: 'start',
    '@media (min-width: 1200px)': { gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)' },
  },
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXXL, minWidth: 0 },
  zone: { maxWidth: '20rem' },
  preview: { '@media (min-width: 1200px)': { position: 'sticky', top: tokens.spacingVerticalXL } },
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
  const checks = checkHours(draft);
  const put = (body: OfficeHours, onSuccess: () => void) =>
    publish.mutate({ params: { personId }, body }, { onSuccess });
  const undo = { label: say('undo'), run: () => put(saved, () => toast({ text: say('saved.undone') })) };
  const save = () => {
    setTried(true);
    if (hasProblems(checks)) {
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
      <div className={styles.sides}>
        <div ref={form} className={styles.form}>
          {publish.isError && <Notice intent="warning">{errorTitle(publish.error, say)}</Notice>}
          {tried && hasProblems(checks) && <Notice intent="warning">{say('hours.look-again')}</Notice>}
          <HoursZone draft={draft} onChange={keep} />
          <WindowRows draft={draft} checks={checks} tried={tried} onChange={(windows) => keep({ ...draft, windows })} />
          <HoursRules rules={draft.rules} onChange={(rules) => keep({ ...draft, rules })} />
          <ExceptionRows
            draft={draft}
            checks={checks}
            tried={tried}
            onChange={(exceptions) => keep({ ...draft, exceptions })}
          />
        </div>
        <div className={styles.preview}>
          <HoursPreview personId={personId} changed={kept !== null} />
        </div>
      </div>
    </DeskFrame>
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
