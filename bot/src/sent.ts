import type { Failure } from '@open-door/api/notices/actions.ts';
import { z } from 'zod';

/** How writing to a conversation went. `error` is for the log. */
export type Sent =
  | { ok: true }
  | { ok: false; failure: Failure; final: boolean; retryAfterSeconds?: number; error: unknown };

const refusal = z.object({
  statusCode: z.number().optional(),
  response: z.object({ headers: z.custom<{ get(name: string): string | undefined }>() }).optional(),
});

/** Waits for a message to be written and reads the channel's refusal, if it was refused. `now` in ms since 1970. */
export async function sentOrRefused(writing: Promise<unknown>, now: number): Promise<Sent> {
  try {
    await writing;
    return { ok: true };
  } catch (error) {
    const { statusCode, response } = refusal.catch({}).parse(error);
    const retryAfter = secondsOf(response?.headers?.get('retry-after'), now);
    return { ok: false, ...meaning(statusCode), ...(retryAfter && { retryAfterSeconds: retryAfter }), error };
  }
}

/**
 * What a status means for the notice. Which are worth another try is from
 * learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit and …/conversations/send-proactive-messages.
 */
function meaning(statusCode: number | undefined): { failure: Failure; final: boolean } {
  switch (statusCode) {
    case 403:
      return { failure: 'bot-removed', final: true };
    case 404:
      return { failure: 'conversation-gone', final: true };
    case 429:
      return { failure: 'throttled', final: false };
    case 400:
    case 413:
      return { failure: 'refused', final: true };
    case 401:
      // Our credentials, not this person: another try may come after they were put right.
      return { failure: 'refused', final: false };
    default:
      return { failure: 'unreachable', final: false };
  }
}

/** Retry-After is a number of seconds or a date (RFC 9110, 10.2.3). */
function secondsOf(retryAfter: string | undefined, now: number): number | undefined {
  if (!retryAfter) return undefined;
  const seconds = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) : (Date.parse(retryAfter) - now) / 1000;
  return seconds > 0 ? Math.ceil(Math.min(seconds, 86_400)) : undefined;
}
