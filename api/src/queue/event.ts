import type { Temporal } from 'temporal-polyfill';
import type { EventName } from './life.ts';
import type { Identity, Server, Ticket } from './ticket.ts';

export type By = ({ role: 'asker' } & Identity) | ({ role: 'champion' } & Server) | { role: 'clock' };

/** Texts (a note, a message, what helped) and the id of a booking stay with the caller, who keeps the history. */
export type TicketEvent =
  | { does: Exclude<EventName, 'pick' | 'join-group' | 'transfer' | 'champion-left' | 'reopen'> }
  | { does: 'pick'; reason: string }
  | { does: 'join-group'; other: Ticket }
  | { does: 'transfer'; championId: string; queueId: string }
  | { does: 'champion-left'; championId: string }
  | { does: 'reopen'; onceKey: string };

/** How long things may take. */
export type Times = { readyCheckSeconds: number; holdMinutes: number; reopenMinutes: number };

/** For a queue that has not set its own. */
export const usualTimes: Times = { readyCheckSeconds: 90, holdMinutes: 30, reopenMinutes: 10 };

export type Circumstances = { by: By; now: Temporal.Instant; times: Times };
