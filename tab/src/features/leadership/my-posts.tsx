import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { useMine } from './feed.ts';
import { Nudges } from './nudges.tsx';

const useStyles = makeStyles({
  part: { maxWidth: '44rem' },
  numbers: { fontVariantNumeric: 'tabular-nums' },
  line: { columnGap: tokens.spacingHorizontalM },
});

/** For a leader: what their posts started, and when they are reminded to write. */
export function MyPosts() {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const { data } = useMine();
  const [open, setOpen] = useState(false);
  if (!data) return null;
  const { posts, bookings, held, replies, reactions } = data.totals;
  return (
    <section className={mergeClasses(surface.tight, styles.part)}>
      <Heading>{say('leaders.mine')}</Heading>
      <div className={mergeClasses(surface.row, styles.line)}>
        <span className={styles.numbers}>
          {posts === 0
            ? say('leaders.mine-none')
            : say('leaders.mine-totals', { posts, bookings, held, replies, reactions })}
        </span>
        <Button size="small" onClick={() => setOpen(true)}>
          {say('leaders.reminders')}
        </Button>
      </div>
      {open && <Nudges mine={data} onClose={() => setOpen(false)} />}
    </section>
  );
}
