import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { type OwedNotice, owe } from '../../notices/actions.ts';
import { endOfHours, isTimeToNudge, weeksSince } from '../nudge.ts';
import { findSilentLeaders, markNudged, type SilentLeader } from '../store/nudges.ts';

/** Reminds the leaders for whom it is time, each at most once in so many weeks of silence. */
export async function leadershipClock(deps: Deps, tenantId: string): Promise<void> {
  const now = deps.now();
  await deps.db.transaction(tenantId, async (tx) => {
    const due = (await findSilentLeaders(tx)).filter(({ silence }) => isTimeToNudge(silence, now));
    if (due.length === 0) return;
    await owe(
      { ...deps, db: tx },
      tenantId,
      due.map((leader) => noticeTo(leader, now)),
    );
    await markNudged(
      tx,
      due.map(({ personId }) => personId),
      now,
    );
  });
}

function noticeTo({ personId, silence }: SilentLeader, now: Temporal.Instant): OwedNotice {
  const { lastPostAt, timeZone } = silence;
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(timeZone).toPlainDate().toString();
  const last = lastPostAt && {
    postedAt: lastPostAt.toString(),
    on: dayOf(lastPostAt),
    weeksAgo: weeksSince(lastPostAt, now, timeZone),
  };
  return {
    kind: 'learning-nudge',
    key: `learning-nudge:${personId}:${dayOf(now)}`,
    personId,
    payload: { personId, last, until: endOfHours(now, timeZone).toString() },
  };
}
