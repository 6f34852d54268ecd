import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useReader } from '../../reader.tsx';

/** In pixels: about fifteen lines. What is only a little longer is shown whole. */
const folded = 320;
const worthIt = 80;

const useStyles = makeStyles({
  folded: {
    position: 'relative',
    maxHeight: `${folded}px`,
    overflow: 'hidden',
    '::after': {
      content: '""',
      position: 'absolute',
      insetInline: 0,
      bottom: 0,
      height: '48px',
      background: `linear-gradient(transparent, ${tokens.colorNeutralBackground1})`,
    },
    '@media print': { maxHeight: 'none', '::after': { display: 'none' } },
  },
  more: { alignSelf: 'flex-start' },
});

/** Shows the beginning of what is long, and all of it on request, or when the keyboard comes to what is folded away. */
export function Fold({
  children,
  of,
}: {
  children: ReactNode /** Whose it is, for who hears the button. */;
  of: string;
}) {
  const styles = useStyles();
  const { say } = useReader();
  const content = useRef<HTMLDivElement>(null);
  const [long, setLong] = useState(false);
  const [open, setOpen] = useState(false);
  // Before it is painted, so that nothing moves; and again when the window gets narrower.
  useLayoutEffect(() => {
    const { current } = content;
    if (!current) return;
    const measure = () => setLong(current.scrollHeight > folded + worthIt);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(current);
    const unfold = ({ target }: FocusEvent) => {
      if (target instanceof Element && isBelowFold(target, current)) setOpen(true);
    };
    current.addEventListener('focusin', unfold);
    return () => {
      watch.disconnect();
      current.removeEventListener('focusin', unfold);
    };
  }, []);
  return (
    <>
      <div ref={content} className={mergeClasses(long && !open && styles.folded)}>
        {children}
      </div>
      {long && (
        <Button
          className={styles.more}
          size="small"
          appearance="transparent"
          aria-expanded={open}
          aria-label={say(open ? 'leaders.less-of' : 'leaders.more-of', { name: of })}
          onClick={() => setOpen(!open)}
        >
          {say(open ? 'leaders.less' : 'leaders.more')}
        </Button>
      )}
    </>
  );
}

function isBelowFold(target: Element, content: Element): boolean {
  return target.getBoundingClientRect().bottom > content.getBoundingClientRect().top + folded;
}
