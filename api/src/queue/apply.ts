import type { Temporal } from 'temporal-polyfill';
import { type By, type Circumstances, type TicketEvent, type Times, usualTimes } from './event.ts';
import { isOver, life, type NoticeKind, type Step, spentAs, type TicketState } from './life.ts';
import { type Objection, objectionTo } from './objection.ts';
import { isInLine, isInWriting, type Spent, type Ticket } from './ticket.ts';

export type Notice =
  | { kind: NoticeKind; to: 'asker' }
  | { kind: NoticeKind; to: 'champion'; championId: string }
  | { kind: NoticeKind; to: 'specialists' };

/** `place` is what became of the place in line; `passed` the time in the state that ended, null when none did. */
export type Applied<T extends Ticket> = {
  ok: true;
  ticket: T;
  place: 'kept' | 'lost' | 'given-up';
  passed: { as: keyof Spent; milliseconds: number } | null;
  notices: Notice[];
};

/** `times` are the usual ones unless told. */
type How = Omit<Circumstances, 'times'> & { times?: Times };

/**
 * The ticket after an event, with what that means for place, time and notices; or why it cannot happen. Who says "ready"
 * when the ready check has run out, but nobody has noticed yet, is ready: the champion is still there.
 */
export function apply<T extends Ticket>(
  ticket: T,
  event: TicketEvent,
  { by, now, times = usualTimes }: How,
): Applied<T> | { ok: false; reason: Objection } {
  const reason = objectionTo(ticket, event, { by, now, times });
  if (reason) return { ok: false, reason };
  const step = life[ticket.state][event.does] as Step;
  const aimed = { ...ticket, ...aim(ticket, event) };
  const moved = step.to === 'same' ? {} : move(aimed, event, step, { by, now, times });
  // A message is kept beside the ticket, which stays as it is: two may be written at once.
  const changed: T = event.does === 'message' ? ticket : { ...aimed, ...moved, changes: ticket.changes + 1 };
  return {
    ok: true,
    ticket: changed,
    place: isOver(changed.state) ? 'given-up' : losesPlace(ticket, step) ? 'lost' : 'kept',
    passed: step.to === 'same' ? null : timeInState(ticket, now),
    notices: noticesOf(ticket, event, step, by),
  };
}

/** The same for each ticket of a group: those go along that can, and the others stay as they are. */
export function applyTogether<T extends Ticket>(
  tickets: readonly T[],
  event: TicketEvent,
  how: How,
): { applied: Applied<T>[]; left: { ticket: T; reason: Objection }[] } {
  const outcomes = tickets.map((ticket) => ({ ticket, outcome: apply(ticket, event, how) }));
  return {
    applied: outcomes.flatMap(({ outcome }) => (outcome.ok ? [outcome] : [])),
    left: outcomes.flatMap(({ ticket, outcome }) => (outcome.ok ? [] : [{ ticket, reason: outcome.reason }])),
  };
}

/** In which queue, for whom and with whom it waits from now on. */
function aim(ticket: Ticket, event: TicketEvent): Partial<Pick<Ticket, 'queueId' | 'waitsFor' | 'groupId'>> {
  switch (event.does) {
    case 'transfer':
      return { queueId: event.queueId, waitsFor: { whom: 'champion', championId: event.championId } };
    case 'escalate':
      return { waitsFor: { whom: 'specialist' } };
    case 'champion-left':
      return ticket.waitsFor.whom === 'champion' && ticket.waitsFor.championId === event.championId
        ? { waitsFor: { whom: 'anyone' } }
        : {};
    case 'join-group':
      return { groupId: event.other.groupId };
    case 'leave-group':
      return { groupId: ticket.ticketId };
    default:
      return {};
  }
}

