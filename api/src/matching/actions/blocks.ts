import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { deleteBlock, findBlocks, insertBlock } from '../store/between.ts';

/** With whom the actor is not to be brought together, latest first; nobody else sees it. */
export async function listBlocks({ db }: Deps, { tenantId, personId }: Actor) {
  const blocks = await db.transaction(tenantId, (tx) => findBlocks(tx, personId));
  return { items: blocks.map(({ person, since }) => ({ person, since: since.toString() })) };
}

/** Neither of the two is offered to the other any more. What they have booked or agreed on stands, and nobody is told. */
export async function block(
  deps: Deps,
  { tenantId, personId }: Actor,
  blockedId: string,
): Promise<Result<{ blocked: boolean }, 'no-such-person'>> {
  return deps.db.transaction(tenantId, async (tx) => {
    if (!(await insertBlock(tx, personId, blockedId, deps.now()))) return refuse('no-such-person');
    await touch({ ...deps, db: tx }, tenantId, [`person:${personId}`]);
    return done({ blocked: true });
  });
}

export async function unblock(deps: Deps, { tenantId, personId }: Actor, blockedId: string) {
  return deps.db.transaction(tenantId, async (tx) => {
    await deleteBlock(tx, personId, blockedId);
    await touch({ ...deps, db: tx }, tenantId, [`person:${personId}`]);
    return { blocked: false };
  });
}
