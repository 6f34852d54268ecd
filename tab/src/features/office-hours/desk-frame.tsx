import type { ReactNode } from 'react';
import { PageFrame } from '../../components/page-frame.tsx';
import { PartLinks } from '../../components/part-links.tsx';
import { useReader } from '../../reader.tsx';

const parts = { '/desk': 'desk.sessions', '/desk/hours': 'desk.hours', '/desk/offer': 'desk.offer' } as const;
type DeskPath = keyof typeof parts;

type DeskFrameProps = { here: DeskPath; action?: ReactNode; children: ReactNode };

/** A part of the champion's desk, with the way to the other parts. */
export function DeskFrame({ here, action, children }: DeskFrameProps) {
  const { say } = useReader();
  const links = (Object.keys(parts) as DeskPath[]).map((path) => ({ path, name: say(parts[path]) }));
  return (
    <PageFrame
      title={say(parts[here])}
      before={<PartLinks label={say('nav.desk')} parts={links} here={here} />}
      action={action}
    >
      {children}
    </PageFrame>
  );
}
