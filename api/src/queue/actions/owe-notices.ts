import type { Deps } from '../../deps.ts';
import { type OwedNotice, owe } from '../../notices/actions.ts';
import type { Tx } from '../../platform/database.ts';
import type { Notice } from '../apply.ts';
import type { Change } from '../store/ticket-changes.ts';
import { findSpecialists, findTicketPeople } from '../store/ticket-people.ts';
import type { StoredTicket, TicketPerson } from '../store/tickets.ts';
import { visibleTo } from '../ticket.ts';

/** So much of a question tells which one it is. */
const beginning = 200;

/** What a notice says of a ticket to its asker, or to a champion (by id), from whom the asker's name may be hidden. */
export function ticketPayload(
  ticket: StoredTicket,
  to: 'asker' | { championId: string },
  champion: TicketPerson | null,
) {
  const isKnown = to !== 'asker' && visibleTo(ticket, { role: 'champion', ...to }).personId !== null;
  return {
    ticketId: ticket.ticketId,
    queueId: ticket.queueId,
    queueName: ticket.queue.name,
    question: ticket.question.slice(0, beginning).toWellFormed(),
    to: to === 'asker' ? ('asker' as const) : ('champion' as const),
    championId: champion?.personId ?? null,
    championName: champion?.displayName ?? null,
    championUsername: champion?.username ?? null,
    askerName: isKnown ? (ticket.learner?.displayName ?? null) : null,
  };
}

/** Whom the news is to, what it is called by, and what was written with it. */
export type News = {
  ticket: StoredTicket;
  notices: readonly Notice[];
  occasion: string;
  note: string;
  body: string;
} & {
  /** Whom it is about: who did it, or whose the ticket was or is. */
  championId: string | null;
};

/** Tells whoever is to hear of changes; `tickets` are as they are now. */
export async function oweNews(
  deps: Deps,
  tx: Tx,
  changes: readonly Change[],
  tickets: readonly StoredTicket[],
): Promise<void> {
  const news = changes.flatMap(({ before, applied, by, note, does }): News[] => {
    const ticket = tickets.find(({ ticketId }) => ticketId === before.ticketId);
    if (!ticket) return [];
    const awaited = ticket.waitsFor.whom === 'champion' ? ticket.waitsFor.championId : null;
    const whoDidIt = by.role === 'champion' ? by.championId : (ticket.championId ?? before.championId);
    // A transfer is told to the asker as news of the champion they wait for from now on.
    const about = does === 'transfer' ? awaited : whoDidIt;
    const told = { ticket, occasion: String(ticket.changes), body: does === 'resolve' ? ticket.whatHelped : '' };
    // What a champion notes as they pass a ticket on is for the next one.
    const noteToAsker = does === 'hold' || does === 'close-queue' ? note : '';
    return [
      { ...told, notices: applied.notices.filter(({ to }) => to === 'asker'), championId: about, note: noteToAsker },
      { ...told, notices: applied.notices.filter(({ to }) => to !== 'asker'), championId: whoDidIt, note },
    ];
  });
  await tell(deps, tx, news);
}

/** Owes each notice to whom it is for. */
export async function tell(deps: Deps, tx: Tx, news: readonly News[]): Promise<void> {
  const notices = news.flatMap(({ notices }) => notices);
  if (notices.length === 0) return;
  const specialists = notices.some(({ to }) => to === 'specialists') ? await findSpecialists(tx) : [];
  const people = await findTicketPeople(
    tx,
    news.flatMap(({ championId }) => championId ?? []),
  );
  const owed = news.flatMap((one) =>
    one.notices.flatMap((notice) =>
      recipientsOf(notice, one.ticket, specialists).map((personId) =>
        noticeOf(notice, personId, one, people.get(one.championId ?? '') ?? null),
      ),
    ),
  );
  await owe({ ...deps, db: tx }, tx.tenantId, owed);
}

function recipientsOf(notice: Notice, { learner }: StoredTicket, specialists: readonly string[]): string[] {
  if (notice.to === 'champion') return [notice.championId];
  if (notice.to === 'asker') return learner ? [learner.personId] : [];
  return specialists.filter((personId) => personId !== learner?.personId);
}

function noticeOf(
  { kind, to }: Notice,
  personId: string,
  { ticket, occasion, note, body }: News,
  champion: TicketPerson | null,
): OwedNotice {
  const key = `ticket ${ticket.ticketId} ${occasion} ${kind} ${personId}`;
  const payload = ticketPayload(ticket, to === 'asker' ? 'asker' : { championId: personId }, champion);
  const until = ticket.until?.toString() ?? null;
  if (kind === 'called') return { kind: 'ticket-called', personId, key, payload: { ...payload, until: until ?? '' } };
  return { kind: 'ticket-news', personId, key, payload: { ...payload, news: kind, note, body, until } };
}