function move(ticket: Ticket, event: TicketEvent, step: Step, { by, now, times }: Circumstances): Partial<Ticket> {
  const { helpers, spent, missedChecks } = ticket;
  const state = stateAfter(ticket, step);
  const championId = championAfter(ticket, state, by);
  const isHelped = state === 'claimed' && championId !== null && !helpers.includes(championId);
  const placeAt = losesPlace(ticket, step) ? null : ticket.placeAt;
  const passed = timeInState(ticket, now);
  return {
    state,
    championId,
    helpers: isHelped ? [...helpers, championId] : helpers,
    placeAt: placeAt ?? (isInLine({ state }) ? now : null),
    since: now,
    until: runsOutAt(state, now, times),
    missedChecks: step.place === 'kept-once' ? missedChecks + 1 : missedChecks,
    spent: passed ? { ...spent, [passed.as]: spent[passed.as] + passed.milliseconds } : spent,
    endedBy: isOver(state) ? event.does : null,
    onceKey: isOver(state) ? null : event.does === 'reopen' ? event.onceKey : ticket.onceKey,
    reopened: ticket.reopened || event.does === 'reopen',
  };
}

const lineFor = { anyone: 'waiting', champion: 'transferred', specialist: 'escalated' } as const;

function stateAfter(ticket: Ticket, { to }: Step): TicketState {
  if (to === 'same') return ticket.state;
  if (to === 'line') return lineFor[ticket.waitsFor.whom];
  return to === 'called' && isInWriting(ticket) ? 'claimed' : to;
}

function championAfter({ championId }: Ticket, state: TicketState, by: By): string | null {
  if (state === 'called' || state === 'claimed') return by.role === 'champion' ? by.championId : championId;
  return isOver(state) ? championId : null;
}

/** The first missed ready check is forgiven. */
function losesPlace({ missedChecks }: Ticket, step: Step): boolean {
  return step.place === 'kept-once' && missedChecks > 0;
}

function timeInState({ state, since }: Ticket, now: Temporal.Instant): Applied<Ticket>['passed'] {
  const as = spentAs[state];
  // The clocks of two machines may differ a little: no time passes backwards.
  return as && { as, milliseconds: Math.max(0, now.epochMilliseconds - since.epochMilliseconds) };
}

function runsOutAt(state: TicketState, now: Temporal.Instant, times: Times): Temporal.Instant | null {
  if (state === 'called') return now.add({ seconds: times.readyCheckSeconds });
  return state === 'on-hold' ? now.add({ minutes: times.holdMinutes }) : null;
}

type Side = 'asker' | 'champion' | 'named' | 'specialists' | 'other-side';

/** `champion` is who has or had the ticket, `named` the one in the event, `other-side` whoever did not do it. */
const tellsWhom: Record<NoticeKind, Side> = {
  called: 'asker',
  claimed: 'asker',
  'call-taken-back': 'asker',
  'check-missed': 'asker',
  'put-on-hold': 'asker',
  'hold-ran-out': 'asker',
  message: 'other-side',
  transferred: 'asker',
  'transferred-to-you': 'named',
  escalated: 'asker',
  'escalated-to-you': 'specialists',
  resolved: 'asker',
  'no-show': 'asker',
  'queue-closed': 'asker',
  'champion-left': 'asker',
  'asker-ready': 'champion',
  'asker-not-ready': 'champion',
  'asker-left': 'champion',
  reopened: 'other-side',
};

/** Nobody is told who is not known: they see it where they asked. */
function noticesOf(ticket: Ticket, event: TicketEvent, { tells = [] }: Step, by: By): Notice[] {
  return tells.flatMap((kind): Notice[] => {
    const side = tellsWhom[kind];
    if (side === 'specialists') return [{ kind, to: 'specialists' }];
    if (side === 'asker' || (side === 'other-side' && by.role !== 'asker')) {
      return isInWriting(ticket) ? [] : [{ kind, to: 'asker' }];
    }
    const championId = side === 'named' && 'championId' in event ? event.championId : ticket.championId;
    return championId === null ? [] : [{ kind, to: 'champion', championId }];
  });
}
