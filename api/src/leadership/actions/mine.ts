import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { nextNudgeOn } from '../nudge.ts';
import type { Mine } from '../schema.ts';
import { countStarted, findSilenceOf, setPause } from '../store/nudges.ts';

/** What the leader's posts started, and when they are reminded. */
export async function getMine(deps: Deps, actor: Actor): Promise<Mine> {
  return deps.db.transaction(actor.tenantId, (tx) => mineOf(deps, actor, tx));
}

/** Pauses the leader's reminders until a date, a day after today; null lets them go on. */
export async function pauseNudges(
  deps: Deps,
  actor: Actor,
  { pausedUntil }: { pausedUntil: string | null },
): Promise<Result<Mine, 'date-past'>> {
  const today = deps.now().toZonedDateTimeISO(actor.timeZone).toPlainDate();
  const isAhead = pausedUntil === null || Temporal.PlainDate.compare(pausedUntil, today) > 0;
  if (!isAhead) return refuse('date-past');
  return deps.db.transaction(actor.tenantId, async (tx) => {
    await setPause(tx, actor.personId, pausedUntil);
    return done(await mineOf(deps, actor, tx));
  });
}

async function mineOf({ now }: Deps, { personId }: Actor, tx: Tx): Promise<Mine> {
  const totals = await countStarted(tx, personId, now());
  const silence = await findSilenceOf(tx, personId);
  if (!silence) return { lastPostAt: null, nudgeWeeks: 0, nudgesPausedUntil: null, nextNudgeOn: null, totals };
  const { lastPostAt, weeks, pausedUntil } = silence;
  return {
    lastPostAt: lastPostAt?.toString() ?? null,
    nudgeWeeks: weeks,
    nudgesPausedUntil: pausedUntil?.toString() ?? null,
    nextNudgeOn: nextNudgeOn(silence, now())?.toString() ?? null,
    totals,
  };
}
