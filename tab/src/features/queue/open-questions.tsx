import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { OpenQuestion } from '@open-door/api/queue/schema/queues.ts';
import { useId } from 'react';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';

const useStyles = makeStyles({
  list: { rowGap: tokens.spacingVerticalS },
  question: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
  },
  words: { flexBasis: '16rem', flexGrow: 1 },
});

type OpenQuestionsProps = {
  questions: readonly OpenQuestion[];
  onJoin: (question: OpenQuestion) => void;
  busy?: boolean;
};

/** Questions in line that their askers let others join. Nothing says who asked. */
export function OpenQuestions({ questions, onJoin, busy = false }: OpenQuestionsProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const id = useId();
  return (
    <ul className={`${surface.list} ${styles.list}`}>
      {questions.map((one) => (
        <li key={one.ticketId} className={styles.question}>
          <span id={id + one.ticketId} className={`${surface.tight} ${styles.words}`}>
            <span>{one.question}</span>
            <span className={surface.quiet}>
              {[say('queue.people', { count: one.people }), one.topic?.label].filter(Boolean).join(' · ')}
            </span>
          </span>
          <Button
            size="small"
            disabledFocusable={busy}
            aria-describedby={id + one.ticketId}
            onClick={() => onJoin(one)}
          >
            {say('queue.ask-together')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
