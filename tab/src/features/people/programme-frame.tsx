import type { ReactNode } from 'react';
import { PageFrame } from '../../components/page-frame.tsx';
import { PartLinks } from '../../components/part-links.tsx';
import { useReader } from '../../reader.tsx';

const parts = {
  '/programme': 'programme.coverage',
  '/programme/hours': 'programme.hours',
  '/programme/waits': 'programme.waits',
  '/programme/champions': 'programme.champions',
  '/programme/cohorts': 'programme.cohorts',
  '/programme/leaders': 'programme.leaders',
  '/programme/ranking': 'programme.ranking',
  '/programme/rules': 'programme.rules',
  '/programme/imports': 'programme.imports',
  '/programme/notices': 'programme.notices',
} as const;
type ProgrammePath = keyof typeof parts;

type ProgrammeFrameProps = { here: ProgrammePath; title?: string; action?: ReactNode; children: ReactNode };

/** A part of the programme, with the way to the other parts. */
export function ProgrammeFrame({ here, title, action, children }: ProgrammeFrameProps) {
  const { say } = useReader();
  const links = (Object.keys(parts) as ProgrammePath[]).map((path) => ({ path, name: say(parts[path]) }));
  return (
    <PageFrame
      title={title ?? say(parts[here])}
      before={<PartLinks label={say('nav.programme')} parts={links} here={here} />}
      action={action}
    >
      {children}
    </PageFrame>
  );
}
