import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
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
  title: { width: '14rem', maxWidth: '70%' },
  row: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  lines: { flexGrow: 1, display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  long: { width: '60%' },
  short: { width: '35%' },
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
  return (
    <main className={styles.page} aria-busy>
      <div className={styles.stack}>
        <Skeleton>
          <SkeletonItem size={28} className={styles.title} />
        </Skeleton>
        <PersonSkeletons count={3} />
      </div>
    </main>
  );
}

/** Lines in the shape of a list of people or sessions. */
export function PersonSkeletons({ count }: { count: number }) {
  const styles = useStyles();
  const { say } = useReader();
  return (
    <Skeleton aria-label={say('loading')} className={styles.stack}>
      {Array.from({ length: count }, (_, place) => place).map((place) => (
        <div key={place} className={styles.row}>
          <SkeletonItem shape="circle" size={40} />
          <div className={styles.lines}>
            <SkeletonItem size={16} className={styles.long} />
            <SkeletonItem size={12} className={styles.short} />
          </div>
        </div>
      ))}
    </Skeleton>
  );
}

/** Boxes in the shape of champion cards. */
export function CardSkeletons({ count }: { count: number }) {
  const styles = useStyles();
  const { say } = useReader();
  return (
    <Skeleton aria-label={say('loading')} className={styles.cards}>
      {Array.from({ length: count }, (_, place) => place).map((place) => (
        <SkeletonItem key={place} className={styles.card} />
      ))}
    </Skeleton>
  );
}
