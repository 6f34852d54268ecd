import { useReader } from '../../reader.tsx';
import { useHourRows } from './hour-rows.ts';
import type { RowCheck } from './hours-draft.ts';

type RowCheckWordsProps = { id: string; check: RowCheck | undefined; tried: boolean };

/** What there is to say about a row: problems once saving was tried, hints at once. */
export function RowCheckWords({ id, check, tried }: RowCheckWordsProps) {
  const styles = useHourRows();
  const { say } = useReader();
  if (check?.problem && tried) {
    return (
      <span id={id} className={styles.problem}>
        {say(`hours.problem-${check.problem}`)}
      </span>
    );
  }
  if (check?.hint) {
    return (
      <span id={id} className={styles.hint}>
        {say(`hours.hint-${check.hint}`)}
      </span>
    );
  }
  return null;
}
