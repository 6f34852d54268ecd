import { useReader, useReading } from '../../reader.tsx';
import { clock } from '../../times.ts';
import type { Holding } from './holding.ts';

/** Says until when the chosen time is kept, and when it no longer is; a screen reader hears it once, not every minute. */
export function KeptFor({ holding: { until, ranOut } }: { holding: Holding }) {
  const { say } = useReader();
  const reading = useReading();
  return (
    <div role="status">
      {until && say('book.kept-until', { clock: clock(until, reading) })}
      {!until && ranOut && say('book.kept-no-longer')}
    </div>
  );
}
