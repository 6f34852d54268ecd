import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type DragEvent, useRef, useState } from 'react';
import { useReader } from '../../reader.tsx';

const useStyles = makeStyles({
  drop: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalXL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} dashed ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  over: {
    backgroundColor: tokens.colorBrandBackground2,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorBrandStroke1}`,
  },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type ImportDropProps = { busy: boolean; onFile: (file: File) => void };

/** Takes the list of people: a file chosen, or dropped here. */
export function ImportDrop({ busy, onFile }: ImportDropProps) {
  const styles = useStyles();
  const { say } = useReader();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (file: File | undefined) => {
    if (file && !busy) onFile(file);
  };
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isOver);
  };
  return (
    // Dropping is a shortcut for those who can; the button inside does the same for everybody.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className={mergeClasses(styles.drop, over && styles.over)}
      onDragEnter={drag(true)}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        take(event.dataTransfer.files[0]);
      }}
    >
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        hidden
        onChange={({ target }) => {
          take(target.files?.[0]);
          // The same file, mended, may be chosen again.
          target.value = '';
        }}
      />
      <Button appearance="primary" disabledFocusable={busy} onClick={() => input.current?.click()}>
        {say(busy ? 'imports.sending' : 'imports.choose')}
      </Button>
      <span className={styles.quiet}>{say('imports.drop')}</span>
    </div>
  );
}
