import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Heading } from '../../components/heading.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { SessionLine } from './session-line.tsx';
import { useSessions } from './sessions.ts';

const useStyles = makeStyles({
  next: { maxWidth: '44rem' },
  box: { padding: tokens.spacingHorizontalXS },
});

/** The next session on Home; nothing where there is none, since the field below is then the next step. */
export function NextSession() {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const { items, isPending, isError } = useSessions('coming', 1);
  const next = items?.[0];
  if (!next && !isPending && !isError) return null;
  return (
    <section className={mergeClasses(surface.tight, styles.next)}>
      <Heading>{say('home.next')}</Heading>
      <div className={mergeClasses(surface.box, styles.box)}>
        {next && <SessionLine session={next} />}
        {!next && isPending && <PersonSkeletons count={1} />}
        {!next && isError && <span role="status">{say('home.next-unknown')}</span>}
      </div>
    </section>
  );
}
