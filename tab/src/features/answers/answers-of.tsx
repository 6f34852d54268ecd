import { Heading } from '../../components/heading.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { AnswerLines } from './answer-lines.tsx';
import { useAnswersOf } from './answers.ts';

/** What a champion shared, on their page; nothing while they shared nothing. */
export function AnswersOf({ championId }: { championId: string }) {
  const surface = useSurface();
  const { say } = useReader();
  const answers = useAnswersOf(championId, 3);
  if (!answers.items?.length) return null;
  return (
    <section className={surface.tight}>
      <Heading>{say('answers.of')}</Heading>
      <AnswerLines answers={answers.items} />
      <div>
        <LoadMore list={answers} />
      </div>
    </section>
  );
}
