import type { GraphError } from '@microsoft/microsoft-graph-client';
import { type GraphEndpoint, type GraphEndpointKey, graphEndpoints } from './graph-endpoints.ts';
import { retryAfterSeconds } from './graph-retry.ts';
import type { CredentialRefusal } from './identity.ts';
import { type Refusal, refuse } from './result.ts';

/** Why Graph did not do what it was asked for. Only after `unreachable` with `maybeDone` may it have been done all the same. */
export type GraphRefusal =
  /** Nobody granted the permission; `endpoint` and `without` say what does not work until an administrator does. */
  | Refusal<'permission-missing', { endpoint: GraphEndpointKey; permission: string; without: string }>
  /** Entra wants the person to sign in again, or with more than a password. */
  | Refusal<'sign-in-needed'>
  /** Still throttled when the deadline came. */
  | Refusal<'throttled', { retryAfterSeconds: number }>
  /**
   * No answer, or only faults of the server, until the deadline. `maybeDone` is false when the request cannot have arrived,
   * and for calls that only read.
   */
  | Refusal<'unreachable', { maybeDone: boolean }>
  /** The link is too old, or not one of this Graph: begin anew without it. */
  | Refusal<'resync-needed'>
  /** The person or thing is not there, such as the mailbox of somebody without one; after an ending, perhaps because of it. */
  | Refusal<'not-found'>
  /** Somebody else was first. For a `transactionId` that made an event of another form, `existing` is that event's id if said. */
  | Refusal<'conflict', { existing: string | null }>;

/** Of calls that only members may make: the person is not in the team. Nothing was done. */
export type NoMember = Refusal<'forbidden'>;

export function refusalFor(endpoint: GraphEndpointKey, reason: CredentialRefusal): GraphRefusal {
  if (reason === 'unreachable') return refuse(reason, { maybeDone: false });
  if (reason !== 'permission-missing') return refuse(reason);
  const { permission, without } = graphEndpoints[endpoint];
  return refuse(reason, { endpoint, permission, without });
}

/**
 * The refusal in what the client library threw; anything that nobody can be told to mend is thrown on. `maybeDone` says that
 * one of the attempts may have had its effect, whatever came of the others.
 */
export function refusalFrom(
  key: GraphEndpointKey,
  { kind, membersOnly }: GraphEndpoint,
  { error, maybeDone }: { error: unknown; maybeDone: boolean },
): GraphRefusal | NoMember {
  if (!isGraphError(error)) throw error;
  const { statusCode, code, headers, requestId } = error;
  if (statusCode === 404) return refuse('not-found');
  if (statusCode === 410 || /^(syncState|resync)/i.test(code ?? '')) return refuse('resync-needed');
  if (statusCode === 409 || statusCode === 412 || code === 'ErrorDuplicateTransactionId') {
    return refuse('conflict', { existing: existingEvent(error) });
  }
  if (isNoAnswer(statusCode)) return refuse('unreachable', { maybeDone });
  if (statusCode !== 403 && statusCode !== 429 && !(statusCode === 401 && kind === 'delegated')) {
    throw new Error(`Microsoft Graph refused ${key}: ${statusCode} ${code} (request ${requestId})`, { cause: error });
  }
  // These say that nothing was done, which is true of the last attempt only.
  if (maybeDone) return refuse('unreachable', { maybeDone });
  if (statusCode === 403 && membersOnly) return refuse('forbidden');
  if (statusCode === 403) return refusalFor(key, 'permission-missing');
  if (statusCode === 401) return refuse('sign-in-needed');
  return refuse('throttled', { retryAfterSeconds: retryAfterSeconds(headers) ?? retryLaterSeconds });
}

const retryLaterSeconds = 30;

/** The library says -1 for no answer at all, and a good status when the answer broke off. */
function isNoAnswer(statusCode: number): boolean {
  return statusCode < 300 || [500, 502, 503, 504].includes(statusCode);
}

/** By shape, as the library's class is loaded only when it is used. */
function isGraphError(error: unknown): error is GraphError {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
}

function existingEvent({ body }: GraphError): string | null {
  try {
    const existing: unknown = JSON.parse(body)['@event.existingEventId'];
    return typeof existing === 'string' && existing !== '' ? existing : null;
  } catch {
    return null;
  }
}
