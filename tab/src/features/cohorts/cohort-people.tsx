import { Button, Field, makeStyles, Select, tokens, typographyStyles } from '@fluentui/react-components';
import type { Cohort } from '@open-door/api/cohorts/schema.ts';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { type Answer, useLearners } from './cohorts.ts';

const useStyles = makeStyles({
  answer: { maxWidth: '16rem' },
  lines: { rowGap: tokens.spacingVerticalL, maxWidth: '64rem' },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
});

const answers = ['in', 'asked', 'declined', 'left'] as const satisfies readonly Answer[];

/** Who was asked and what they said; who wants no mentor gives no reason. */
export function CohortPeople({ cohort }: { cohort: Cohort }) {
  const styles = useStyles();
  const { say } = useReader();
  const [answer, setAnswer] = useState<Answer>('in');
  const [asking, setAsking] = useState(false);
  const mayAsk = cohort.state !== 'closed' && !cohort.settings.volunteersOnly;
  return (
    <>
      {mayAsk && (
        <div>
          <Button onClick={() => setAsking(true)}>{say(cohort.asked > 0 ? 'cohorts.ask-more' : 'cohorts.ask')}</Button>
        </div>
      )}
      <Field className={styles.answer} label={say('cohorts.answers')}>
        <Select value={answer} onChange={(_, { value }) => setAnswer(value as Answer)}>
          {answers.map((each) => (
            <option key={each} value={each}>
              {say(`cohorts.answer-${each}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Learners key={answer} cohort={cohort} answer={answer} />
      {asking && <AskDialog cohort={cohort} onClose={() => setAsking(false)} />}
    </>
  );
}

function Learners({ cohort, answer }: { cohort: Cohort; answer: Answer }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const learners = useLearners(cohort, answer);
  if (learners.isPending) return <PersonSkeletons count={4} />;
  if (!learners.items) return <ErrorState error={learners.error} onRetry={learners.refetch} />;
  if (learners.items.length === 0) return <EmptyState title={say(`cohorts.nobody-${answer}`)} />;
  return (
    <>
      <ul className={`${surface.list} ${styles.lines}`}>
        {learners.items.map(({ learner, goal, missedRuns }) => (
          <li key={learner.personId}>
            <PersonLine
              person={learner}
              {...(goal && {
                detail: (
                  <>
                    <span>{say('cohorts.goal', { goal })}</span>
                    {missedRuns > 0 && (
                      <span className={styles.quiet}>{say('cohorts.missed', { missed: missedRuns })}</span>
                    )}
                  </>
                ),
              })}
            />
          </li>
        ))}
      </ul>
      <div>
        <LoadMore list={learners} />
      </div>
    </>
  );
}
