import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  notice: {
    ...typographyStyles.body1,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
  success: {
    backgroundColor: tokens.colorStatusSuccessBackground1,
    border: `1px solid ${tokens.colorStatusSuccessBorder1}`,
  },
  warning: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    border: `1px solid ${tokens.colorStatusWarningBorder1}`,
  },
});

type NoticeProps = {
  intent?: 'neutral' | 'success' | 'warning';
  children: ReactNode;
};

/** A sentence that matters on this page now. A warning interrupts a screen reader, the others wait their turn. */
export function Notice({ intent = 'neutral', children }: NoticeProps) {
  const styles = useStyles();
  return (
    <div
      role={intent === 'warning' ? 'alert' : 'status'}
      className={mergeClasses(styles.notice, intent !== 'neutral' && styles[intent])}
    >
      {children}
    </div>
  );
}
