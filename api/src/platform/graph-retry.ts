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
 * allows: after Retry-After when Graph says it, else after growing pauses with jitter. It stands in for the client
 * library's own retry handler, which neither repeats broken connections nor can be stopped while it waits.
 */
export class RetryUntilDeadline implements Middleware {
  readonly #wait: Wait;
  readonly #signal: AbortSignal;
  readonly #endsAt: number;
  #next: Middleware | undefined;

  /** `endsAt` on the clock of `performance.now()`. */
  constructor(options: { wait: Wait; signal: AbortSignal; endsAt: number }) {
    this.#wait = options.wait;
    this.#signal = options.signal;
    this.#endsAt = options.endsAt;
  }

  setNext(next: Middleware): void {
    this.#next = next;
  }

  async execute(context: Context): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const broken = await this.#try(context);
      if (!broken && !passing.has(context.response?.status ?? 0)) return;
      const pause = pauseBefore(attempt, context.response);
      const over = attempt >= mostRetries || !repeatable(context) || performance.now() + pause >= this.#endsAt;
      if (over && broken) throw broken.error;
      if (over) return;
      // An unread body would keep the connection.
      await context.response?.body?.cancel();
      await this.#wait(pause, this.#signal);
    }
  }

  async #try(context: Context): Promise<{ error: unknown } | undefined> {
    delete context.response;
    try {
      await this.#next?.execute(context);
      return undefined;
    } catch (error) {
      if (this.#signal.aborted) throw error;
      return { error };
    }
  }
}

/** What has a body or another effect than reading may already have been done when the connection broke. */
function repeatable({ options, response }: Context): boolean {
  return (options?.method ?? 'GET') === 'GET' || response?.status === 429;
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
