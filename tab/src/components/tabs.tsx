import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { useSteady } from './steady.ts';

const useStyles = makeStyles({
  list: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  tab: {
    ...typographyStyles.body1,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    cursor: 'pointer',
    color: tokens.colorNeutralForeground2,
    backgroundColor: 'transparent',
    border: 'none',
    borderBottom: `${tokens.strokeWidthThick} solid transparent`,
    fontVariantNumeric: 'tabular-nums',
    ':hover': { color: tokens.colorNeutralForeground1, borderBottomColor: tokens.colorNeutralStroke1Hover },
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: `calc(-1 * ${tokens.strokeWidthThick})`,
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  selected: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorCompoundBrandStroke,
  },
});

type TabsProps<Value extends string> = {
  /** What the tabs divide. */
  label: string;
  tabs: readonly { value: Value; name: string }[];
  selected: Value;
  onSelect: (value: Value) => void;
  /** What the selected tab shows. */
  children: ReactNode;
};

/** Tabs over one panel: the arrow keys, Home and End move between them, Tab goes on to the panel. */
export function Tabs<Value extends string>({ label, tabs, selected, onSelect, children }: TabsProps<Value>) {
  const styles = useStyles();
  const steady = useSteady();
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const move = (event: KeyboardEvent) => {
    const next = placeAfter(
      event.key,
      tabs.findIndex(({ value }) => value === selected),
      tabs.length,
    );
    const tab = next === undefined ? undefined : tabs[next];
    if (!tab) return;
    event.preventDefault();
    onSelect(tab.value);
    list.current?.querySelectorAll('button')[next ?? 0]?.focus();
  };
  return (
    <>
      <div ref={list} role="tablist" aria-label={label} className={styles.list} onKeyDown={move}>
        {tabs.map(({ value, name }) => (
          <button
            key={value}
            type="button"
            role="tab"
            id={id + value}
            aria-selected={value === selected}
            aria-controls={`${id}panel`}
            tabIndex={value === selected ? 0 : -1}
            className={mergeClasses(steady.words, styles.tab, value === selected && styles.selected)}
            data-words={name}
            onClick={() => onSelect(value)}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}panel`} aria-labelledby={id + selected}>
        {children}
      </div>
    </>
  );
}

/** Where a key leads from one of `count` places; `undefined` for a key that leads nowhere. */
function placeAfter(key: string, place: number, count: number): number | undefined {
  if (key === 'ArrowRight') return (place + 1) % count;
  if (key === 'ArrowLeft') return (place + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}
