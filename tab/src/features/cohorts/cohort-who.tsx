import {
  Checkbox,
  Field,
  Input,
  makeStyles,
  mergeClasses,
  Radio,
  RadioGroup,
  Select,
} from '@fluentui/react-components';
import { Chip } from '../../components/chip.tsx';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useList } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import type { CohortDraft, CohortFieldsProps } from './cohort-draft.ts';

const useStyles = makeStyles({ chosen: { margin: 0, padding: 0, border: 'none' } });

/** The most the contract takes. */
const mostDepartments = 200;

/** Whom a cohort asks: from which departments, with which titles, or nobody, so that only volunteers are in it. */
export function CohortWho({ draft, onEdit }: CohortFieldsProps) {
  const surface = useSurface();
  const { say } = useReader();
  return (
    <section className={surface.stack}>
      <Heading>{say('cohorts.who')}</Heading>
      <RadioGroup
        aria-label={say('cohorts.who')}
        value={draft.preset}
        onChange={(_, { value }) => onEdit({ preset: value as CohortDraft['preset'] })}
      >
        <Radio value="usual" label={say('cohorts.preset-usual')} />
        <Radio value="pilot" label={say('cohorts.preset-pilot')} />
      </RadioGroup>
      <Departments draft={draft} onEdit={onEdit} />
      <Field label={say('cohorts.titles')} hint={say('cohorts.titles-hint')}>
        <Input
          value={draft.titles}
          maxLength={1_000}
          placeholder={say('cohorts.titles-example')}
          onChange={(_, { value }) => onEdit({ titles: value })}
        />
      </Field>
      <Checkbox
        label={say('cohorts.volunteers-only')}
        checked={draft.volunteersOnly}
        onChange={(_, { checked }) => onEdit({ volunteersOnly: checked === true })}
      />
      <span className={surface.quiet}>{say('cohorts.never-in')}</span>
    </section>
  );
}

/** Departments one by one from all there are; those that were chosen stand under the list and go when they are pressed. */
function Departments({ draft: { departments }, onEdit }: CohortFieldsProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const known = useList('GET /api/departments', { query: { limit: 100 } });
  const others = known.items?.filter(({ name }) => !departments.includes(name)) ?? [];
  const add = (name: string) => name && onEdit({ departments: [...departments, name] });
  return (
    <div className={surface.tight}>
      <Field label={say('cohorts.departments')}>
        <Select value="" disabled={departments.length >= mostDepartments} onChange={(_, { value }) => add(value)}>
          <option value="">
            {say(departments.length === 0 ? 'cohorts.all-departments' : 'cohorts.add-department')}
          </option>
          {others.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </Field>
      {departments.length > 0 && (
        <fieldset aria-label={say('cohorts.chosen-departments')} className={mergeClasses(surface.row, styles.chosen)}>
          {departments.map((name) => (
            <Chip
              key={name}
              pressed
              onToggle={() => onEdit({ departments: departments.filter((one) => one !== name) })}
            >
              {name}
            </Chip>
          ))}
        </fieldset>
      )}
    </div>
  );
}
