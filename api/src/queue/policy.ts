import type { Temporal } from 'temporal-polyfill';
import { isInLine, isInWriting, type Server, type Ticket, whyNotServe } from './ticket.ts';

/** What decides who stands before whom, in the order in which a rule asks for it. */
export type Clause = 'long-wait-first' | 'misses-last' | 'escalated-first' | 'fewer-recent-helps-first' | 'first-come';

/** The order of one queue's line, as its champions chose it. */
export type Rule = {
  order: 'first-come' | 'fewer-recent-helps-first' | 'escalated-first';
  /** Missing one ready check keeps the place, so it takes two to be last. */
  missesLast: boolean;
  /** Whoever has waited this long stands before everybody who has not, in the order they came: nobody waits forever. */
  longWaitMinutes: number;
  /** After this many days a help counts half. */
  helpHalfLifeDays: number;
};

/** For a queue that has not set its own. */
export const usualRule: Rule = { order: 'first-come', missesLast: true, longWaitMinutes: 45, helpHalfLifeDays: 7 };

/** That somebody was helped, in whatever queue or office hour. */
export type Help = { personId: string; at: Temporal.Instant };

/** `helps` are those of the people in line, from all queues and days, in any order. */
export type LineFacts = { rule: Rule; helps: readonly Help[]; now: Temporal.Instant };

/** One turn in line: a ticket, or all of a group's. The first of them decides where it stands. */
export type Turn<T extends Ticket = Ticket> = { tickets: readonly [T, ...T[]] };

/** The clauses of a rule, most important first: what `orderLine` applies and what everybody is shown. */
export function clausesOf({ order, missesLast }: Rule): Clause[] {
  const before: Clause[] = [
    ...(missesLast ? ['misses-last' as const] : []),
    ...(order === 'first-come' ? [] : [order]),
  ];
  return before.length === 0 ? ['first-come'] : ['long-wait-first', ...before, 'first-come'];
}

/** The rule in force for everybody to read: the key of each sentence, with the numbers it names. */
export function ruleInWords(rule: Rule): { key: `queue.rule.${Clause}`; minutes: number; days: number }[] {
  return clausesOf(rule).map((clause) => ({
    key: `queue.rule.${clause}` as const,
    minutes: rule.longWaitMinutes,
    days: rule.helpHalfLifeDays,
  }));
}

/**
 * The line in the order of the rule; equals by arrival, then by id. Tickets that are not in line (called, on hold, over) are
 * left out. The order of `tickets` and `helps` does not matter.
 */
export function orderLine<T extends Ticket>(tickets: readonly T[], facts: LineFacts): Turn<T>[] {
  return standing(tickets, helpsIn(facts), facts).map(({ tickets }) => ({ tickets }));
}

type Standing<T extends Ticket> = Turn<T> & { keys: readonly number[] };

type HelpSums = ReadonlyMap<string, number>;

const helpsIn = ({ helps, rule, now }: LineFacts): HelpSums => recentHelps(helps, rule.helpHalfLifeDays, now);

function standing<T extends Ticket>(tickets: readonly T[], helps: HelpSums, facts: LineFacts): Standing<T>[] {
  const clauses = clausesOf(facts.rule);
  const inOrder = tickets
    .filter(isInLine)
    .map((ticket) => ({ ticket, keys: clauses.map((clause) => keyOf(clause, ticket, helps, facts)) }))
    .sort((a, b) => compareKeys(a.keys, b.keys) || (a.ticket.ticketId < b.ticket.ticketId ? -1 : 1));
  const turns = new Map<string, { tickets: [T, ...T[]]; keys: readonly number[] }>();
  for (const { ticket, keys } of inOrder) {
    const turn = turns.get(ticket.groupId);
    if (turn) turn.tickets.push(ticket);
    else turns.set(ticket.groupId, { tickets: [ticket], keys });
  }
  return [...turns.values()];
}

/** Where a clause puts a ticket: lower stands before higher. */
function keyOf(clause: Clause, ticket: Ticket, helps: HelpSums, { rule, now }: LineFacts): number {
  const arrival = arrivalOf(ticket);
  switch (clause) {
    case 'long-wait-first':
      return now.epochMilliseconds - arrival >= rule.longWaitMinutes * 60_000 ? arrival : Number.POSITIVE_INFINITY;
    case 'misses-last':
      return ticket.missedChecks > 1 ? 1 : 0;
    case 'escalated-first':
      return ticket.waitsFor.whom === 'specialist' ? 0 : 1;
    case 'fewer-recent-helps-first':
      return helpsOf(ticket, helps);
    case 'first-come':
      return arrival;
  }
}

const arrivalOf = ({ placeAt, since }: Ticket) => (placeAt ?? since).epochMilliseconds;

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const i = decidingAt(a, b);
  return i < 0 ? 0 : (a[i] as number) < (b[i] as number) ? -1 : 1;
}

const decidingAt = (a: readonly number[], b: readonly number[]) => a.findIndex((key, i) => key !== b[i]);

/** Nobody knows how often somebody without a name was helped. It counts as once, so that hiding is no way to the front. */
const helpsOfTheUnknown = 1;

