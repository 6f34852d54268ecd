import type { Deps } from '../../deps.ts';
import { refreshLeaders } from '../../leadership/actions/leaders.ts';
import { releaseBookingsOf } from '../../office-hours/actions/cancel.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { releaseTicketsOf } from '../../queue/actions/departures.ts';
import { tooManyLeave } from '../departures.ts';
import type { DirectoryImport } from '../schema.ts';
import {
  countLeaving,
  deactivateDeparted,
  forgetPlans,
  freeChangedUsernames,
  writePeople,
} from '../store/application.ts';
import { takePosition } from '../store/graph-position.ts';
import { endStaleImports, lockApplication, moveImport, touchImport } from '../store/import-states.ts';
import { findImport, findReported } from '../store/imports.ts';
import { inBulk } from '../store/report.ts';
import { deleteWords } from '../store/words.ts';
import { reindex } from './reindex.ts';
import { sayImport } from './say-import.ts';
import { staleBefore } from './staleness.ts';

type Reason = 'no-such-import' | 'import-not-ready' | 'too-many-would-leave';

/** People indexed in one statement. */
const indexedAtOnce = 2_000;

/**
 * Applies a report in one transaction: all of it or, after a fault, nothing, and the report is then ready again. People who
 * left are deactivated and their bookings released; those who came back are active again. Not inside a transaction: how
 * far it is, others see on the way.
 */
export async function applyImport(
  deps: Deps,
  actor: Actor,
  importId: string,
  { evenIfManyLeave }: { evenIfManyLeave: boolean },
): Promise<Result<DirectoryImport, Reason, object>> {
  const begun = await beginApplying(deps, actor, importId, evenIfManyLeave);
  if (!begun.ok) return begun;
  const progress = progressOf(deps, actor, importId);
  try {
    return await deps.db.transaction(actor.tenantId, async (tx) => {
      await lockApplication(tx);
      await changeDirectory({ ...deps, db: tx }, actor, tx, importId, progress.say);
      await progress.said();
      await takePosition(tx, importId, deps.now());
      const applied = await moveImport(tx, importId, ['applying'], { state: 'applied', at: deps.now() });
      const stored = await findImport(tx, importId);
      if (!applied || !stored) throw new Error(`import ${importId} was given up while it was applied`);
      return done(sayImport(actor, { ...stored, rowsApplied: stored.added + stored.changed + stored.departed }));
    });
  } catch (error) {
    await deps.db.transaction(actor.tenantId, (tx) =>
      moveImport(tx, importId, ['applying'], { state: 'ready', at: deps.now() }),
    );
    throw error;
  }
}

async function beginApplying(
  deps: Deps,
  actor: Actor,
  importId: string,
  evenIfManyLeave: boolean,
): Promise<Result<object, Reason, object>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    await endStaleImports(tx, staleBefore(deps), deps.now());
    const found = await findImport(tx, importId);
    if (!found) return refuse('no-such-import');
    if (found.state !== 'ready') return refuse('import-not-ready');
    const people = await countLeaving(tx, importId);
    if (!evenIfManyLeave && tooManyLeave(people)) return refuse('too-many-would-leave', people);
    const applying = await moveImport(tx, importId, ['ready'], { state: 'applying', at: deps.now() });
    return applying ? done({}) : refuse('import-not-ready');
  });
}

/** `deps.db` is the transaction `tx`. */
async function changeDirectory(
  deps: Deps,
  actor: Actor,
  tx: Tx,
  importId: string,
  progress: (rowsApplied: number) => void,
): Promise<void> {
  const { departed, written } = await inBulk(tx, async () => {
    const departed = await deactivateDeparted(tx, importId, deps.now());
    await freeChangedUsernames(tx, importId);
    return { departed, written: await writePeople(tx, await findReported(tx, importId)) };
  });
  await deleteWords(tx, departed);
  progress(departed.length);
  for (let from = 0; from < written.length; from += indexedAtOnce) {
    await reindex(deps, actor.tenantId, written.slice(from, from + indexedAtOnce));
    progress(departed.length + Math.min(from + indexedAtOnce, written.length));
  }
  await forgetPlans(tx);
  await refreshLeaders(deps, actor.tenantId);
  // Last: from here on nobody books until the transaction ends.
  await releaseBookingsOf(deps, actor, departed);
  await releaseTicketsOf(deps, actor.tenantId, departed);
}

/**
 * Says how far it is, in transactions of its own, one at a time: what is said while another is under way is left out, as the
 * next says more. Nothing waits for it but the end (`said`), which writes the same row and must not queue behind it.
 */
function progressOf(deps: Deps, actor: Actor, importId: string) {
  let underWay: Promise<void> | undefined;
  const write = async (rowsApplied: number) => {
    try {
      await deps.db.transaction(actor.tenantId, (tx) =>
        touchImport(tx, importId, { state: 'applying', at: deps.now(), rowsApplied }),
      );
    } catch (error) {
      deps.log.warn('import progress was not written', { importId, error });
    }
    underWay = undefined;
  };
  return {
    say: (rowsApplied: number) => {
      underWay ??= write(rowsApplied);
    },
    said: async () => underWay,
  };
}
