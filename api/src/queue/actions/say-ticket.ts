import type { Temporal } from 'temporal-polyfill';
import type { Actor } from '../../platform/actor.ts';
import { say } from '../../platform/messages.ts';
import { topicLabel } from '../../topics/label.ts';
import type { By } from '../event.ts';
import { isOver, spentAs } from '../life.ts';
import { objectionTo } from '../objection.ts';
import { explainOrder, type LineFacts, recentHelps, type Turn } from '../policy.ts';
import type { DeskTicket, OwnTicket, TicketMessage } from '../schema/tickets.ts';
import type { StoredMessage } from '../store/ticket-messages.ts';
import type { StoredTicket, TicketPerson } from '../store/tickets.ts';
import { visibleTo, whyNotServe } from '../ticket.ts';
import type { Wait } from '../wait.ts';
import { timesOf } from './change.ts';
import { serverOf } from './reader.ts';
import { sayWait } from './say-queue.ts';

/** The line a ticket stands in. Without waits nothing is said of how long it will be. */
export type Standing = {
  tickets: readonly StoredTicket[];
  line: readonly Turn<StoredTicket>[];
  facts: LineFacts;
  expected?: { waits: ReadonlyMap<string, Wait> };
};

function basics({ locale }: Actor, ticket: StoredTicket, standing: Standing | undefined) {
  const { topic, groupId } = ticket;
  const together = standing?.tickets.filter((one) => one.groupId === groupId).length ?? 1;
  return {
    ticketId: ticket.ticketId,
    queueId: ticket.queueId,
    queueName: ticket.queue.name,
    topic: topic === '' ? null : { topic, label: topicLabel(topic, locale) },
    question: ticket.question,
    attachmentUrl: ticket.attachmentUrl,
    anonymity: ticket.asker.anonymity,
    state: ticket.state,
    joinedAt: ticket.joinedAt.toString(),
    since: ticket.since.toString(),
    until: ticket.until?.toString() ?? null,
    champion: sayPerson(ticket.champion),
    waitsFor: ticket.waitsFor.whom,
    missedChecks: ticket.missedChecks,
    together: isOver(ticket.state) ? 1 : Math.max(1, together),
    whatHelped: isOver(ticket.state) ? ticket.whatHelped : '',
    helped: ticket.helped,
    endedBy: ticket.endedBy,
    bookingId: ticket.bookingId,
  };
}

/** A ticket as its asker sees it. */
export function sayOwnTicket(
  actor: Actor,
  ticket: StoredTicket,
  {
    standing,
    messages,
    now,
  }: { standing?: Standing | undefined; messages: readonly StoredMessage[]; now: Temporal.Instant },
): OwnTicket {
  const { queue, asker, ticketId } = ticket;
  const identity = 'personId' in asker ? { personId: asker.personId } : { askerKey: asker.askerKey };
  return {
    ...basics(actor, ticket, standing),
    role: 'asker',
    place: standing ? sayPlace(actor, ticketId, standing) : null,
    wait: sayWait(standing?.expected?.waits.get(ticketId)),
    queueState: queue.state,
    queueNote: queue.note,
    holdNote: ticket.holdNote,
    placeIsKept: ticket.missedChecks === 0,
    reopenUntil: reopenUntil(ticket, { role: 'asker', ...identity }, now),
    championUsername: ticket.state === 'claimed' && 'personId' in asker ? (ticket.champion?.username ?? null) : null,
    messages: messages.filter((message) => message.ticketId === ticketId).map(sayMessage),
  };
}

/** A ticket as a champion sees it who may see it. */
export function sayDeskTicket(
  actor: Actor,
  ticket: StoredTicket,
  { standing, now }: { standing?: Standing | undefined; now: Temporal.Instant },
): DeskTicket {
  const { ticketId, groupId, learner } = ticket;
  const view = visibleTo(ticket, { role: 'champion', championId: actor.personId });
  const known = view.personId === null ? null : learner;
  const index = standing?.line.findIndex(({ tickets }) => tickets.some((one) => one.ticketId === ticketId)) ?? -1;
  return {
    ...basics(actor, ticket, standing),
    role: 'champion',
    asker: sayPerson(known),
    askerUsername: known?.username ?? null,
    place: index < 0 ? null : index + 1,
    groupId,
    waitedMinutes: Math.floor(waitedMilliseconds(ticket, now) / 60_000),
    recentHelps: known && standing ? helpsOf(known.personId, standing.facts) : null,
    forYou: whyNotServe(ticket, serverOf(actor)) === null,
    waitsForChampion: sayPerson(ticket.waitsForChampion),
    lastNote: ticket.lastNote,
  };
}

/** Until when this side can take the end of a ticket back; null when they cannot. */
export function reopenUntil(ticket: StoredTicket, by: By, now: Temporal.Instant): string | null {
  const times = timesOf(ticket);
  const isPossible = objectionTo(ticket, { does: 'reopen', onceKey: '' }, { by, now, times }) === null;
  return isPossible ? ticket.since.add({ minutes: times.reopenMinutes }).toString() : null;
}

export function sayMessage({ messageId, champion, body, writtenAt }: StoredMessage): TicketMessage {
  return { messageId, champion, body, writtenAt: writtenAt.toString() };
}

function sayPlace({ locale }: Actor, ticketId: string, { tickets, line, facts }: Standing): OwnTicket['place'] {
  const explained = explainOrder(ticketId, tickets, facts);
  if (!explained) return null;
  const { place, ahead, passed, broughtForward } = explained;
  const numbers = { minutes: facts.rule.longWaitMinutes };
  return {
    place,
    of: line.length,
    because: [
      // That others came earlier needs no reason.
      ...ahead.flatMap(({ because, turns }) =>
        because === 'first-come' ? [] : [say(locale, `queue.ahead.${because}`, { turns, ...numbers })],
      ),
      ...passed.flatMap(({ because, turns }) =>
        because === 'first-come' ? [] : [say(locale, `queue.passed.${because}`, { turns, ...numbers })],
      ),
      ...(broughtForward ? [say(locale, 'queue.brought-forward')] : []),
    ],
  };
}

function helpsOf(personId: string, { helps, rule, now }: LineFacts): number {
  const theirs = helps.filter((help) => help.personId === personId);
  return Math.round(recentHelps(theirs, rule.helpHalfLifeDays, now).get(personId) ?? 0);
}

function waitedMilliseconds({ state, since, spent }: StoredTicket, now: Temporal.Instant): number {
  const current = spentAs[state] === 'waiting' ? now.epochMilliseconds - since.epochMilliseconds : 0;
  return spent.waiting + Math.max(0, current);
}

/** Without the address by which they are called. */
function sayPerson(person: TicketPerson | null) {
  return person && { personId: person.personId, displayName: person.displayName, jobTitle: person.jobTitle };
}
