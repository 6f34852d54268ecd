import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { type Next, nextFor, type Reach, type Turn } from '../policy.ts';
import type { DeskTicket } from '../schema/tickets.ts';
import { findChampionsHere } from '../store/presence.ts';
import { countOvertaken, takeTurn } from '../store/ticket-changes.ts';
import { lockHelper } from '../store/ticket-locks.ts';
import { findHeldBy } from '../store/tickets.ts';
import type { Ticket } from '../ticket.ts';
import { change, step } from './change.ts';
import { readLine } from './next-in-line.ts';
import { serverOf } from './reader.ts';
import { sayDeskTicket } from './say-ticket.ts';

type Called = { called: DeskTicket[]; because: 'in-turn' | 'knows-topic' };
type CallRefused = 'no-such-queue' | 'not-helping-here' | 'has-somebody' | 'nobody-waits' | 'not-open';

/** Somebody may change what was read of a line before it is taken; more often than this in a row nobody waits. */
const mostTries = 4;

/**
 * Calls whoever is next by the rule and the champion's topics, with all of their group. Champions who call at once never
 * wait for each other, and never get the same turn: one that is being taken is passed over.
 */
export async function callNext(deps: Deps, actor: Actor, queueId: string): Promise<Result<Called, CallRefused>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    await lockHelper(tx, actor.personId);
    for (let tries = 1; ; tries++) {
      const outcome = await tx.transaction(actor.tenantId, (part) => tryNext(deps, part, actor, queueId));
      if (outcome.ok) return outcome;
      const { reason } = outcome;
      if (reason !== 'changed-meanwhile') return refuse(reason);
      if (tries === mostTries) return refuse('nobody-waits');
    }
  });
}

async function tryNext(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  queueId: string,
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
  const wanted = inOrderFor(server, line, queue.reach);
  if (wanted.length === 0) return refuse('nobody-waits');
  const taken = await takeTurn(
    tx,
    wanted.map(({ turn }) => turn),
  );
  const next = taken && wanted[taken.nth];
  if (!next) return refuse('changed-meanwhile');
  const by = { role: 'champion' as const, ...server };
  const steps = taken.tickets.map((ticket) => step(ticket, { does: 'call' }, { by, now: facts.now }));
  await countOvertaken(tx, next.overtaken);
  const changed = await change(
    deps,
    tx,
    steps.flatMap((one) => (one.ok ? [one.change] : [])),
  );
  if (!changed.ok) return refuse(changed.reason === 'has-somebody' ? changed.reason : 'changed-meanwhile');
  const after = { standing: { ...standing, tickets: changed.tickets, line: [] }, now: facts.now };
  return done({ called: changed.tickets.map((ticket) => sayDeskTicket(actor, ticket, after)), because: next.because });
}

/** No more champions than this call from one line at the same instant. */
const mostWanted = 50;

/** Whom a champion would call, and whom if others were taking those before. */
function inOrderFor<T extends Ticket>(
  champion: Parameters<typeof nextFor<T>>[0],
  line: readonly Turn<T>[],
  reach: Reach,
): Next<T>[] {
  const wanted: Next<T>[] = [];
  let left = line;
  while (wanted.length < mostWanted) {
    const next = nextFor(champion, left, reach);
    if (!next) break;
    wanted.push(next);
    const [{ groupId }] = next.turn.tickets;
    left = left.filter(({ tickets: [first] }) => first.groupId !== groupId);
  }
  return wanted;
}
