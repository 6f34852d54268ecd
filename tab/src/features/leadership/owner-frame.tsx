import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Tabs } from '../../components/tabs.tsx';
import { useReader } from '../../reader.tsx';
import { ProgrammeFrame } from '../people/programme-frame.tsx';

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    paddingTop: tokens.spacingVerticalM,
  },
});

const parts = { shows: '/programme/leaders', who: '/programme/leaders/who', channel: '/programme/leaders/channel' };
type Part = keyof typeof parts;

type OwnerFrameProps = { part: Part; action?: ReactNode; children: ReactNode };

/** One of the three parts of what the programme owner sees of leaders, each with an address of its own. */
export function OwnerFrame({ part, action, children }: OwnerFrameProps) {
  const styles = useStyles();
  const { say } = useReader();
  const [, go] = useLocation();
  return (
    <ProgrammeFrame here="/programme/leaders" action={action}>
      <div>
        <Tabs
          label={say('programme.leaders')}
          tabs={(Object.keys(parts) as Part[]).map((value) => ({ value, name: say(`leadership.part-${value}`) }))}
          selected={part}
          onSelect={(value) => go(parts[value], { replace: true })}
        >
          <div className={styles.panel}>{children}</div>
        </Tabs>
      </div>
    </ProgrammeFrame>
  );
}
