import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { GraphEndpointKey } from '@open-door/api/platform/graph-endpoints.ts';
import type { Answer } from './answer.ts';

/**
 * What can be made to go wrong with the next calls. `after` lets the call have its effect first. `hang` never answers;
 * `slow` has its effect and answers, late; `expire` says that a delta link is too old.
 */
export type Fault =
  | { kind: 'throttle'; retryAfterSeconds: number }
  | { kind: 'fail'; status: 500 | 502 | 503 | 504; when?: When }
  | { kind: 'drop'; when?: When }
  | { kind: 'hang'; when?: When }
  | { kind: 'slow'; milliseconds: number }
  | { kind: 'expire' };

type When = 'before' | 'after';

/** Which calls meet a fault; all, without anything said. */
type Only = {
  endpoint?: GraphEndpointKey;
  method?: string;
  /** Tested on the address below Graph's version, such as `/me/events`. */
  path?: RegExp;
};

type ArrivingCall = { endpoint: string | undefined; method: string; path: string };

export type Faults = {
  /** The next `calls` such calls (all, when infinite) meet the fault, one fault after the other in the order asked for. */
  add(fault: Fault, calls?: number, only?: Only): void;
  clear(): void;
  /** The fault that the call now arriving meets. */
  take(call: ArrivingCall): Fault | undefined;
};

export function createFaults(): Faults {
  const queue: { fault: Fault; calls: number; only: Only }[] = [];
  return {
    add: (fault, calls = 1, only = {}) => queue.push({ fault, calls, only }),
    clear: () => queue.splice(0),
    take(call) {
      const index = queue.findIndex(({ only }) => isMet(only, call));
      const first = queue[index];
      if (!first) return undefined;
      first.calls--;
      if (first.calls <= 0) queue.splice(index, 1);
      return first.fault;
    },
  };
}

function isMet({ endpoint, method, path }: Only, call: ArrivingCall): boolean {
  if (endpoint !== undefined && endpoint !== call.endpoint) return false;
  if (method !== undefined && method !== call.method) return false;
  return path === undefined || path.test(call.path);
}

/** What the call is answered when this goes wrong with it; `undefined` when it is not answered at all. */
export async function withFault(
  fault: Fault | undefined,
  { socket }: IncomingMessage,
  perform: () => Promise<Answer>,
): Promise<Answer | undefined> {
  if (fault?.kind === 'slow') await wait(fault.milliseconds, undefined, { ref: false });
  if (!fault || fault.kind === 'slow') return perform();
  if ('when' in fault && fault.when === 'after') await perform();
  switch (fault.kind) {
    case 'throttle': {
      const headers = { 'retry-after': String(fault.retryAfterSeconds) };
      return { status: 429, code: 'TooManyRequests', message: 'Too many requests.', headers };
    }
    case 'fail':
      return { status: fault.status, code: 'generalException', message: 'Something went wrong.' };
    case 'expire':
      return { status: 410, code: 'SyncStateNotFound', message: 'The sync state is not found: begin anew without it.' };
    case 'hang':
      await new Promise((resolve) => socket.once('close', resolve));
      return undefined;
    case 'drop':
      socket.destroy();
      return undefined;
  }
}
