import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import {
  type CriterionGroup,
  criterionGroups,
  type Degree,
  decide,
  degreeOf,
  degrees,
  type Usual,
  type Weights,
} from './ranking-draft.ts';

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(16rem, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    alignItems: 'end',
    maxWidth: '44rem',
  },
});

type RankingChoicesProps = {
  weights: Weights;
  usual: Usual;
  groups: readonly CriterionGroup[];
  /** Level of the groups' headings. */
  as?: 'h2' | 'h3';
  onChange: (weights: Weights) => void;
};

/** How much each thing counts, in words. */
export function RankingChoices({ weights, usual, groups, as = 'h2', onChange }: RankingChoicesProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  return groups.map((group) => (
    <section key={group} className={surface.stack}>
      <Heading as={as}>{say(`ranking.group-${group}`)}</Heading>
      <div className={styles.fields}>
        {criterionGroups[group].map((criterion) => (
          <Field key={criterion} label={say(`ranking.criterion-${criterion}`)}>
            <Select
              value={degreeOf(weights, criterion, usual)}
              onChange={(_, { value }) => onChange(decide(weights, criterion, value as Degree, usual))}
            >
              {degrees.map((degree) => (
                <option key={degree} value={degree}>
                  {say(`ranking.degree-${degree}`)}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
    </section>
  ));
}
