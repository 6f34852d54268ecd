import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { apply } from '../apply.ts';
import type { By } from '../event.ts';
import type { TicketMessage } from '../schema/tickets.ts';
import { findHelping } from '../store/presence.ts';
import { shareQueue } from '../store/ticket-locks.ts';
import { findMessages, insertMessages } from '../store/ticket-messages.ts';
import { findLiveTickets, type StoredTicket } from '../store/tickets.ts';
import { isAsker, isInLine } from '../ticket.ts';
import { idFrom } from './id-from.ts';
import { tell } from './owe-notices.ts';
import { type Reader, seeTicket, serverOf } from './reader.ts';
import { sayMessage } from './say-ticket.ts';
import { theirTopics } from './their-topics.ts';

/**
 * The asker or a champion writes on a ticket that lives. `requestKey` is the request's own name: nothing else is kept of it
 * here, and the same message under it is written once.
 */
export async function writeOnTicket(
  deps: Deps,
  reader: Reader,
  ticketId: string,
  { body, requestKey }: { body: string; requestKey?: string | undefined },
): Promise<Result<TicketMessage, 'no-such-ticket' | 'ticket-over'>> {
  return deps.db.transaction(reader.actor.tenantId, async (tx) => {
    const seen = await seeTicket(tx, reader, ticketId);
    if (!seen) return refuse('no-such-ticket');
    const by: By =
      seen.role === 'asker'
        ? { role: 'asker', ...seen.identity }
        : { role: 'champion', championId: reader.actor.personId, specialist: false };
    const messageId = requestKey === undefined ? deps.newId() : idFrom(`${ticketId} ${requestKey} ${body}`);
    const written = await write(deps, tx, [seen.ticket], { by, body, newId: () => messageId });
    const message = (await findMessages(tx, [ticketId])).find((one) => one.messageId === messageId);
    return written === 1 && message ? done(sayMessage(message)) : refuse('ticket-over');
  });
}

/** A champion writes to everybody who waits in a queue at which they help; answers how many were told. */
export async function writeToLine(
  deps: Deps,
  actor: Actor,
  queueId: string,
  { body }: { body: string },
): Promise<Result<{ told: number }, 'no-such-queue' | 'not-helping-here' | 'nobody-waits'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    if (!(await shareQueue(tx, queueId))) return refuse('no-such-queue');
    if ((await findHelping(tx, actor.personId))?.queueId !== queueId) return refuse('not-helping-here');
    const waiting = (await findLiveTickets(tx, queueId)).filter(
      (ticket) => (isInLine(ticket) || ticket.state === 'on-hold') && !isAsker(ticket, { personId: actor.personId }),
    );
    if (waiting.length === 0) return refuse('nobody-waits');
    const by: By = { role: 'champion', ...serverOf(actor) };
    return done({ told: await write(deps, tx, waiting, { by, body, newId: deps.newId }) });
  });
}

/** Writes the same on each of these tickets that live, tells the other side, and answers how many there were. */
async function write(
  deps: Deps,
  tx: Tx,
  tickets: readonly StoredTicket[],
  { by, body, newId }: { by: By; body: string; newId: () => string },
): Promise<number> {
  const now = deps.now();
  const championId = by.role === 'champion' ? by.championId : null;
  const written = tickets.flatMap((ticket) => {
    const applied = apply(ticket, { does: 'message' }, { by, now });
    return applied.ok ? [{ ticket, notices: applied.notices, messageId: newId() }] : [];
  });
  await insertMessages(
    tx,
    written.map(({ ticket: { ticketId }, messageId }) => ({ ticketId, messageId, championId, body, writtenAt: now })),
  );
  await tell(
    deps,
    tx,
    written.map(({ ticket, notices, messageId }) => ({
      ticket,
      notices,
      occasion: messageId,
      note: '',
      body,
      championId: championId ?? ticket.championId,
    })),
  );
  await touch(
    { ...deps, db: tx },
    tx.tenantId,
    written.flatMap(({ ticket }) => theirTopics(ticket)),
  );
  return written.length;
}
