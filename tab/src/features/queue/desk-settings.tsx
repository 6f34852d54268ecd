import {
  Button,
  Checkbox,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Select,
  tokens,
} from '@fluentui/react-components';
import type { QueueSettings as Settings } from '@open-door/api/queue/schema/queues.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { ActionBar } from '../../components/action-bar.tsx';
import { ErrorState, errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useRead } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { DeskFrame } from '../office-hours/desk-frame.tsx';
import { withCurrent } from '../office-hours/durations.ts';
import { useMyself } from '../people/me.ts';
import { useMyQueue, useSetUp } from './desk-queues.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXL, maxWidth: '44rem' },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(14rem, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
  },
  rule: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
});

/** What the API goes by where a queue has not set its own. */
const usual: Omit<Settings, 'name'> = {
  order: 'first-come',
  missesLast: true,
  longWaitMinutes: 45,
  helpHalfLifeDays: 7,
  reachTurns: 3,
  overtakings: 2,
  readyCheckSeconds: 90,
  holdMinutes: 30,
};

/** A champion sets how their own queue is run, and reads the rule as everybody in line will. */
export function QueueSettings() {
  const { say } = useReader();
  const { displayName } = useMyself();
  const { data, error, isPending, refetch } = useMyQueue();
  if (data) {
    const name = say('queue.desk.usual-name', { name: givenName(displayName) });
    return <SettingsForm saved={data.own?.settings ?? { name, ...usual }} first={data.own === null} />;
  }
  return (
    <DeskFrame here="/desk/queue">
      {isPending ? <PersonSkeletons count={4} /> : <ErrorState error={error} onRetry={refetch} />}
    </DeskFrame>
  );
}

function SettingsForm({ saved, first }: { saved: Settings; first: boolean }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const [, go] = useLocation();
  const setUp = useSetUp();
  const [settings, setSettings] = useState(saved);
  const edit = (changed: Partial<Settings>) => setSettings({ ...settings, ...changed });
  const leave = () => go('/desk/queue');
  const save = () => {
    const onSuccess = () => {
      leave();
      if (!first) toast({ text: say('queue.desk.saved') });
    };
    if (settings.name.trim() !== '') setUp.mutate({ body: settings }, { onSuccess });
  };
  return (
    <DeskFrame
      here="/desk/queue"
      title={say(first ? 'queue.desk.set-up-title' : 'queue.desk.settings-title')}
      action={
        <ActionBar>
          <Button onClick={leave}>{say('queue.desk.not-now')}</Button>
          <Button appearance="primary" disabledFocusable={setUp.isPending} onClick={save}>
            {say('saved.save')}
          </Button>
        </ActionBar>
      }
    >
      {setUp.isError && <Notice intent="warning">{errorTitle(setUp.error, say)}</Notice>}
      <div className={styles.form}>
        <Field
          label={say('queue.desk.name')}
          hint={say('queue.desk.name-hint')}
          {...(settings.name.trim() === '' && { validationMessage: say('queue.desk.name-missing') })}
        >
          <Input value={settings.name} maxLength={80} onChange={(_, { value }) => edit({ name: value })} />
        </Field>
        <section className={surface.stack}>
          <Heading>{say('queue.desk.order')}</Heading>
          <Order settings={settings} onEdit={edit} />
          <RuleInWords settings={settings} />
        </section>
        <section className={surface.stack}>
          <Heading>{say('queue.desk.times')}</Heading>
          <Numbers settings={settings} fields={['readyCheckSeconds', 'holdMinutes']} onEdit={edit} />
        </section>
      </div>
    </DeskFrame>
  );
}

type EditProps = { settings: Settings; onEdit: (changed: Partial<Settings>) => void };

const orders = ['first-come', 'fewer-recent-helps-first', 'escalated-first'] as const;

function Order({ settings, onEdit }: EditProps) {
  const { say } = useReader();
  const { order, missesLast } = settings;
  const hasLongWait = order !== 'first-come' || missesLast;
  return (
    <>
      <RadioGroup
        aria-label={say('queue.desk.order')}
        value={order}
        onChange={(_, { value }) => onEdit({ order: value as Settings['order'] })}
      >
        {orders.map((each) => (
          <Radio key={each} value={each} label={say(`queue.desk.order-${each}`)} />
        ))}
      </RadioGroup>
      <Checkbox
        checked={missesLast}
        onChange={(_, { checked }) => onEdit({ missesLast: checked === true })}
        label={say('queue.desk.misses-last')}
      />
      <Numbers
        settings={settings}
        fields={[
          ...(hasLongWait ? (['longWaitMinutes'] as const) : []),
          ...(order === 'fewer-recent-helps-first' ? (['helpHalfLifeDays'] as const) : []),
          'reachTurns',
          ...(settings.reachTurns > 1 ? (['overtakings'] as const) : []),
        ]}
        onEdit={onEdit}
      />
    </>
  );
}

/** The sentences that everybody in line can read, as these settings would have them. */
function RuleInWords({
  settings: { order, missesLast, longWaitMinutes, helpHalfLifeDays, reachTurns, overtakings },
}: Pick<EditProps, 'settings'>) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const asked = missesLast ? ('true' as const) : ('false' as const);
  const { data } = useRead('GET /api/queues/rule', {
    query: { order, missesLast: asked, longWaitMinutes, helpHalfLifeDays, reachTurns, overtakings },
  });
  return (
    <div className={surface.box} aria-live="polite">
      <p style={{ marginTop: 0 }}>{say('queue.desk.rule-as-read')}</p>
      <ol className={styles.rule}>
        {data?.rule.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
    </div>
  );
}

/** The usual choices of each number; 1 turn means that nobody is overtaken. */
const choices = {
  longWaitMinutes: [20, 30, 45, 60, 90, 120],
  helpHalfLifeDays: [1, 3, 7, 14, 30],
  readyCheckSeconds: [30, 60, 90, 120, 180, 300],
  holdMinutes: [10, 15, 30, 45, 60],
  reachTurns: [1, 2, 3, 5],
  overtakings: [0, 1, 2, 3],
};

function Numbers({ settings, fields, onEdit }: EditProps & { fields: readonly (keyof typeof choices)[] }) {
  const styles = useStyles();
  const { say } = useReader();
  return (
    <div className={styles.fields}>
      {fields.map((field) => (
        <Field key={field} label={say(`queue.desk.set-${field}`)} hint={say(`queue.desk.hint-${field}`)}>
          <Select value={String(settings[field])} onChange={(_, { value }) => onEdit({ [field]: Number(value) })}>
            {withCurrent(choices[field], settings[field]).map((amount) => (
              <option key={amount} value={amount}>
                {say(`queue.desk.amount-${field}`, { amount })}
              </option>
            ))}
          </Select>
        </Field>
      ))}
    </div>
  );
}
