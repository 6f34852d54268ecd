import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { type ReactNode, useEffect } from 'react';
import { useFocusCaught, useFocusOnArrival } from './arrival.ts';

const useStyles = makeStyles({
  page: {
    boxSizing: 'border-box',
    maxWidth: '1280px',
    marginInline: 'auto',
    padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXXL}`,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    '@media (max-width: 480px)': { padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL} 88px` },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
  },
  title: { ...typographyStyles.title3, margin: 0, outlineStyle: 'none', overflowWrap: 'anywhere', minWidth: 0 },
  /** On a phone the one action sits where the thumb is. */
  action: {
    '@media (max-width: 480px)': {
      position: 'fixed',
      insetInline: 0,
      bottom: 0,
      zIndex: 1,
      display: 'grid',
      padding: tokens.spacingVerticalM,
      backgroundColor: tokens.colorNeutralBackground1,
      borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    },
  },
});

type PageFrameProps = {
  title: string;
  /** The page's one primary action. */
  action?: ReactNode;
  /** What stands above the title, such as the way back. */
  before?: ReactNode;
  /** True where the page's `h1` stands in its content instead. */
  headed?: boolean;
  children: ReactNode;
};

/** A page: its title, which takes focus on arrival, one action, and what it shows. */
export function PageFrame({ title, action, before, headed = false, children }: PageFrameProps) {
  const styles = useStyles();
  const heading = useFocusOnArrival(title);
  const page = useFocusCaught();
  useEffect(() => {
    document.title = `${title} – Open Door`;
  }, [title]);
  return (
    <main ref={page} className={styles.page}>
      {before}
      {!headed && (
        <div className={styles.head}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {action && <div className={styles.action}>{action}</div>}
        </div>
      )}
      {children}
    </main>
  );
}
