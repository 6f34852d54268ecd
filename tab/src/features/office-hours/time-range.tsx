import { Input } from '@fluentui/react-components';
import { useReader } from '../../reader.tsx';
import { useHourRows } from './hour-rows.ts';

type TimeRangeProps = {
  /** `HH:MM`; empty while nothing is chosen. */
  startsAt: string;
  endsAt: string;
  onChange: (changed: { startsAt?: string; endsAt?: string }) => void;
  /** Marks both fields as wrong, described by the element with this id. */
  problem: string | undefined;
};

/** From one time of the day to another. */
export function TimeRange({ startsAt, endsAt, onChange, problem }: TimeRangeProps) {
  const styles = useHourRows();
  const { say } = useReader();
  const wrong = problem ? ({ 'aria-invalid': true, 'aria-describedby': problem } as const) : {};
  return (
    <span className={styles.range}>
      <Input
        className={styles.time}
        type="time"
        aria-label={say('hours.from')}
        value={startsAt}
        onChange={(_, { value }) => onChange({ startsAt: value.slice(0, 5) })}
        {...wrong}
      />
      <span aria-hidden>–</span>
      <Input
        className={styles.time}
        type="time"
        aria-label={say('hours.to')}
        value={endsAt}
        onChange={(_, { value }) => onChange({ endsAt: value.slice(0, 5) })}
        {...wrong}
      />
    </span>
  );
}
