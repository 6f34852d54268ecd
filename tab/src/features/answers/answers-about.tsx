import type { Topic } from '@open-door/api/topics/schema.ts';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { AnswerLines } from './answer-lines.tsx';
import { useAnswersAbout } from './answers.ts';

const mostShown = 3;

/** What champions answered before about the topics of a goal; nothing when nobody did. */
export function AnswersAbout({ topics }: { topics: readonly Topic[] }) {
  const surface = useSurface();
  const { say } = useReader();
  const answers = useAnswersAbout(
    topics.map(({ topic }) => topic),
    mostShown,
  );
  if (answers.length === 0) return null;
  return (
    <section className={surface.tight}>
      <Heading>{say('answers.about')}</Heading>
      <AnswerLines
        answers={answers}
        end={({ champion: { personId, displayName } }) => (
          <TextLink to={`/people/${personId}`}>{say('answers.ask', { name: givenName(displayName) })}</TextLink>
        )}
      />
    </section>
  );
}
