import { makeStyles } from '@fluentui/react-components';
import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useLiveness } from '../../live.ts';
import { useReading } from '../../reader.tsx';
import { clock } from '../../times.ts';
import { aMinute } from './queues.ts';

/** For words that are no longer current. */
export const useDim = makeStyles({ dim: { opacity: 0.75 } });

/**
 * "10:42" when what was last read at `updatedAt` (milliseconds since 1970) may no longer be so: the connection is lost, the
 * device offline, or nothing was read for a while. Undefined while it is current.
 */
export function useAsOf(updatedAt: number): string | undefined {
  const reading = useReading();
  const liveness = useLiveness();
  const online = useSyncExternalStore(onlineManager.subscribe, () => onlineManager.isOnline());
  const lost = !online || liveness === 'checking' || liveness === 'unreachable';
  const old = Date.parse(reading.now) - updatedAt > 2.5 * aMinute;
  return lost || old ? clock(new Date(updatedAt).toISOString(), reading) : undefined;
}
