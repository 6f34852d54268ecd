import type { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import type { QueuesContract } from '../schema/queues.ts';
import { measureForecasts } from '../store/forecasts.ts';

type ForecastAccuracy = z.input<QueuesContract['GET /api/queues/accuracy']['response']>;

/** How well the waits were foretold that learners were told, this week and in the `weeks` before it (weeks of UTC). */
export async function getAccuracy(deps: Deps, actor: Actor, weeks: number): Promise<ForecastAccuracy> {
  const today = deps.now().toZonedDateTimeISO('UTC').startOfDay();
  const since = today.subtract({ days: today.dayOfWeek - 1, weeks: weeks - 1 }).toInstant();
  const rows = await deps.db.transaction(actor.tenantId, (tx) => measureForecasts(tx, since));
  const all = rows.find(({ from }) => from === null);
  return {
    forecasts: all?.forecasts ?? 0,
    meanAbsoluteError: all?.meanAbsoluteError ?? null,
    bias: all?.bias ?? null,
    insideRange: all?.insideRange ?? null,
    medianWait: all?.medianWait ?? null,
    weeks: rows.flatMap(({ from, medianWait: _, ...row }) => (from === null ? [] : [{ from, ...row }])),
  };
}
