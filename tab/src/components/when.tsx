import { useReading } from '../reader.tsx';
import { dayAndClock, forBoth } from '../times.ts';

type WhenProps = {
  /** ISO 8601. */
  instant: string;
  /** Whose clock is said beside the reader's where it differs. */
  other?: { displayName: string; timeZone: string | null };
};

/** A time as people say it: "tomorrow 10:00 (your time), 18:00 for Mei". */
export function When({ instant, other }: WhenProps) {
  const reading = useReading();
  return <time dateTime={instant}>{other ? forBoth(instant, other, reading) : dayAndClock(instant, reading)}</time>;
}
