import { useEffect, useState } from 'react';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useRead } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { AnswerLines } from '../answers/answer-lines.tsx';

/** Milliseconds without a key pressed after which somebody is taken to have stopped to think. */
const pause = 700;
/** Shorter questions are like any other. */
const fewestLetters = 12;

type SimilarAnswersProps = {
  question: string;
  /** Key of the topic catalogue. */
  topic: string | undefined;
};

/** What champions answered before to questions like this one, also while it is being written; nothing when nobody did. */
export function SimilarAnswers({ question, topic }: SimilarAnswersProps) {
  const surface = useSurface();
  const { say } = useReader();
  const settled = useSettled(question.trim());
  const body = { question: settled, ...(topic && { topic }) };
  const enabled = settled.length >= fewestLetters;
  const { data } = useRead('POST /api/answers/similar', { body }, { enabled });
  const items = (enabled && data?.items) || [];
  return (
    <section aria-live="polite" className={surface.tight}>
      {items.length > 0 && (
        <>
          <Heading as="h3">{say('answers.about')}</Heading>
          <AnswerLines answers={items} />
        </>
      )}
    </section>
  );
}

/** The text once its writer has stopped. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
