import { Checkbox, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import type { CohortDraft, CohortFieldsProps } from './cohort-draft.ts';

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(14rem, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    alignItems: 'end',
    // Long choices would otherwise make a field wider than its column.
    '> *': { minWidth: 0 },
    '& select': { width: '100%', textOverflow: 'ellipsis' },
  },
});

const departmentRules = ['any', 'same', 'other'] as const;
const most = { sharedHours: 8, placesPerMentor: 20 } as const;

/** What must hold for every pair; who is left without anybody by these rules is told by name and reason after the run. */
export function CohortRules({ draft, onEdit }: CohortFieldsProps) {
  const surface = useSurface();
  const styles = useStyles();
  const { say } = useReader();
  return (
    <section className={surface.stack}>
      <Heading>{say('cohorts.rules')}</Heading>
      <div className={surface.tight}>
        <Checkbox
          label={say('cohorts.rule-line-manager')}
          checked={!draft.allowLineManager}
          onChange={(_, { checked }) => onEdit({ allowLineManager: checked !== true })}
        />
        <Checkbox
          label={say('cohorts.rule-past-partner')}
          checked={!draft.allowPastPartner}
          onChange={(_, { checked }) => onEdit({ allowPastPartner: checked !== true })}
        />
        <Checkbox
          label={say('cohorts.rule-language')}
          checked={draft.sameLanguage}
          onChange={(_, { checked }) => onEdit({ sameLanguage: checked === true })}
        />
        <Checkbox
          label={say('cohorts.rule-mentors-only')}
          checked={draft.mentorsOnly}
          onChange={(_, { checked }) => onEdit({ mentorsOnly: checked === true })}
        />
      </div>
      <div className={styles.fields}>
        <Field label={say('cohorts.rule-department')}>
          <Select
            value={draft.departmentRule}
            onChange={(_, { value }) => onEdit({ departmentRule: value as CohortDraft['departmentRule'] })}
          >
            {departmentRules.map((rule) => (
              <option key={rule} value={rule}>
                {say(`cohorts.department-${rule}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Amount name="sharedHours" least={0} draft={draft} onEdit={onEdit} />
        <Amount name="placesPerMentor" least={1} draft={draft} onEdit={onEdit} />
      </div>
    </section>
  );
}

type AmountProps = CohortFieldsProps & { name: keyof typeof most; least: number };

function Amount({ name, least, draft, onEdit }: AmountProps) {
  const { say } = useReader();
  const amounts = Array.from({ length: most[name] - least + 1 }, (_, above) => least + above);
  return (
    <Field label={say(`cohorts.rule-${name}`)}>
      <Select value={String(draft[name])} onChange={(_, { value }) => onEdit({ [name]: Number(value) })}>
        {amounts.map((amount) => (
          <option key={amount} value={amount}>
            {say(`cohorts.amount-${name}`, { amount })}
          </option>
        ))}
      </Select>
    </Field>
  );
}
