import { Button } from '@fluentui/react-components';
import { Heading } from '../../components/heading.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { useBlocking, useBlocks } from './blocking.ts';

/** With whom the reader is not to be brought together, and the way back; nothing while there is nobody. */
export function Blocks() {
  const surface = useSurface();
  const { say } = useReader();
  const people = useBlocks().data?.items ?? [];
  if (people.length === 0) return null;
  return (
    <section className={surface.stack}>
      <Heading>{say('mentoring.blocks')}</Heading>
      <span className={surface.quiet}>{say('mentoring.blocks-means')}</span>
      <ul className={surface.list}>
        {people.map(({ person }) => (
          <li key={person.personId}>
            <PersonLine person={person} end={<Unblock person={person} />} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Unblock({ person }: { person: { personId: string; displayName: string } }) {
  const { say } = useReader();
  const { unblock, isPending } = useBlocking(person);
  return (
    <Button
      size="small"
      disabledFocusable={isPending}
      aria-label={say('mentoring.unblock-of', { name: givenName(person.displayName) })}
      onClick={unblock}
    >
      {say('mentoring.unblock')}
    </Button>
  );
}
