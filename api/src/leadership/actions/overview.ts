import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import type { LeadershipOverview } from '../schema.ts';
import { countByWeek, countDepartments, countSaid } from '../store/overview.ts';

/**
 * Who is visible, which departments have no visible leader, and what posts led to, in so many weeks: whole ones from Monday
 * in the reader's zone, and the one under way.
 */
export async function getOverview(deps: Deps, actor: Actor, weeks: number): Promise<LeadershipOverview> {
  const now = deps.now();
  const mondays = mondaysUntil(now.toZonedDateTimeISO(actor.timeZone), weeks);
  const asked = { begin: mondays.map((monday) => monday.toZonedDateTime(actor.timeZone).toInstant()), now };
  const [counts, replies, departments] = await deps.db.transaction(actor.tenantId, (tx) =>
    Promise.all([countByWeek(tx, asked), countSaid(tx, asked), countDepartments(tx, asked)]),
  );
  const nothing = { posts: 0, bookings: 0, held: 0 };
  const byWeek = mondays.map((monday, place) => {
    const { posts, bookings, held } = counts.find(({ week }) => week === place) ?? nothing;
    return { week: monday.toString(), posts, bookings, held };
  });
  const sum = <Key extends string>(rows: readonly Record<Key, number>[], key: Key) =>
    rows.reduce((total, row) => total + row[key], 0);
  return {
    weeks,
    leaders: sum(departments, 'leaders'),
    visible: sum(departments, 'visible'),
    posts: sum(byWeek, 'posts'),
    replies,
    started: { bookings: sum(byWeek, 'bookings'), held: sum(byWeek, 'held') },
    byWeek,
    withoutVisibleLeader: departments
      .filter(({ department, visible }) => department !== '' && visible === 0)
      .map(({ visible: _, ...department }) => department),
  };
}

/** So many Mondays, the last of them today's or the one before. */
function mondaysUntil(now: Temporal.ZonedDateTime, weeks: number): Temporal.PlainDate[] {
  const last = now.toPlainDate().subtract({ days: now.dayOfWeek - 1 });
  return Array.from({ length: weeks }, (_, place) => last.subtract({ weeks: weeks - 1 - place }));
}
