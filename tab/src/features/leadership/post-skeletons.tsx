import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';

const useStyles = makeStyles({
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
  author: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  circle: { width: '40px', height: '40px', borderRadius: tokens.borderRadiusCircular },
  name: { width: '12rem', maxWidth: '60%', height: '16px' },
  line: { height: '14px', maxWidth: '34rem' },
  last: { width: '45%' },
  action: { width: '14rem', maxWidth: '70%', height: '32px' },
});

/** Boxes in the shape of posts. */
export function PostSkeletons({ count }: { count: number }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  return (
    <div role="status" aria-label={say('loading')} className={surface.stack}>
      {Array.from({ length: count }, (_, place) => place).map((place) => (
        <div key={place} className={mergeClasses(surface.box, surface.stack)}>
          <span className={styles.author}>
            <span className={mergeClasses(styles.bone, styles.circle)} />
            <span className={mergeClasses(styles.bone, styles.name)} />
          </span>
          <span className={mergeClasses(styles.bone, styles.line)} />
          <span className={mergeClasses(styles.bone, styles.line)} />
          <span className={mergeClasses(styles.bone, styles.line, styles.last)} />
          <span className={mergeClasses(styles.bone, styles.action)} />
        </div>
      ))}
    </div>
  );
}
