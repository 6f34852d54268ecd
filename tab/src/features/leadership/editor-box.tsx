import { Button, Field, Input, makeStyles, ToggleButton, tokens, typographyStyles } from '@fluentui/react-components';
import { LinkRegular, TextBoldRegular, TextBulletListRegular, TextItalicRegular } from '@fluentui/react-icons';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useReader } from '../../reader.tsx';
import { linkAddress } from './draft.ts';
import { type Mark, marks, openRichText, type RichText } from './editor.ts';

const useStyles = makeStyles({
  box: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-within': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorCompoundBrandStroke}` },
  },
  bar: {
    display: 'flex',
    padding: tokens.spacingHorizontalXXS,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  link: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalS,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  address: { flexGrow: 1, flexBasis: '12rem' },
  page: { position: 'relative' },
  words: {
    ...typographyStyles.body1,
    boxSizing: 'border-box',
    minHeight: '5.5rem',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    outlineStyle: 'none',
    overflowWrap: 'anywhere',
    '& p': { margin: 0 },
    '& ul, & ol': { margin: 0, paddingInlineStart: tokens.spacingHorizontalXXL },
    '& a': { color: tokens.colorBrandForegroundLink },
  },
  placeholder: {
    ...typographyStyles.body1,
    position: 'absolute',
    top: tokens.spacingVerticalS,
    insetInline: tokens.spacingHorizontalM,
    pointerEvents: 'none',
    color: tokens.colorNeutralForeground3,
  },
});

const icons = {
  bold: <TextBoldRegular />,
  italic: <TextItalicRegular />,
  list: <TextBulletListRegular />,
  link: <LinkRegular />,
};

type EditorBoxProps = {
  /** What is written here. */
  label: string;
  placeholder: string;
  /** What stands there at first; later changes come with another `key`. */
  html: string;
  onChange: (html: string) => void;
};

/** A field for rich text: bold, italic, lists and links. */
export function EditorBox({ label, placeholder, html, onChange }: EditorBoxProps) {
  const styles = useStyles();
  const { say } = useReader();
  const [on, setOn] = useState<ReadonlySet<Mark>>(new Set());
  const [asking, setAsking] = useState(false);
  const { place, text } = useRichText({ html, onChange, onMarks: setOn, onAskLink: () => setAsking(true) });
  const press = (mark: Mark) => {
    if (mark === 'link' && !on.has('link')) setAsking(true);
    else text.current?.toggle(mark);
  };
  const link = (address?: string) => {
    setAsking(false);
    if (address) text.current?.link(address);
    text.current?.focus();
  };
  return (
    <div className={styles.box}>
      <Bar label={say('compose.toolbar', { section: label })} on={on} onPress={press} />
      {asking && <LinkRow onDone={link} />}
      <div className={styles.page}>
        {/* biome-ignore lint/a11y/useSemanticElements: a textarea holds no rich text */}
        <div
          ref={place}
          className={styles.words}
          role="textbox"
          tabIndex={0}
          aria-multiline
          aria-label={label}
          aria-placeholder={placeholder}
        />
        {html === '' && !on.has('list') && (
          <span aria-hidden className={styles.placeholder}>
            {placeholder}
          </span>
        )}
      </div>
    </div>
  );
}

type Listeners = Parameters<typeof openRichText>[1];

/** Opens the editor once; it tells whoever listens when it does. */
function useRichText(listeners: Listeners) {
  const place = useRef<HTMLDivElement>(null);
  const text = useRef<RichText>(undefined);
  const latest: RefObject<Listeners> = useRef(listeners);
  latest.current = listeners;
  useEffect(() => {
    if (!place.current) return;
    const opened = openRichText(place.current, {
      html: latest.current.html,
      onChange: (html) => latest.current.onChange(html),
      onMarks: (on) => latest.current.onMarks(on),
      onAskLink: () => latest.current.onAskLink(),
    });
    text.current = opened;
    return opened.close;
  }, []);
  return { place, text };
}

type BarProps = { label: string; on: ReadonlySet<Mark>; onPress: (mark: Mark) => void };

/** The marks as one stop of the Tab key; the arrow keys move between them. */
function Bar({ label, on, onPress }: BarProps) {
  const styles = useStyles();
  const { say } = useReader();
  const bar = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const move = ({ key }: KeyboardEvent) => {
    const by = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
    const next = (stop + by + marks.length) % marks.length;
    setStop(next);
    if (by !== 0) bar.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div ref={bar} role="toolbar" aria-label={label} className={styles.bar} onKeyDown={move}>
      {marks.map((mark, place) => (
        <ToggleButton
          key={mark}
          size="small"
          appearance="subtle"
          icon={icons[mark]}
          aria-label={say(`compose.mark-${mark}`)}
          title={say(`compose.mark-${mark}-key`)}
          checked={on.has(mark)}
          tabIndex={place === stop ? 0 : -1}
          // The words that are selected stay so.
          onMouseDown={(event) => event.preventDefault()}
          onFocus={() => setStop(place)}
          onClick={() => onPress(mark)}
        />
      ))}
    </div>
  );
}

/** Asks where a link leads; `onDone` without an address when there is to be none. */
function LinkRow({ onDone }: { onDone: (address?: string) => void }) {
  const styles = useStyles();
  const { say } = useReader();
  const [typed, setTyped] = useState('');
  const [sent, setSent] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => row.current?.querySelector('input')?.focus(), []);
  const send = () => {
    const address = linkAddress(typed);
    setSent(true);
    if (address) onDone(address);
  };
  const takeKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone();
    if (event.key !== 'Enter') return;
    event.preventDefault();
    send();
  };
  const isWrong = sent && !linkAddress(typed);
  return (
    <div ref={row} className={styles.link}>
      <Field
        className={styles.address}
        label={say('compose.link-address')}
        {...(isWrong && { validationMessage: say('compose.link-wrong') })}
      >
        <Input
          type="url"
          value={typed}
          maxLength={2_000}
          onKeyDown={takeKey}
          onChange={(_, { value }) => setTyped(value)}
        />
      </Field>
      <Button onClick={send}>{say('compose.link-make')}</Button>
      <Button appearance="subtle" onClick={() => onDone()}>
        {say('compose.link-none')}
      </Button>
    </div>
  );
}
