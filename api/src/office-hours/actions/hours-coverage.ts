import type { Deps } from '../../deps.ts';
import { type Actor, may } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { hoursOffered, roomAhead } from '../coverage.ts';
import type { HoursCoverage } from '../schema/hours.ts';
import { findDepartments } from '../store/coverage.ts';
import { findOfferings } from '../store/hours.ts';

const weeksAhead = 4;

/**
 * Who can be booked where and when in the coming four weeks: departments, those where nothing can be booked first and the
 * larger first among equals; and how many champions offer each hour of the week, everywhere or in one department.
 */
export async function getHoursCoverage(
  deps: Deps,
  actor: Actor,
  { timeZone = actor.timeZone, department }: { timeZone?: string | undefined; department?: string | undefined },
): Promise<Result<HoursCoverage, 'not-allowed'>> {
  if (!may(actor, 'owner')) return refuse('not-allowed');
  const now = deps.now();
  const ahead = { now, until: now.add({ hours: 24 * 7 * weeksAhead }) };
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const found = await findDepartments(tx);
    const all = found.flatMap(({ championIds }) => championIds);
    const offerings = await findOfferings(tx, all, now);
    const hours = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
    const departments = found.map(({ championIds, ...counts }) => {
      let [free, booked] = [0, 0];
      for (const championId of championIds) {
        const offering = offerings.get(championId);
        if (!offering) continue;
        const room = roomAhead(offering, ahead);
        free += room.free;
        booked += room.booked;
        if (department !== undefined && department !== counts.department) continue;
        for (const each of hoursOffered(offering, ahead, timeZone)) {
          const day = hours[Math.floor(each / 24)];
          if (day) day[each % 24] = (day[each % 24] ?? 0) + 1;
        }
      }
      return { ...counts, champions: championIds.length, free, booked };
    });
    departments.sort((a, b) => Number(a.free > 0) - Number(b.free > 0) || b.people - a.people);
    return done({ timeZone, departments, hours });
  });
}
