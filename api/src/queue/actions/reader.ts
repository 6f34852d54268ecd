import { createHash } from 'node:crypto';
import type { Deps } from '../../deps.ts';
import { type Actor, may } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { findHelping } from '../store/presence.ts';
import { hasActedOn } from '../store/ticket-history.ts';
import { findByAskerKey, findTicket, type StoredTicket } from '../store/tickets.ts';
import { type Identity, isAsker, type Server } from '../ticket.ts';

/** Who reads or acts: a person, and the random key of their browser where a question without a link to them came from. */
export type Reader = { actor: Actor; askerKey?: string | undefined };

/** What of such a key is kept: who knows it can only compare. */
export function hashOf(askerKey: string): string {
  return createHash('sha256').update(askerKey).digest('base64url');
}

export function serverOf(actor: Actor): Server {
  return { championId: actor.personId, specialist: may(actor, 'specialist') };
}

/** What this reader is to a ticket that they may see. */
export type Seen = { ticket: StoredTicket } & ({ role: 'asker'; identity: Identity } | { role: 'champion' });

/** A ticket as far as this reader may know of it; `undefined` when there is none, or it is not theirs to see. */
export async function seeTicket(tx: Tx, reader: Reader, ticketId: string): Promise<Seen | undefined> {
  const ticket = await findTicket(tx, ticketId);
  if (!ticket) return undefined;
  const identity = asAsker(reader, ticket);
  if (identity) return { ticket, role: 'asker', identity };
  return (await maySee(tx, reader.actor, ticket)) ? { ticket, role: 'champion' } : undefined;
}

/** By what the reader is the asker of a ticket: their name, or the key of their browser. */
export function asAsker({ actor, askerKey }: Reader, ticket: StoredTicket): Identity | undefined {
  const identities: Identity[] = [
    { personId: actor.personId },
    ...(askerKey === undefined ? [] : [{ askerKey: hashOf(askerKey) }]),
  ];
  return identities.find((identity) => isAsker(ticket, identity));
}

/** The ticket that the reader asked from this browser without a link to them. */
export async function findByKeyOf(tx: Tx, { askerKey }: Reader): Promise<StoredTicket | undefined> {
  return askerKey === undefined ? undefined : findByAskerKey(tx, hashOf(askerKey));
}

/** Champions see what they help with or host, what they had or did something to, and what waits for them. */
async function maySee(tx: Tx, actor: Actor, ticket: StoredTicket): Promise<boolean> {
  const { personId } = actor;
  if (!may(actor, 'champion', 'mentor', 'specialist')) return false;
  const { waitsFor, championId, helpers, queue } = ticket;
  if (waitsFor.whom === 'specialist' && may(actor, 'specialist')) return true;
  if (waitsFor.whom === 'champion' && waitsFor.championId === personId) return true;
  if ([championId, queue.hostId, ...helpers].includes(personId)) return true;
  if ((await findHelping(tx, personId))?.queueId === ticket.queueId) return true;
  return hasActedOn(tx, ticket.ticketId, personId);
}

/** Whether a request about a ticket may be remembered with who made it: never of who asks without a link to them. */
export async function mayBeRemembered(deps: Deps, reader: Reader, ticketId: string): Promise<boolean> {
  const seen = await deps.db.transaction(reader.actor.tenantId, (tx) => seeTicket(tx, reader, ticketId));
  return seen !== undefined && (seen.ticket.learner !== null || seen.role === 'champion');
}
