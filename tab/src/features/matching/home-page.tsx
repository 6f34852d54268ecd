import { PageFrame } from '../../components/page-frame.tsx';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { useMyself } from '../people/me.ts';

/** Says the next step: the next session, or one field that leads to a champion. */
export default function HomePage() {
  const { say } = useReader();
  const me = useMyself();
  return <PageFrame title={say('home.hello', { name: givenName(me.displayName) })}>{null}</PageFrame>;
}
