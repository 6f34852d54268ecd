import { setTimeout as timer } from 'node:timers/promises';
import type { Context, Middleware } from '@microsoft/microsoft-graph-client';

/** Waits, or rejects as soon as the signal aborts. A seam for tests, which must not wait. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const waitForReal: Wait = (milliseconds, signal) => timer(milliseconds, undefined, { signal });

const passing = new Set([429, 500, 502, 503, 504]);
const mostRetries = 6;
const firstPauseMilliseconds = 500;

/**
 * Repeats a call that met throttling, a passing fault of the server or a broken connection, as long as the deadline
 * allows: after Retry-After when Graph says it, else after growing pauses with jitter. What may have had its effect is
 * repeated only when the call is repeatable. It stands in for the client library's own retry handler, which neither
 * repeats broken connections nor can be stopped while it waits.
 */
export class RetryUntilDeadline implements Middleware {
  readonly #wait: Wait;
  readonly #signal: AbortSignal;
  readonly #endsAt: number;
  readonly #repeatable: boolean;
  #mayHaveArrived = false;
  #next: Middleware | undefined;

  /** `endsAt` on the clock of `performance.now()`. */
  constructor(options: { wait: Wait; signal: AbortSignal; endsAt: number; repeatable: boolean }) {
    this.#wait = options.wait;
    this.#signal = options.signal;
    this.#endsAt = options.endsAt;
    this.#repeatable = options.repeatable;
  }

  /** Whether an attempt, this far, may have done what it asked for: Graph got it and did not say that it refuses. */
  get mayHaveArrived(): boolean {
    return this.#mayHaveArrived;
  }

  setNext(next: Middleware): void {
    this.#next = next;
  }

  async execute(context: Context): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const broken = await this.#try(context);
      if (!broken && !passing.has(context.response?.status ?? 0)) return;
      const pause = pauseBefore(attempt, context.response);
      const mayRepeat = this.#repeatable || !this.#mayHaveArrived;
      const over = attempt >= mostRetries || !mayRepeat || performance.now() + pause >= this.#endsAt;
      if (over && broken) throw broken.error;
      if (over) return;
      // An unread body would keep the connection.
      await context.response?.body?.cancel();
      await this.#wait(pause, this.#signal);
    }
  }

  async #try(context: Context): Promise<{ error: unknown } | undefined> {
    const before = this.#mayHaveArrived;
    this.#mayHaveArrived = true;
    delete context.response;
    try {
      await this.#next?.execute(context);
      if (isRefused(context.response)) this.#mayHaveArrived = before;
      return undefined;
    } catch (error) {
      if (this.#signal.aborted) throw error;
      if (wasNeverConnected(error)) this.#mayHaveArrived = before;
      return { error };
    }
  }
}

function isRefused(response: Response | undefined): boolean {
  return response !== undefined && response.status >= 300 && response.status < 500;
}

const unconnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** By the code of what made `fetch` fail. */
function wasNeverConnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && unconnected.has(String(cause.code));
}

function pauseBefore(attempt: number, response: Response | undefined): number {
  const said = retryAfterSeconds(response?.headers);
  if (said !== undefined) return said * 1000;
  return firstPauseMilliseconds * 2 ** attempt * (0.5 + Math.random());
}

/** Seconds in a Retry-After header, which may say a number or an HTTP date. */
export function retryAfterSeconds(headers: Headers | undefined): number | undefined {
  const said = headers?.get('retry-after');
  if (!said) return undefined;
  const seconds = /^\d+$/.test(said) ? Number(said) : (Date.parse(said) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}
