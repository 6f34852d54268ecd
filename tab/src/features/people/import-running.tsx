import { makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import type { DirectoryImport } from '@open-door/api/people/schema.ts';
import { useReader } from '../../reader.tsx';
import { progressOf, shareDone } from './import-progress.ts';

const useStyles = makeStyles({
  progress: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, maxWidth: '44rem' },
  numbers: { fontVariantNumeric: 'tabular-nums' },
});

/** How far an import is, in numbers; it can be left and come back to. */
export function ImportProgress({ running }: { running: DirectoryImport }) {
  const styles = useStyles();
  const { say } = useReader();
  const { done, of } = progressOf(running);
  const share = shareDone(running);
  const action = running.state === 'applying' ? 'applied' : 'read';
  const words = of ? say('imports.rows-of', { action, done, of }) : say('imports.rows', { done });
  return (
    <div className={styles.progress}>
      <ProgressBar aria-label={words} {...(share !== undefined && { value: share })} />
      <span role="status" className={styles.numbers}>
        {words}
      </span>
      <span>{say('imports.leave')}</span>
    </div>
  );
}
