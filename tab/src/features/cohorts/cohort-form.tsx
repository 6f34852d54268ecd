import { Field, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import type { CohortDraft } from './cohort-draft.ts';
import { CohortRules } from './cohort-rules.tsx';
import { CohortWeights } from './cohort-weights.tsx';
import { CohortWho } from './cohort-who.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXL, maxWidth: '44rem' },
  date: { maxWidth: '12rem' },
});

type CohortFormProps = { draft: CohortDraft; nameMissing: boolean; onChange: (draft: CohortDraft) => void };

/** Everything the programme owner decides about a cohort: whom it asks, what must hold for a pair, and what counts. */
export function CohortForm({ draft, nameMissing, onChange }: CohortFormProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const edit = (changed: Partial<CohortDraft>) => onChange({ ...draft, ...changed });
  return (
    <div className={styles.form}>
      <Field
        label={say('cohorts.name')}
        required
        {...(nameMissing && { validationMessage: say('cohorts.name-missing') })}
      >
        <Input
          value={draft.name}
          maxLength={120}
          placeholder={say('cohorts.name-example')}
          onChange={(_, { value }) => edit({ name: value })}
        />
      </Field>
      <CohortWho draft={draft} onEdit={edit} />
      <CohortRules draft={draft} onEdit={edit} />
      <section className={surface.stack}>
        <Heading>{say('cohorts.fairness')}</Heading>
        <RadioGroup
          aria-label={say('cohorts.fairness')}
          value={draft.worstOffFirst ? 'worst-off' : 'average'}
          onChange={(_, { value }) => edit({ worstOffFirst: value === 'worst-off' })}
        >
          <Radio value="worst-off" label={say('cohorts.fairness-worst-off')} />
          <Radio value="average" label={say('cohorts.fairness-average')} />
        </RadioGroup>
        <CohortWeights draft={draft} onEdit={edit} />
      </section>
      <Field label={say('cohorts.next-run')} hint={say('cohorts.next-run-hint')}>
        <Input
          className={styles.date}
          type="date"
          value={draft.nextRunOn ?? ''}
          onChange={(_, { value }) => edit({ nextRunOn: value || null })}
        />
      </Field>
    </div>
  );
}
