import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { badRequest, type Caller, type Failure, type GraphCall, preferred } from './answer.ts';
import { unreadable } from './events.ts';

const leastMinutes = 45;
const longestState = 128;

export type Subscription = {
  id: string;
  tid: string;
  resource: string;
  /** What is watched, as `watchable` names it. */
  topic: string;
  /** How long it may be made at most. */
  mostMinutes: number;
  /** Graph lets an app watch it once at a time. */
  isOnlyOne: boolean;
  changeTypes: readonly string[];
  notificationUrl: string;
  lifecycleNotificationUrl: string | null;
  clientState: string | null;
  expiresAt: Temporal.Instant;
  /** Whether the notifications name things by ids that stay. */
  immutableIds: boolean;
};

type Watched = Pick<Subscription, 'topic' | 'mostMinutes' | 'isOnlyOne'>;

/**
 * What is behind a resource such as `users/{id}/events`, or the refusal that Graph gives. `undefined`: not a resource of this kind.
 * Some may be watched for longer by who also hears what becomes of the subscription.
 */
export type Watchable = (
  caller: Caller,
  resource: string,
  options: { hasLifecycle: boolean },
) => Watched | Failure | undefined;

const urlSchema = z.url({ protocol: /^https?$/ }).refine(isReachable, 'must be an https address');
const requestSchema = z.strictObject({
  changeType: z.string().regex(/^(created|updated|deleted)(, ?(created|updated|deleted))*$/),
  notificationUrl: urlSchema,
  lifecycleNotificationUrl: urlSchema.nullish(),
  resource: z.string().min(1),
  expirationDateTime: z.string().transform(toInstant),
  clientState: z.string().max(longestState).nullish(),
  latestSupportedTlsVersion: z.string().optional(),
});
const renewalSchema = z.strictObject({ expirationDateTime: z.string().transform(toInstant) });

/** The subscription that is asked for, before its addresses are tried. */
export function subscriptionFrom(
  { body, caller, headers }: GraphCall,
  watchables: readonly Watchable[],
  now: Temporal.Instant,
): Subscription | Failure {
  const request = requestSchema.safeParse(body);
  if (!request.success) return unreadable(request.error);
  const { resource, changeType, notificationUrl, lifecycleNotificationUrl, clientState, ...more } = request.data;
  const watched = watchedBy(caller, watchables, resource, { hasLifecycle: Boolean(lifecycleNotificationUrl) });
  if ('status' in watched) return watched;
  const expiresAt = expiryFrom(more.expirationDateTime, watched, now);
  if ('status' in expiresAt) return expiresAt;
  return {
    id: randomUUID(),
    tid: caller.tid,
    resource,
    ...watched,
    changeTypes: changeType.split(/, ?/),
    notificationUrl,
    lifecycleNotificationUrl: lifecycleNotificationUrl ?? null,
    clientState: clientState ?? null,
    expiresAt,
    immutableIds: preferred(headers, 'IdType') === 'ImmutableId',
  };
}

/** Until when a subscription is to be made longer. */
export function renewalFrom(
  { body }: GraphCall,
  watched: Subscription,
  now: Temporal.Instant,
): Temporal.Instant | Failure {
  const request = renewalSchema.safeParse(body);
  return request.success ? expiryFrom(request.data.expirationDateTime, watched, now) : unreadable(request.error);
}

/** As Graph writes it. */
export function representSubscription(subscription: Subscription, { base, caller }: GraphCall): object {
  const { id, resource, changeTypes, clientState, notificationUrl, lifecycleNotificationUrl, expiresAt } = subscription;
  return {
    '@odata.context': `${base}/$metadata#subscriptions/$entity`,
    id,
    resource,
    changeType: changeTypes.join(','),
    clientState,
    notificationUrl,
    lifecycleNotificationUrl,
    expirationDateTime: expiresAt.toString(),
    creatorId: caller.oid,
    latestSupportedTlsVersion: 'v1_2',
  };
}

function watchedBy(
  caller: Caller,
  watchables: readonly Watchable[],
  resource: string,
  options: { hasLifecycle: boolean },
): Watched | Failure {
  for (const watchable of watchables) {
    const watched = watchable(caller, resource.replace(/^\//, ''), options);
    if (watched !== undefined) return watched;
  }
  return badRequest(`Resource '${resource}' can't be subscribed to here.`, 'InvalidRequest');
}

/** Shorter than Graph likes is made longer; longer is refused. */
function expiryFrom(
  wanted: Temporal.Instant,
  { mostMinutes }: Watched,
  now: Temporal.Instant,
): Temporal.Instant | Failure {
  const minutes = wanted.since(now).total('minutes');
  if (minutes <= 0) return badRequest('Subscription expiration date has to be in the future.', 'InvalidRequest');
  if (minutes > mostMinutes) {
    return badRequest(`Subscription expiration can only be ${mostMinutes} minutes in the future.`, 'InvalidRequest');
  }
  return minutes < leastMinutes ? now.add({ minutes: leastMinutes }) : wanted;
}

/** Graph wants https; on this machine the product is served without. */
function isReachable(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['localhost', '127.0.0.1'].includes(hostname);
}

function toInstant(text: string, context: z.RefinementCtx): Temporal.Instant {
  try {
    return Temporal.Instant.from(text);
  } catch {
    context.addIssue({ code: 'custom', message: `'${text}' is not a time` });
    return z.NEVER;
  }
}
