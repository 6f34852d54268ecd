import { Field, Input, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { RankingExample, RankingRules } from '@open-door/api/matching/schema.ts';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { useRankingPreview } from './ranking-rules.ts';

const useStyles = makeStyles({
  words: { margin: 0 },
  people: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, margin: 0 },
  place: { paddingInlineStart: tokens.spacingHorizontalXS },
  name: { ...typographyStyles.body1Strong },
  reasons: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
  moved: {
    ...typographyStyles.caption1Strong,
    marginInlineStart: tokens.spacingHorizontalS,
    color: tokens.colorBrandForeground2,
  },
});

type RankingExamplesProps = {
  rules: RankingRules;
  /** Whether these rules are others than those that count now. */
  changed: boolean;
};

/** Who would be named for what people really ask, before anything is saved. */
export function RankingExamples({ rules, changed }: RankingExamplesProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const [goal, setGoal] = useState('');
  const preview = useRankingPreview(rules, goal);
  const examples = preview.data?.examples ?? [];
  const moved = examples.filter(changesOrder).length;
  return (
    <section className={surface.stack}>
      <Heading>{say('ranking.examples')}</Heading>
      <Field label={say('ranking.try')} hint={say('ranking.try-hint')}>
        <Input value={goal} maxLength={600} onChange={(_, { value }) => setGoal(value)} />
      </Field>
      {preview.isPending && <PersonSkeletons count={3} />}
      {preview.isError && <ErrorState error={preview.error} onRetry={preview.refetch} />}
      {preview.data && examples.length === 0 && (
        <EmptyState title={say('ranking.no-examples')} text={say('ranking.no-examples-next')} />
      )}
      {examples.length > 0 && (
        <p role="status" className={styles.words}>
          {preview.outdated
            ? say('loading')
            : say('ranking.effect', { changed: String(changed), moved, examples: examples.length })}
        </p>
      )}
      <div className={surface.stack} aria-busy={preview.outdated}>
        {examples.map((example) => (
          <Example key={`${example.goal} ${example.topic?.topic} ${example.department}`} example={example} />
        ))}
      </div>
    </section>
  );
}

/** Whether somebody stands elsewhere than under the rules that count now. */
function changesOrder({ after }: RankingExample): boolean {
  return after.some(({ before }, place) => before !== place + 1);
}

function Example({ example }: { example: RankingExample }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const { goal, topic, department, before, after } = example;
  const asked = goal || topic?.label || say('ranking.any-question');
  const named = new Set(after.map(({ person }) => person.personId));
  const gone = before.filter(({ person }) => !named.has(person.personId)).map(({ person }) => person.displayName);
  return (
    <div className={mergeClasses(surface.box, surface.tight)}>
      <Heading as="h3">{department ? say('ranking.asked-in', { asked, department }) : asked}</Heading>
      <ol className={styles.people}>
        {after.map(({ person, reasons, before: place }, index) => (
          <li key={person.personId} className={styles.place}>
            <span className={styles.name}>{person.displayName}</span>
            {place !== index + 1 && (
              <span className={styles.moved}>
                {say('ranking.moved', { from: place ?? 0, way: wayOf(place, index + 1) })}
              </span>
            )}
            <div className={styles.reasons}>{reasons.join(' · ')}</div>
          </li>
        ))}
      </ol>
      {gone.length > 0 && (
        <span className={styles.reasons}>{say('ranking.gone', { names: gone.join(', '), count: gone.length })}</span>
      )}
    </div>
  );
}

function wayOf(before: number | null, place: number): 'new' | 'up' | 'down' {
  if (before === null) return 'new';
  return place < before ? 'up' : 'down';
}
