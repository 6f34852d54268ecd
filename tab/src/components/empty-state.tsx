import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Heading } from './heading.tsx';

const useStyles = makeStyles({
  state: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    rowGap: tokens.spacingVerticalS,
    maxWidth: '60ch',
    paddingBlock: tokens.spacingVerticalL,
  },
});

/** An empty screen invites: a sentence on what this would hold, and the way to fill it. */
export function EmptyState({ title, text, action }: { title: string; text?: string; action?: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.state}>
      <Heading as="p">{title}</Heading>
      {text && <span>{text}</span>}
      {action}
    </div>
  );
}
