import type { OwnTicket } from '@open-door/api/queue/schema/tickets.ts';
import { useEffect, useState } from 'react';

type Period = Pick<OwnTicket, 'since' | 'until'>;

/** How many seconds there were from the beginning. */
export function wholeSeconds({ since, until }: Period): number {
  return until ? Math.round((Date.parse(until) - Date.parse(since)) / 1_000) : 0;
}

/** Seconds until the end, never more than there were: this device's clock may be behind. 0 when it is over. */
export function secondsLeft(period: Period, now: number): number {
  const left = period.until ? Math.ceil((Date.parse(period.until) - now) / 1_000) : 0;
  return Math.max(0, Math.min(left, wholeSeconds(period)));
}

/** "1:05" */
export function saySeconds(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Seconds until the end, while they pass. */
export function useSecondsLeft(period: Period): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return secondsLeft(period, now);
}
