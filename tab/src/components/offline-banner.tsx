import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useReader } from '../reader.tsx';

const useStyles = makeStyles({
  banner: {
    ...typographyStyles.body1,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXXL}`,
    color: tokens.colorStatusWarningForeground1,
    backgroundColor: tokens.colorStatusWarningBackground1,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorStatusWarningBorder1}`,
    ':empty': { display: 'none' },
  },
});

/** Says that the device is offline, and that what is on screen stays; goes away by itself. */
export function OfflineBanner() {
  const styles = useStyles();
  const { say } = useReader();
  const online = useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  );
  return (
    <div role="status" className={styles.banner}>
      {online ? '' : say('offline.banner')}
    </div>
  );
}
