import { Button } from '@fluentui/react-components';
import { useLocation } from 'wouter';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { joiningWords } from './joining-words.ts';
import { useQueues } from './queues.ts';

/** On a champion's page while they are at a live queue: how long it takes there, and the way in. */
export function LiveAt({ personId, displayName }: { personId: string; displayName: string }) {
  const surface = useSurface();
  const { say } = useReader();
  const [, go] = useLocation();
  const queue = useQueues().data?.items.find(({ champions }) => champions.some((one) => one.personId === personId));
  if (!queue?.joinable) return null;
  return (
    <div className={`${surface.box} ${surface.row}`}>
      <span>
        {say('queue.live-at', { name: givenName(displayName), queue: queue.name })} {joiningWords(queue, say)}
      </span>
      <Button onClick={() => go(`/queue/${queue.queueId}`)}>{say('queue.join-live')}</Button>
    </div>
  );
}
