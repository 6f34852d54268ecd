import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownRegular, ArrowUpRegular, DismissRegular } from '@fluentui/react-icons';
import { useLayoutEffect, useRef } from 'react';
import { Heading } from '../../components/heading.tsx';
import { useReader } from '../../reader.tsx';
import type { Prompt } from './draft.ts';
import { EditorBox } from './editor-box.tsx';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS, minWidth: 0 },
  head: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalXS },
  title: { flexGrow: 1 },
});

type ComposeSectionProps = {
  prompt: Prompt;
  html: string;
  isFirst: boolean;
  isLast: boolean;
  onChange: (html: string) => void;
  /** A place up (-1) or down (1). */
  onMove: (by: 1 | -1) => void;
  onDrop: () => void;
};

/** One prompt and what is written to it. */
export function ComposeSection({ prompt, html, isFirst, isLast, onChange, onMove, onDrop }: ComposeSectionProps) {
  const styles = useStyles();
  const { say } = useReader();
  const section = say(`compose.prompt-${prompt}`);
  const { place, keepFocus } = useKeptFocus();
  const move = (by: 1 | -1) => {
    keepFocus();
    onMove(by);
  };
  return (
    <section ref={place} className={styles.section} aria-label={section}>
      <div className={styles.head}>
        <Heading className={styles.title}>{section}</Heading>
        <Button
          appearance="subtle"
          size="small"
          icon={<ArrowUpRegular />}
          disabledFocusable={isFirst}
          aria-label={say('compose.up', { section })}
          onClick={() => move(-1)}
        />
        <Button
          appearance="subtle"
          size="small"
          icon={<ArrowDownRegular />}
          disabledFocusable={isLast}
          aria-label={say('compose.down', { section })}
          onClick={() => move(1)}
        />
        <Button
          appearance="subtle"
          size="small"
          icon={<DismissRegular />}
          aria-label={say('compose.drop', { section })}
          onClick={onDrop}
        />
      </div>
      <EditorBox label={section} placeholder={say(`compose.hint-${prompt}`)} html={html} onChange={onChange} />
    </section>
  );
}

/** What has focus in a section keeps it when the section is put elsewhere in the page. */
function useKeptFocus() {
  const place = useRef<HTMLElement>(null);
  const kept = useRef<HTMLElement>(undefined);
  useLayoutEffect(() => {
    if (kept.current && document.activeElement !== kept.current) kept.current.focus();
    kept.current = undefined;
  });
  const keepFocus = () => {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && place.current?.contains(activeElement)) kept.current = activeElement;
  };
  return { place, keepFocus };
}
