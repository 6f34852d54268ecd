import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useReader } from '../reader.tsx';

const useStyles = makeStyles({
  page: {
    maxWidth: '1280px',
    boxSizing: 'border-box',
    marginInline: 'auto',
    padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalXXL}`,
    '@media (max-width: 480px)': { padding: tokens.spacingHorizontalL },
  },
  stack: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  bone: {
    display: 'block',
    backgroundColor: tokens.colorNeutralStencil1,
    borderRadius: tokens.borderRadiusMedium,
    '@media (prefers-reduced-motion: no-preference)': {
      animationName: { from: { opacity: 1 }, '50%': { opacity: 0.5 }, to: { opacity: 1 } },
      animationDuration: '2s',
      animationIterationCount: 'infinite',
    },
  },
  title: { margin: 0, width: '14rem', maxWidth: '70%', height: '28px' },
  row: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  circle: { width: '40px', height: '40px', borderRadius: tokens.borderRadiusCircular },
  lines: { flexGrow: 1, display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  long: { width: '60%', maxWidth: '24rem', height: '16px' },
  short: { width: '35%', maxWidth: '16rem', height: '12px' },
  card: { height: '11rem' },
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(18rem, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
});

/** A page before its code or data is here. */
export function PageSkeleton() {
  const styles = useStyles();
  const { say } = useReader();
  return (
    <main className={mergeClasses(styles.page, styles.stack)} aria-busy>
      <h1 className={mergeClasses(styles.bone, styles.title)} aria-label={say('loading')} />
      <PersonSkeletons count={3} />
    </main>
  );
}

/** Lines in the shape of a list of people or sessions. */
export function PersonSkeletons({ count }: { count: number }) {
  const styles = useStyles();
  const { say } = useReader();
  return (
    <div role="status" aria-label={say('loading')} className={styles.stack}>
      {places(count).map((place) => (
        <span key={place} className={styles.row}>
          <span className={mergeClasses(styles.bone, styles.circle)} />
          <span className={styles.lines}>
            <span className={mergeClasses(styles.bone, styles.long)} />
            <span className={mergeClasses(styles.bone, styles.short)} />
          </span>
        </span>
      ))}
    </div>
  );
}

/** Boxes in the shape of champion cards. */
export function CardSkeletons({ count }: { count: number }) {
  const styles = useStyles();
  const { say } = useReader();
  return (
    <div role="status" aria-label={say('loading')} className={styles.cards}>
      {places(count).map((place) => (
        <span key={place} className={mergeClasses(styles.bone, styles.card)} />
      ))}
    </div>
  );
}

function places(count: number): number[] {
  return Array.from({ length: count }, (_, place) => place);
}
