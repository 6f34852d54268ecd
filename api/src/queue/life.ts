/** `transferred` and `escalated` wait in line like `waiting`, for one champion or for a specialist. */
export type TicketState =
  | 'waiting'
  | 'transferred'
  | 'escalated'
  | 'on-hold'
  | 'called'
  | 'claimed'
  | 'resolved'
  | 'no-show'
  | 'withdrawn'
  | 'converted';

export type EventName =
  | 'call'
  | 'pick'
  | 'claim'
  | 'ready'
  | 'not-ready'
  | 'run-out'
  | 'pause'
  | 'resume'
  | 'hold'
  | 'put-back'
  | 'message'
  | 'join-group'
  | 'leave-group'
  | 'transfer'
  | 'escalate'
  | 'resolve'
  | 'no-show'
  | 'withdraw'
  | 'convert'
  | 'close-queue'
  | 'champion-left'
  | 'asker-gone'
  | 'reopen';

/**
 * `server` is a champion for whom the ticket waits, `holder` the one who called or has it (of a ticket that is over: had
 * it), `leaver` the one whom the event says to leave, `champion` any of the queue's. The clock is nobody: timers and imports.
 */
export type Who = 'asker' | 'server' | 'holder' | 'leaver' | 'champion' | 'clock';

export type NoticeKind =
  | 'called'
  | 'claimed'
  | 'call-taken-back'
  | 'check-missed'
  | 'put-on-hold'
  | 'hold-ran-out'
  | 'message'
  | 'transferred'
  | 'transferred-to-you'
  | 'escalated'
  | 'escalated-to-you'
  | 'resolved'
  | 'no-show'
  | 'queue-closed'
  | 'champion-left'
  | 'asker-ready'
  | 'asker-not-ready'
  | 'asker-left'
  | 'reopened';

export type Step = {
  by: readonly Who[];
  /** `line` is back in line, for whomever the ticket waits; `same` leaves the state alone. */
  to: TicketState | 'line' | 'same';
  /** A missed ready check keeps the place the first time only. Every other step keeps it. */
  place?: 'kept-once';
  /** Not for somebody who asks without a person: they are answered in writing. */
  needs?: 'person';
  tells?: readonly NoticeKind[];
};

const inLine: Partial<Record<EventName, Step>> = {
  call: { by: ['server'], to: 'called', tells: ['called'] },
  pick: { by: ['server'], to: 'called', tells: ['called'] },
  claim: { by: ['server'], to: 'claimed', tells: ['claimed'] },
  pause: { by: ['asker'], to: 'on-hold' },
  message: { by: ['champion', 'asker'], to: 'same', tells: ['message'] },
  'join-group': { by: ['asker'], to: 'same', needs: 'person' },
  'leave-group': { by: ['asker'], to: 'same' },
  transfer: { by: ['server'], to: 'line', tells: ['transferred', 'transferred-to-you'] },
  escalate: { by: ['server'], to: 'line', tells: ['escalated', 'escalated-to-you'] },
  withdraw: { by: ['asker'], to: 'withdrawn' },
  convert: { by: ['asker'], to: 'converted', needs: 'person' },
  'close-queue': { by: ['champion', 'clock'], to: 'withdrawn', tells: ['queue-closed'] },
  'asker-gone': { by: ['clock'], to: 'withdrawn' },
};

/**
 * The life of a ticket: in which state, on which event, by whom, to which state. What is not here cannot happen. Only a
 * mistake is undone after the end (`reopen`), once and within minutes.
 */
export const life: Record<TicketState, Partial<Record<EventName, Step>>> = {
  waiting: inLine,
  transferred: { ...inLine, 'champion-left': { by: ['leaver', 'clock'], to: 'line', tells: ['champion-left'] } },
  escalated: inLine,
  'on-hold': {
    resume: { by: ['asker'], to: 'line' },
    pick: { by: ['server'], to: 'called', tells: ['called'] },
    message: { by: ['champion', 'asker'], to: 'same', tells: ['message'] },
    'leave-group': { by: ['asker'], to: 'same' },
    transfer: { by: ['server'], to: 'same', tells: ['transferred', 'transferred-to-you'] },
    escalate: { by: ['server'], to: 'same', tells: ['escalated', 'escalated-to-you'] },
    'run-out': { by: ['clock'], to: 'withdrawn', tells: ['hold-ran-out'] },
    withdraw: { by: ['asker'], to: 'withdrawn' },
    convert: { by: ['asker'], to: 'converted', needs: 'person' },
    'close-queue': { by: ['champion', 'clock'], to: 'withdrawn', tells: ['queue-closed'] },
    'champion-left': { by: ['leaver', 'clock'], to: 'same', tells: ['champion-left'] },
    'asker-gone': { by: ['clock'], to: 'withdrawn' },
  },
  called: {
    ready: { by: ['asker'], to: 'claimed', tells: ['asker-ready'] },
    'not-ready': { by: ['asker'], to: 'on-hold', place: 'kept-once', tells: ['asker-not-ready'] },
    'run-out': { by: ['clock'], to: 'on-hold', place: 'kept-once', tells: ['asker-not-ready', 'check-missed'] },
    claim: { by: ['holder'], to: 'claimed', tells: ['claimed'] },
    'put-back': { by: ['holder'], to: 'line', tells: ['call-taken-back'] },
    message: { by: ['champion', 'asker'], to: 'same', tells: ['message'] },
    withdraw: { by: ['asker'], to: 'withdrawn', tells: ['asker-left'] },
    convert: { by: ['asker'], to: 'converted', needs: 'person', tells: ['asker-left'] },
    'champion-left': { by: ['leaver', 'clock'], to: 'line', tells: ['champion-left'] },
    'asker-gone': { by: ['clock'], to: 'withdrawn', tells: ['asker-left'] },
  },
  claimed: {
    message: { by: ['champion', 'asker'], to: 'same', tells: ['message'] },
    hold: { by: ['holder'], to: 'on-hold', tells: ['put-on-hold'] },
    'put-back': { by: ['holder'], to: 'line', tells: ['call-taken-back'] },
    transfer: { by: ['holder'], to: 'line', tells: ['transferred', 'transferred-to-you'] },
    escalate: { by: ['holder'], to: 'line', tells: ['escalated', 'escalated-to-you'] },
    resolve: { by: ['holder'], to: 'resolved', tells: ['resolved'] },
    'no-show': { by: ['holder'], to: 'no-show', needs: 'person', tells: ['no-show'] },
    withdraw: { by: ['asker'], to: 'withdrawn', tells: ['asker-left'] },
    'champion-left': { by: ['leaver', 'clock'], to: 'line', tells: ['champion-left'] },
    'asker-gone': { by: ['clock'], to: 'withdrawn', tells: ['asker-left'] },
  },
  resolved: { reopen: { by: ['asker', 'holder'], to: 'line', tells: ['reopened'] } },
  'no-show': { reopen: { by: ['holder'], to: 'line', tells: ['reopened'] } },
  withdrawn: { reopen: { by: ['asker'], to: 'line' } },
  converted: {},
};

/** As what the time in a state counts; null for a state in which a ticket is over. A ready check is still waiting. */
export const spentAs: Record<TicketState, 'waiting' | 'held' | 'served' | null> = {
  waiting: 'waiting',
  transferred: 'waiting',
  escalated: 'waiting',
  called: 'waiting',
  'on-hold': 'held',
  claimed: 'served',
  resolved: null,
  'no-show': null,
  withdrawn: null,
  converted: null,
};

export function isOver(state: TicketState): boolean {
  return spentAs[state] === null;
}
