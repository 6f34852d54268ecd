import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';

/** The rule in force at a queue, a sentence each, most important first. */
export function QueueRule({ rule }: { rule: readonly string[] }) {
  const surface = useSurface();
  const { say } = useReader();
  return (
    <section className={surface.tight}>
      <Heading>{say('queue.rule')}</Heading>
      {rule.map((sentence) => (
        <span key={sentence}>{sentence}</span>
      ))}
    </section>
  );
}
