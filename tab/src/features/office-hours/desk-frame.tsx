import type { ReactNode } from 'react';
import { PageFrame } from '../../components/page-frame.tsx';
import { PartLinks } from '../../components/part-links.tsx';
import { useReader } from '../../reader.tsx';
import { useRequests } from './waiting.ts';

const parts = {
  '/desk': 'desk.sessions',
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

/** A part of the champion's desk, with the way to the other parts; whoever waits is counted beside theirs. */
export function DeskFrame({ here, title, action, children }: DeskFrameProps) {
  const { say } = useReader();
  const waiting = useRequests().places?.length ?? 0;
  const counts: Partial<Record<DeskPath, number>> = { '/desk/requests': waiting };
  const links = (Object.keys(parts) as DeskPath[]).map((path) => ({
    path,
    name: say(parts[path]),
    count: counts[path],
  }));
  return (
    <PageFrame
      title={title ?? say(parts[here])}
      before={<PartLinks label={say('nav.desk')} parts={links} here={here} />}
      action={action}
    >
      {children}
    </PageFrame>
  );
}