function helpsOf({ asker }: Ticket, helps: HelpSums): number {
  return 'personId' in asker ? Math.round(helps.get(asker.personId) ?? 0) : helpsOfTheUnknown;
}

/**
 * How much each person was helped lately: a help counts 1 when it happens and half as much after each half-life. In the
 * line this is rounded, so that hours of difference in age decide nothing.
 */
export function recentHelps(helps: readonly Help[], halfLifeDays: number, now: Temporal.Instant): HelpSums {
  const ages = helps.map(({ personId, at }) => ({
    personId,
    days: Math.max(0, now.epochMilliseconds - at.epochMilliseconds) / 86_400_000,
  }));
  const sums = new Map<string, number>();
  // Added up in one order, whatever order they came in: sums of fractions differ by it.
  for (const { personId, days } of ages.sort((a, b) => b.days - a.days)) {
    sums.set(personId, (sums.get(personId) ?? 0) + 2 ** (-days / halfLifeDays));
  }
  return sums;
}

/** What a champion can take, and how far from the order their knowledge may lead. */
export type Reach = {
  /** How many turns from the head of the line are looked at. */
  turns: number;
  /** How often a ticket is overtaken at most, whoever does it. */
  overtakings: number;
};

/** For a queue that has not set its own. */
export const usualReach: Reach = { turns: 3, overtakings: 2 };

export type Next<T extends Ticket> = {
  turn: Turn<T>;
  because: 'in-turn' | 'knows-topic';
  /** Whose `overtaken` is one more with this. */
  overtaken: T[];
};

/**
 * Whom a champion helps next, of those they can serve: the first in line, unless they know the topic of somebody close
 * behind and not of the first. Whoever was overtaken as often as may be is passed by nobody any more. Null when there is
 * nobody for them. `line` is as `orderLine` gave it.
 */
export function nextFor<T extends Ticket>(
  champion: Server & { topics: readonly string[] },
  line: readonly Turn<T>[],
  { turns, overtakings }: Reach = usualReach,
): Next<T> | null {
  const theirs = line.flatMap(({ tickets }): Turn<T>[] => {
    const [first, ...others] = tickets.filter((ticket) => whyNotServe(ticket, champion) === null);
    return first ? [{ tickets: [first, ...others] }] : [];
  });
  const mayNotBePassed = theirs.findIndex(({ tickets }) => tickets.some(({ overtaken }) => overtaken >= overtakings));
  const head = theirs.slice(0, mayNotBePassed < 0 ? turns : Math.min(turns, mayNotBePassed + 1));
  const known = head.findIndex(({ tickets }) => tickets.some(({ topic }) => champion.topics.includes(topic)));
  const turn = head[Math.max(known, 0)];
  if (!turn) return null;
  return {
    turn,
    because: known > 0 ? 'knows-topic' : 'in-turn',
    overtaken: head.slice(0, Math.max(known, 0)).flatMap(({ tickets }) => tickets),
  };
}

/** Why a ticket stands where it stands. Others are only counted: nobody learns who they are. */
export type Explanation = {
  /** 1 is next. */
  place: number;
  /** How many others are called together with it; `broughtForward` when one of them stands further ahead by themselves. */
  together: number;
  broughtForward: boolean;
  /** The turns before it, by the clause that decided; equals by arrival came in by id. */
  ahead: { because: Clause; turns: number }[];
  /** The turns that came earlier and stand behind it, by the clause that decided. */
  passed: { because: Clause; turns: number }[];
  /** Since its place counts, pauses included. */
  waitedMinutes: number;
  /** Rounded as the rule counts them. */
  recentHelps: number;
  isHelpsKnown: boolean;
  missedChecks: number;
  overtaken: number;
};

/** Null for a ticket that is not in line. */
export function explainOrder(ticketId: string, tickets: readonly Ticket[], facts: LineFacts): Explanation | null {
  const helps = helpsIn(facts);
  const line = standing(tickets, helps, facts);
  const index = line.findIndex((turn) => turn.tickets.some((one) => one.ticketId === ticketId));
  const own = line[index];
  const ticket = own?.tickets.find((one) => one.ticketId === ticketId);
  if (!own || !ticket) return null;
  const later = line.slice(index + 1).filter(({ tickets: [first] }) => arrivalOf(first) < arrivalOf(own.tickets[0]));
  const { rule, now } = facts;
  return {
    place: index + 1,
    together: own.tickets.length - 1,
    broughtForward: own.tickets[0] !== ticket,
    ahead: countClauses(line.slice(0, index), own, rule),
    passed: countClauses(later, own, rule),
    waitedMinutes: Math.floor((now.epochMilliseconds - arrivalOf(ticket)) / 60_000),
    recentHelps: helpsOf(ticket, helps),
    isHelpsKnown: !isInWriting(ticket),
    missedChecks: ticket.missedChecks,
    overtaken: ticket.overtaken,
  };
}

function countClauses(others: readonly Standing<Ticket>[], own: Standing<Ticket>, rule: Rule) {
  const clauses = clausesOf(rule);
  const decided = others.map(({ keys }) => clauses[decidingAt(keys, own.keys)] ?? 'first-come');
  return clauses
    .map((because) => ({ because, turns: decided.filter((one) => one === because).length }))
    .filter(({ turns }) => turns > 0);
}
