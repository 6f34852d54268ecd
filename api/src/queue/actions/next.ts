import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { nextFor } from '../policy.ts';
import type { DeskTicket } from '../schema/tickets.ts';
import { findChampionsHere } from '../store/presence.ts';
import { countOvertaken, takeTurn } from '../store/ticket-changes.ts';
import { lockHelper } from '../store/ticket-locks.ts';
import { findHeldBy } from '../store/tickets.ts';
import { change, step } from './change.ts';
import { readLine } from './next-in-line.ts';
import { serverOf } from './reader.ts';
import { sayDeskTicket } from './say-ticket.ts';

type Called = { called: DeskTicket[]; because: 'in-turn' | 'knows-topic' };
type CallRefused = 'no-such-queue' | 'not-helping-here' | 'has-somebody' | 'nobody-waits' | 'not-open';

/**
 * Calls whoever is next by the rule and the champion's topics, with all of their group. Champions who call at once never
 * wait for each other, and never get the same turn: one that is being taken is passed over.
 */
export async function callNext(deps: Deps, actor: Actor, queueId: string): Promise<Result<Called, CallRefused>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    await lockHelper(tx, actor.personId);
    const passed = new Set<string>();
    for (;;) {
      const outcome = await tx.transaction(actor.tenantId, (part) => tryNext(deps, part, actor, queueId, passed));
      if (outcome.ok) return outcome;
      const { reason } = outcome;
      if (reason !== 'changed-meanwhile') return refuse(reason);
    }
  });
}

/** `passed` are the turns (by group) that somebody else was taking; one more with each miss. */
async function tryNext(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  queueId: string,
  passed: Set<string>,
): Promise<Result<Called, CallRefused | 'changed-meanwhile'>> {
  const [standing, champions, held] = await Promise.all([
    readLine(deps, tx, queueId),
    findChampionsHere(tx, queueId),
    findHeldBy(tx, actor.personId),
  ]);
  if (!standing) return refuse('no-such-queue');
  const here = champions.find(({ personId }) => personId === actor.personId);
  if (!here) return refuse('not-helping-here');
  const { queue, line, facts } = standing;
  if (queue.state === 'paused' || queue.state === 'closed') return refuse('not-open');
  if (held.length > 0) return refuse('has-somebody');
  const server = { ...serverOf(actor), topics: here.topics };
  const free = line.filter(({ tickets: [first] }) => !passed.has(first.groupId));
  const next = nextFor(server, free, queue.reach);
  if (!next) return refuse('nobody-waits');
  // Whoever is taken now, or was changed since the line was read, is looked past.
  passed.add(next.turn.tickets[0].groupId);
  const taken = await takeTurn(tx, next.turn.tickets);
  const steps = taken.map((ticket) =>
    step(ticket, { does: 'call' }, { by: { role: 'champion', ...server }, now: facts.now }),
  );
  const changes = steps.flatMap((one) => (one.ok ? [one.change] : []));
  if (changes.length === 0) return refuse('changed-meanwhile');
  await countOvertaken(tx, next.overtaken);
  const changed = await change(deps, tx, changes);
  if (!changed.ok) return refuse(changed.reason === 'has-somebody' ? changed.reason : 'changed-meanwhile');
  const after = { standing: { ...standing, tickets: changed.tickets, line: [] }, now: facts.now };
  return done({ called: changed.tickets.map((ticket) => sayDeskTicket(actor, ticket, after)), because: next.because });
}
