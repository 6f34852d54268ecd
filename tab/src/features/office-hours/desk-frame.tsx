import type { ReactNode } from 'react';
import { PageFrame } from '../../components/page-frame.tsx';
import { PartLinks } from '../../components/part-links.tsx';
import { useReader } from '../../reader.tsx';
import { useMyself } from '../people/me.ts';
import { useQueues } from '../queue/queues.ts';
import { useRequests } from './waiting.ts';

const parts = {
  '/desk': 'desk.sessions',
  '/desk/queue': 'desk.queue',
  '/desk/requests': 'desk.requests',
  '/desk/notes': 'desk.notes',
  '/desk/answers': 'desk.answers',
  '/desk/hours': 'desk.hours',
  '/desk/offer': 'desk.offer',
} as const;
type DeskPath = keyof typeof parts;

type DeskFrameProps = {
  here: DeskPath;
  /** What the page is about, where it is less than the whole part. */
  title?: string;
  action?: ReactNode;
  children: ReactNode;
};

/**
 * A part of the champion's desk, with the way to the other parts; whoever waits is counted beside theirs. A specialist who is
 * no champion has the live queue alone.
 */
export function DeskFrame({ here, title, action, children }: DeskFrameProps) {
  const { say } = useReader();
  const { roles } = useMyself();
  const serves = roles.includes('champion') || roles.includes('mentor');
  const counts = useCounts(serves);
  const links = (Object.keys(parts) as DeskPath[]).map((path) => ({
    path,
    name: say(parts[path]),
    count: counts[path],
  }));
  return (
    <PageFrame
      title={title ?? say(parts[here])}
      before={serves && <PartLinks label={say('nav.desk')} parts={links} here={here} />}
      action={action}
    >
      {children}
    </PageFrame>
  );
}

/** How many wait at the queue where the champion helps, and for a time of theirs. */
function useCounts(serves: boolean): Partial<Record<DeskPath, number>> {
  const requests = useRequests({ enabled: serves }).places?.length ?? 0;
  const atQueue = useQueues().data?.items.find(({ yours }) => yours)?.waiting ?? 0;
  return { '/desk/queue': atQueue, '/desk/requests': requests };
}
