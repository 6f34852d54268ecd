import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { cutPage, decodeCursor, keyParts } from '../../platform/page.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { Leader, LeaderChoice, LeaderRule, RulePreview } from '../schema.ts';
import {
  deriveLeaders,
  findChoice,
  findLeaders,
  findLine,
  findRule,
  isLeader,
  isThere,
  lockLeaders,
  saveChoice,
  saveRule,
} from '../store/leaders.ts';

/**
 * Brings who leads into step with the rule, with what was decided by hand and with the organisation, in the transaction
 * that changes one of them: `deps.db` is that transaction. Twice is the same as once.
 */
export async function refreshLeaders(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.transaction(tenantId, async (tx) => {
    await lockLeaders(tx);
    const changed = await deriveLeaders(tx, deps.now());
    if (changed > 0) await touch({ ...deps, db: tx }, tenantId, ['leaders']);
  });
}

/** Who counts as a leader by the reporting line, and when leaders are reminded. */
export async function getRule(deps: Deps, actor: Actor): Promise<LeaderRule> {
  return deps.db.transaction(actor.tenantId, sayRule);
}

/** What holds while nobody decided anything. */
const byHandOnly: LeaderRule = { head: null, levels: 2, nudgeWeeks: 3 };

async function sayRule(tx: Tx): Promise<LeaderRule> {
  return (await findRule(tx)) ?? byHandOnly;
}

export async function setRule(
  deps: Deps,
  actor: Actor,
  rule: { headId: string | null; levels: number; nudgeWeeks: number },
): Promise<Result<LeaderRule, 'no-such-person'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    if (rule.headId !== null && !(await isThere(tx, rule.headId, { active: true }))) return refuse('no-such-person');
    await saveRule(tx, { ...rule, changedBy: actor.personId, at: deps.now() });
    await refreshLeaders({ ...deps, db: tx }, actor.tenantId);
    return done(await sayRule(tx));
  });
}

/** How many of those whom a rule would make leaders are shown by name. */
const shownOfLine = 12;

/** How many people a rule would make leaders, from the head downwards, and the first of them. */
export async function previewRule(
  deps: Deps,
  actor: Actor,
  { headId, levels }: { headId: string | null; levels: number },
): Promise<Result<RulePreview, 'no-such-person'>> {
  if (headId === null) return done({ byLevel: [], first: [] });
  return deps.db.transaction(actor.tenantId, async (tx) => {
    if (!(await isThere(tx, headId, { active: true }))) return refuse('no-such-person');
    const line = await findLine(tx, headId, levels);
    const byLevel = Array<number>(levels + 1).fill(0);
    for (const { level } of line) byLevel[level] = (byLevel[level] ?? 0) + 1;
    return done({ byLevel, first: line.slice(0, shownOfLine).map(({ level: _, ...person }) => person) });
  });
}

const pageKey = z.tuple([keyParts.count, keyParts.instant, keyParts.text, keyParts.id]);
const never = '1970-01-01T00:00:00Z';

/** Leaders, the longest silent first, and after them who was left out by hand. */
export async function listLeaders(
  deps: Deps,
  actor: Actor,
  { cursor, limit = 25 }: { cursor?: string | undefined; limit?: number },
): Promise<{ items: Leader[]; next: string | null }> {
  const after = decodeCursor(cursor, pageKey);
  const rows = await deps.db.transaction(actor.tenantId, (tx) => findLeaders(tx, limit, after));
  const { items, next } = cutPage(rows, limit, ({ because, lastPostAt, sortName, personId }) => [
    because === 'left-out' ? 1 : 0,
    lastPostAt?.toString() ?? never,
    sortName,
    personId,
  ]);
  return {
    items: items.map(({ sortName: _, lastPostAt, ...leader }) => ({
      ...leader,
      lastPostAt: lastPostAt?.toString() ?? null,
    })),
    next,
  };
}

/**
 * Makes somebody a leader by hand, leaves them out, or leaves it to the rule. What somebody wrote who is left out is no
 * leader's post any more; whoever merely ceases to be one keeps theirs.
 */
export async function chooseLeader(
  deps: Deps,
  actor: Actor,
  personId: string,
  choice: LeaderChoice,
): Promise<Result<{ isLeader: boolean; before: LeaderChoice }, 'no-such-person'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    if (!(await isThere(tx, personId, { active: choice === 'in' }))) return refuse('no-such-person');
    const before = (await findChoice(tx, personId)) ?? 'by-rule';
    await saveChoice(tx, personId, choice === 'by-rule' ? null : choice);
    await refreshLeaders({ ...deps, db: tx }, actor.tenantId);
    return done({ isLeader: await isLeader(tx, personId), before });
  });
}
