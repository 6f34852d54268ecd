import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { say } from '../../platform/messages.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { type Change, type Difference, explain } from '../explain.ts';
import type { Reason } from '../reason.ts';
import type { Explanation, Goal } from '../schema.ts';
import { findRules } from '../store/rules.ts';
import { readRequest } from './candidates.ts';
import { sayReason } from './say-reason.ts';

type Asked = Omit<Goal, 'limit'> & { higherId: string; lowerId: string };

/** Why one champion came lower than another for what the actor asks, and what would change it, in words. */
export async function explainOrder(
  deps: Deps,
  actor: Actor,
  { higherId, lowerId, ...asked }: Asked,
): Promise<Result<Explanation, 'not-ranked' | 'not-lower'>> {
  const now = deps.now();
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const { request, champions } = await readRequest(deps, tx, actor, asked, await findRules(tx));
    const [higher, lower] = [champions.get(higherId), champions.get(lowerId)];
    if (!higher || !lower) return refuse('not-ranked');
    const explained = explain({ ...request, limit: 2 }, higherId, lowerId);
    if (!explained.ok) return explained;
    const { because, wouldTake } = explained;
    return done({
      higher: { personId: higherId, displayName: higher.displayName },
      lower: { personId: lowerId, displayName: lower.displayName },
      summary: say(actor.locale, 'explanation.summary', {
        by: decidedBy(because),
        higher: higher.displayName,
        lower: lower.displayName,
      }),
      because: because.flatMap((difference) => sayDifference(actor, difference, now)),
      wouldTake: wouldTake.map((change) => sayChange(actor, change, now)),
    });
  });
}

function decidedBy([first]: readonly Difference[]): string {
  const by = first?.in ?? 'draw';
  return by === 'back' || by === 'load' || by === 'draw' ? by : 'fit';
}

/** A draw is all said by then. */
function sayDifference(actor: Actor, { in: by, higher, lower }: Difference, now: Temporal.Instant) {
  if (by === 'draw') return [];
  const said = (reason: Reason | null) => sayOrNothing(actor, by === 'load' ? 'room' : by, reason, now);
  return [{ higher: said(higher), lower: said(lower) }];
}

function sayChange(actor: Actor, { in: by, now: present, needed }: Change, now: Temporal.Instant) {
  return { now: sayOrNothing(actor, by, present, now), needed: sayOrNothing(actor, by, needed, now) };
}

/** A fact, or in words that there is none. */
function sayOrNothing(actor: Actor, by: Change['in'], reason: Reason | null, now: Temporal.Instant): string {
  return reason ? sayReason(actor, reason, now) : say(actor.locale, `explanation.nothing.${by}`);
}
