import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { SharedAnswer } from '@open-door/api/answers/schema.ts';
import type { ReactNode } from 'react';
import { useSurface } from '../../components/surface.ts';
import { useReading } from '../../reader.tsx';
import { day } from '../../times.ts';

const useStyles = makeStyles({
  lines: { rowGap: tokens.spacingVerticalS, maxWidth: '56rem' },
  summary: {
    padding: `${tokens.spacingVerticalXS} 0`,
    cursor: 'pointer',
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  question: { ...typographyStyles.body1Strong },
  about: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2, display: 'block' },
  answer: { margin: `${tokens.spacingVerticalS} 0 0`, whiteSpace: 'pre-wrap', maxWidth: '70ch' },
  end: { marginTop: tokens.spacingVerticalS },
});

type AnswerLinesProps = {
  answers: readonly SharedAnswer[];
  /** What can be done with one, under its text. */
  end?: (answer: SharedAnswer) => ReactNode;
};

/** Questions with who answered and when; each opens to its answer. Nothing says who asked. */
export function AnswerLines({ answers, end }: AnswerLinesProps) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  return (
    <ul className={`${surface.list} ${styles.lines}`}>
      {answers.map((answer) => (
        <li key={answer.answerId} className={surface.box}>
          <details>
            <summary className={styles.summary}>
              <span className={styles.question}>{answer.question}</span>
              <span className={styles.about}>{aboutWords(answer, reading)}</span>
            </summary>
            <p className={styles.answer}>{answer.answer}</p>
            {end && <div className={styles.end}>{end(answer)}</div>}
          </details>
        </li>
      ))}
    </ul>
  );
}

/** "Marcus Bell, Sales · Wed 11 Nov · Reporting" */
function aboutWords({ champion, department, sharedAt, topic }: SharedAnswer, reading: ReturnType<typeof useReading>) {
  const who = [champion.displayName, department].filter(Boolean).join(', ');
  return [who, day(sharedAt, reading), topic?.label].filter(Boolean).join(' · ');
}
