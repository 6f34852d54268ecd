import { Button, makeStyles, SearchBox, tokens } from '@fluentui/react-components';
import { type ReactNode, type RefObject, useId, useState } from 'react';
import { useReader } from '../reader.tsx';
import { useTyped } from '../typed.ts';
import { useSurface } from './surface.ts';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
  field: { flexGrow: 1, flexBasis: '14rem', minWidth: 0, maxWidth: '32rem' },
});

type SearchPanelProps = {
  box: RefObject<HTMLElement | null>;
  name: string;
  example: string;
  /** Characters. */
  longest: number;
  search: string;
  /** Told once the typing pauses. */
  onSearch: (search: string) => void;
  /** How many filters are on. */
  narrowed: number;
  /** What is behind the button; `typed` stands in the field, told or not. */
  filters: (typed: string) => ReactNode;
};

/** Searches as one types; the filters are behind one button. */
export function SearchPanel({ box, name, example, longest, search, onSearch, narrowed, filters }: SearchPanelProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const panel = useId();
  const [open, setOpen] = useState(narrowed > 0);
  const [typed, type] = useTyped(search, onSearch);
  return (
    <search ref={box} className={surface.stack}>
      <div className={styles.row}>
        <SearchBox
          className={styles.field}
          value={typed}
          maxLength={longest}
          placeholder={example}
          aria-label={name}
          dismiss={{ 'aria-label': say('people.search-clear') }}
          onChange={(_, { value }) => type(value)}
        />
        <Button aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>
          {say('find.filters', { count: narrowed })}
        </Button>
      </div>
      <div id={panel} hidden={!open}>
        {open && filters(typed.trim())}
      </div>
    </search>
  );
}
