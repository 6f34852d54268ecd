import { Button, Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import type { RankingRules } from '@open-door/api/matching/schema.ts';
import type { Output } from '../../api.ts';
import { ActionBar } from '../../components/action-bar.tsx';
import { ErrorState, errorTitle } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useKept } from '../../kept.ts';
import { useWrite } from '../../queries.ts';
import { useReading } from '../../reader.tsx';
import { dayAndClock } from '../../times.ts';
import { ProgrammeFrame } from '../people/programme-frame.tsx';
import { RankingChoices } from './ranking-choices.tsx';
import { criterionGroups, decidedCount, sameRules } from './ranking-draft.ts';
import { RankingExamples } from './ranking-examples.tsx';
import { useRankingRules } from './ranking-rules.ts';

const useStyles = makeStyles({
  sides: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXXL,
    alignItems: 'start',
    '@media (min-width: 1200px)': { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
  },
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXL },
  words: { margin: 0, maxWidth: '70ch' },
});

/** What decides who is named first when somebody looks for help, and what other rules would change. */
export function Ranking() {
  const { data, error, isPending, refetch } = useRankingRules();
  if (data) return <RankingForm saved={data} />;
  return (
    <ProgrammeFrame here="/programme/ranking">
      {isPending ? <PersonSkeletons count={4} /> : <ErrorState error={error} onRetry={refetch} />}
    </ProgrammeFrame>
  );
}

type Saved = Output<'GET /api/ranking-rules'>;
const usualRules: RankingRules = { weights: {}, departments: 'same' };

function RankingForm({ saved }: { saved: Saved }) {
  const styles = useStyles();
  const { say } = useReading();
  const [kept, keep] = useKept<RankingRules>('ranking rules');
  const rules = kept ?? saved.rules;
  const changed = !sameRules(rules, saved.rules);
  const { save, isPending, error } = useSave(saved.rules, () => keep(null));
  return (
    <ProgrammeFrame
      here="/programme/ranking"
      action={
        <ActionBar>
          {changed && <Button onClick={() => keep(null)}>{say('saved.discard')}</Button>}
          <Button appearance="primary" disabledFocusable={!changed || isPending} onClick={() => save(rules)}>
            {say('saved.save')}
          </Button>
        </ActionBar>
      }
    >
      <p className={styles.words}>{say('ranking.how')}</p>
      {error && <Notice intent="warning">{errorTitle(error, say)}</Notice>}
      <Standing rules={rules} saved={saved} onUsual={() => keep(usualRules)} />
      <div className={styles.sides}>
        <div className={styles.form}>
          <RankingChoices
            weights={rules.weights}
            usual={saved.usual}
            groups={Object.keys(criterionGroups) as (keyof typeof criterionGroups)[]}
            onChange={(weights) => keep({ ...rules, weights })}
          />
          <Departments rules={rules} onChange={keep} />
        </div>
        <RankingExamples rules={rules} changed={changed} />
      </div>
    </ProgrammeFrame>
  );
}

/** Saves rules, and can bring those back that counted before. */
function useSave(before: RankingRules, onSaved: () => void) {
  const { say } = useReading();
  const toast = useToast();
  const { mutate, isPending, error } = useWrite('PUT /api/ranking-rules', {
    refreshes: ['GET /api/ranking-rules', 'POST /api/ranking-rules/preview', 'POST /api/matches'],
  });
  const undo = () => mutate({ body: before }, { onSuccess: () => toast({ text: say('saved.undone') }) });
  const save = (rules: RankingRules) =>
    mutate(
      { body: rules },
      {
        onSuccess: () => {
          onSaved();
          toast({ text: say('ranking.saved'), action: { label: say('undo'), run: undo } });
        },
      },
    );
  return { save, isPending, error };
}

type StandingProps = { rules: RankingRules; saved: Saved; onUsual: () => void };

/** How far this is from the usual, and the way back to it. */
function Standing({ rules, saved, onUsual }: StandingProps) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const count = decidedCount(rules.weights) + (rules.departments === usualRules.departments ? 0 : 1);
  return (
    <div className={surface.row}>
      <p className={styles.words}>
        {say('ranking.decided', { count })}{' '}
        {saved.changedAt && say('ranking.changed', { when: dayAndClock(saved.changedAt, reading) })}
      </p>
      {count > 0 && <Button onClick={onUsual}>{say('ranking.back')}</Button>}
    </div>
  );
}

const departmentRules = ['same', 'other', 'ignore'] as const;

function Departments({ rules, onChange }: { rules: RankingRules; onChange: (rules: RankingRules) => void }) {
  const { say } = useReading();
  return (
    <Field label={say('ranking.departments')}>
      <RadioGroup
        value={rules.departments}
        onChange={(_, { value }) => onChange({ ...rules, departments: value as RankingRules['departments'] })}
      >
        {departmentRules.map((each) => (
          <Radio key={each} value={each} label={say(`ranking.departments-${each}`)} />
        ))}
      </RadioGroup>
    </Field>
  );
}
