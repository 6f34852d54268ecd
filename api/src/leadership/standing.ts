import { Temporal } from 'temporal-polyfill';

export type Standing = 'none' | 'reading' | 'following' | 'behind' | 'not-allowed' | 'gone';

/** What is known of a channel and its copy. */
export type KnownChannel = {
  state: 'reading' | 'following' | 'not-allowed' | 'gone';
  /** Since when Graph could not be reached, or asked to wait. */
  troubleSince: Temporal.Instant | null;
  /** Until when Graph tells of changes by itself. */
  expiresAt: Temporal.Instant | null;
  /** How often something may have been missed, and how often that was made up for. */
  gaps: number;
  gapsClosed: number;
};

/** How true the copy is (see `standing` in schema.ts). It is behind when it may lack something that happened since. */
export function standingOf(channel: KnownChannel | undefined, now: Temporal.Instant): Standing {
  if (!channel) return 'none';
  if (channel.state !== 'following') return channel.state;
  const isTold = channel.expiresAt !== null && Temporal.Instant.compare(now, channel.expiresAt) < 0;
  const isWhole = channel.troubleSince === null && channel.gaps === channel.gapsClosed;
  return isTold && isWhole ? 'following' : 'behind';
}

const hoursBetweenComparisons = 24;

/**
 * Whether everything is to be compared with Teams: something may have been missed, or a day went by. Microsoft's terms
 * allow no more than that: https://learn.microsoft.com/legal/microsoft-apis/terms-of-use
 */
export function isComparisonDue(
  { gaps, gapsClosed, caughtUpAt }: Pick<KnownChannel, 'gaps' | 'gapsClosed'> & { caughtUpAt: Temporal.Instant | null },
  now: Temporal.Instant,
): boolean {
  if (caughtUpAt === null || gaps > gapsClosed) return true;
  return now.since(caughtUpAt).total('hours') >= hoursBetweenComparisons;
}
