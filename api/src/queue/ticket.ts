import type { Temporal } from 'temporal-polyfill';
import type { EventName, TicketState } from './life.ts';

/** Who asks. `for-good` has no person: only a random key that stays in the browser the question came from. */
export type Asker =
  | { anonymity: 'named' | 'until-claimed'; personId: string }
  | { anonymity: 'for-good'; askerKey: string };

export type Identity = { personId: string } | { askerKey: string };

/** A champion's person id. That they serve the queue, and whether as a specialist, is for the caller to know. */
export type Server = { championId: string; specialist: boolean };

type WaitsFor = { whom: 'anyone' } | { whom: 'champion'; championId: string } | { whom: 'specialist' };

export type Ticket = {
  ticketId: string;
  queueId: string;
  topic: string;
  asker: Asker;
  /**
   * By which one person has one live ticket, however they ask: a key that stands for the person and changes daily.
   * Forgotten at the end, so that no two tickets of a day can be told to be of the same person.
   */
  onceKey: string | null;
  /** Tickets of one group are called together. A ticket alone is a group of its own, by its own id. */
  groupId: string;
  /** The asker lets others see the question (never who asked it), so that they can join. */
  groupable: boolean;
  state: TicketState;
  waitsFor: WaitsFor;
  /** Who called or has it; of a ticket that is over, who had it last. */
  championId: string | null;
  /** Everyone who ever claimed it, in order. */
  helpers: readonly string[];
  joinedAt: Temporal.Instant;
  /** Since when its place in line counts. Null while it has none: it gets one at the end of the line on coming back. */
  placeAt: Temporal.Instant | null;
  /** Since when it is in this state. */
  since: Temporal.Instant;
  /** When the ready check or the hold runs out; null in other states. */
  until: Temporal.Instant | null;
  missedChecks: number;
  /** How often somebody behind it was called first, because a champion knew their topic. */
  overtaken: number;
  spent: Spent;
  /** What ended it; null while it lives. */
  endedBy: EventName | null;
  reopened: boolean;
  /** How often it changed, for comparing before setting. */
  changes: number;
};

/** In milliseconds, up to the ticket's `since`. Time in line and in a ready check is waiting. */
export type Spent = { waiting: number; held: number; served: number };

/** A new ticket at the end of the line. Its asker is to be asked for `canJoin` first. */
export function join(
  wanted: Pick<Ticket, 'ticketId' | 'queueId' | 'topic' | 'asker' | 'groupable'> & { onceKey: string },
  now: Temporal.Instant,
): Ticket {
  return {
    ...wanted,
    groupable: wanted.groupable && !isInWriting(wanted),
    groupId: wanted.ticketId,
    state: 'waiting',
    waitsFor: { whom: 'anyone' },
    championId: null,
    helpers: [],
    joinedAt: now,
    placeAt: now,
    since: now,
    until: null,
    missedChecks: 0,
    overtaken: 0,
    spent: { waiting: 0, held: 0, served: 0 },
    endedBy: null,
    reopened: false,
    changes: 0,
  };
}

/**
 * Whether somebody may join any queue, or reopen a ticket: they have no live ticket under any of their keys, today's and,
 * over midnight, yesterday's.
 */
export function canJoin(
  tickets: readonly Ticket[],
  onceKeys: readonly string[],
): { ok: true } | { ok: false; reason: 'already-in-line'; ticketId: string } {
  const live = tickets.find(({ onceKey }) => onceKey !== null && onceKeys.includes(onceKey));
  return live ? { ok: false, reason: 'already-in-line', ticketId: live.ticketId } : { ok: true };
}

export function isInLine({ state }: Pick<Ticket, 'state'>): boolean {
  return state === 'waiting' || state === 'transferred' || state === 'escalated';
}

/** Nobody can be called who is not known: such a question is claimed at once and answered through the ticket itself. */
export function isInWriting({ asker }: Pick<Ticket, 'asker'>): boolean {
  return asker.anonymity === 'for-good';
}

export function isAsker({ asker }: Pick<Ticket, 'asker'>, identity: Identity): boolean {
  if ('personId' in asker) return 'personId' in identity && identity.personId === asker.personId;
  return 'askerKey' in identity && identity.askerKey === asker.askerKey;
}

/** Why this champion cannot serve the ticket; null when they can. */
export function whyNotServe(
  { asker, waitsFor }: Pick<Ticket, 'asker' | 'waitsFor'>,
  { championId, specialist }: Server,
): 'own-ticket' | 'for-somebody-else' | null {
  if ('personId' in asker && asker.personId === championId) return 'own-ticket';
  if (waitsFor.whom === 'champion' && waitsFor.championId !== championId) return 'for-somebody-else';
  return waitsFor.whom === 'specialist' && !specialist ? 'for-somebody-else' : null;
}

/** `personId` is null wherever the asker is not to be known; `messages` are those on the ticket, notes included. */
export type View = { isOwn: boolean; personId: string | null; question: boolean; messages: boolean };

/**
 * What of a ticket somebody may see: the asker everything, a champion of the queue all but the name of who hides it, another
 * learner at most the question. A name hidden until claimed is for those who claimed the ticket, then and later.
 */
export function visibleTo(
  ticket: Ticket,
  viewer: ({ role: 'learner' } & Identity) | { role: 'champion'; championId: string },
): View {
  const { asker, helpers } = ticket;
  const personId = 'personId' in asker ? asker.personId : null;
  const isOwn = isAsker(ticket, viewer.role === 'champion' ? { personId: viewer.championId } : viewer);
  if (isOwn) return { isOwn, personId, question: true, messages: true };
  if (viewer.role === 'learner') {
    return { isOwn, personId: null, question: ticket.groupable && isInLine(ticket), messages: false };
  }
  const known = asker.anonymity === 'named' || helpers.includes(viewer.championId);
  return { isOwn, personId: known ? personId : null, question: true, messages: true };
}
