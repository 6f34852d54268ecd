import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { onlineManager } from '@tanstack/react-query';
import { useLiveness } from './live.ts';
import type { Liveness } from './live-updates.ts';
import type { MessageKey } from './messages.ts';
import { useReader } from './reader.tsx';

const useStyles = makeStyles({
  line: {
    ...typographyStyles.caption1,
    boxSizing: 'border-box',
    maxWidth: '1280px',
    marginInline: 'auto',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXXL} 0`,
    color: tokens.colorNeutralForeground3,
    ':empty': { display: 'none' },
    '@media (max-width: 480px)': { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL} 0` },
  },
});

const words: Partial<Record<Liveness, MessageKey>> = { checking: 'live.checking', unreachable: 'live.unreachable' };

/** Says quietly that the page is not told of changes just now; goes away by itself. Offline, its banner says enough. */
export function LiveLine() {
  const styles = useStyles();
  const { say } = useReader();
  const key = words[useLiveness()];
  return (
    <div role="status" className={styles.line}>
      {key && onlineManager.isOnline() ? say(key) : ''}
    </div>
  );
}
