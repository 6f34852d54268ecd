import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Answer, badRequest, type Failure, type GraphCall, notFound, preferred } from './answer.ts';
import type { Deliveries } from './deliveries.ts';
import { unreadable } from './events.ts';

const mostMinutes = 10_080;
const leastMinutes = 45;
const longestState = 128;

export type Subscription = {
  id: string;
  tid: string;
  resource: string;
  /** What is watched, as `watchable` names it. */
  topic: string;
  changeTypes: readonly string[];
  notificationUrl: string;
  lifecycleNotificationUrl: string | null;
  clientState: string | null;
  expiresAt: Temporal.Instant;
  /** Whether the notifications name things by ids that stay. */
  immutableIds: boolean;
};

export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed';

/** A change of something that may be watched. */
export type Change = {
  tid: string;
  topic: string;
  changeType: 'created' | 'updated' | 'deleted';
  /** What changed, with ids as the subscriber wants them. */
  resource(immutableIds: boolean): { resource: string; type: string; id: string };
};

/** The topic behind a resource such as `users/{id}/events`, or the refusal that Graph gives. `undefined`: not a resource of this kind. */
export type Watchable = (tid: string, resource: string) => string | Failure | undefined;

export type Subscriptions = {
  create(call: GraphCall): Promise<Answer>;
  renew(call: GraphCall): Answer;
  end(call: GraphCall): Answer;
  /** Tells whoever watches; they hear of it a moment later. */
  tell(change: Change): void;
  /** Those that have not expired, the oldest first. */
  all(): readonly Subscription[];
  /** What Graph tells of a subscription itself; one that is removed is gone before its owner hears of it. */
  lifecycle(id: string, event: LifecycleEvent): void;
};

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

/**
 * Subscriptions to change notifications: https://learn.microsoft.com/graph/change-notifications-overview. What can be
 * watched is said by `watchables`, one per kind of resource.
 */
export function createSubscriptions(
  watchables: readonly Watchable[],
  deliveries: Deliveries,
  now: () => Temporal.Instant,
): Subscriptions {
  const byId = new Map<string, Subscription>();

  function all(): Subscription[] {
    const { epochMilliseconds } = now();
    for (const { id, expiresAt } of byId.values())
      if (expiresAt.epochMilliseconds <= epochMilliseconds) byId.delete(id);
    return [...byId.values()];
  }

  function find({ caller, path }: GraphCall): Subscription | Failure {
    const found = all().find(({ id, tid }) => id === path.subscription && tid === caller.tid);
    return found ?? notFound('The object was not found.', 'ResourceNotFound');
  }

  return {
    async create(call) {
      const request = requestSchema.safeParse(call.body);
      if (!request.success) return unreadable(request.error);
      const { resource, expirationDateTime, notificationUrl, lifecycleNotificationUrl = null, ...more } = request.data;
      const { tid } = call.caller;
      const topic = topicOf(watchables, tid, resource);
      if (typeof topic !== 'string') return topic;
      const expiresAt = expiryFrom(expirationDateTime, now());
      if ('status' in expiresAt) return expiresAt;
      for (const url of new Set([notificationUrl, lifecycleNotificationUrl ?? notificationUrl])) {
        const failed = await deliveries.validate(url);
        if (failed) return badRequest(`Subscription validation request failed. ${failed}`, 'ValidationError');
      }
      const subscription: Subscription = {
        id: randomUUID(),
        tid,
        resource,
        topic,
        changeTypes: more.changeType.split(/, ?/),
        notificationUrl,
        lifecycleNotificationUrl,
        clientState: more.clientState ?? null,
        expiresAt,
        immutableIds: preferred(call.headers, 'IdType') === 'ImmutableId',
      };
      byId.set(subscription.id, subscription);
      return { status: 201, body: represent(subscription, call) };
    },
    renew(call) {
      const found = find(call);
      if ('status' in found) return found;
      const request = renewalSchema.safeParse(call.body);
      if (!request.success) return unreadable(request.error);
      const expiresAt = expiryFrom(request.data.expirationDateTime, now());
      if ('status' in expiresAt) return expiresAt;
      found.expiresAt = expiresAt;
      return { status: 200, body: represent(found, call) };
    },
    end(call) {
      const found = find(call);
      if ('status' in found) return found;
      byId.delete(found.id);
      return { status: 204 };
    },
    tell({ tid, topic, changeType, resource }) {
      for (const subscription of all()) {
        const watches = subscription.tid === tid && subscription.topic === topic;
        if (!watches || !subscription.changeTypes.includes(changeType)) continue;
        const changed = resource(subscription.immutableIds);
        const resourceData = { '@odata.type': `#${changed.type}`, '@odata.id': changed.resource, id: changed.id };
        const notification = { ...common(subscription), changeType, resource: changed.resource, resourceData };
        deliveries.send(subscription.notificationUrl, notification, () => missed(subscription));
      }
    },
    all,
    lifecycle(id, event) {
      const subscription = all().find((each) => each.id === id);
      if (!subscription) throw new Error(`the local Graph has no subscription ${id}`);
      if (event === 'subscriptionRemoved') byId.delete(id);
      tellLifecycle(subscription, event);
    },
  };

  function missed(subscription: Subscription) {
    if (byId.has(subscription.id)) tellLifecycle(subscription, 'missed');
  }

  function tellLifecycle(subscription: Subscription, lifecycleEvent: LifecycleEvent) {
    const { lifecycleNotificationUrl: url, resource } = subscription;
    if (url) deliveries.send(url, { ...common(subscription), resource, lifecycleEvent }, () => {});
  }
}

function common({ id, tid, clientState, expiresAt }: Subscription) {
  return {
    subscriptionId: id,
    subscriptionExpirationDateTime: expiresAt.toString(),
    ...(clientState !== null && { clientState }),
    tenantId: tid,
  };
}

function represent(subscription: Subscription, { base, caller }: GraphCall): object {
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

function topicOf(watchables: readonly Watchable[], tid: string, resource: string): string | Failure {
  for (const watchable of watchables) {
    const topic = watchable(tid, resource.replace(/^\//, ''));
    if (topic !== undefined) return topic;
  }
  return badRequest(`Resource '${resource}' can't be subscribed to here.`, 'InvalidRequest');
}

/** Shorter than Graph likes is made longer; longer is refused. */
function expiryFrom(wanted: Temporal.Instant, now: Temporal.Instant): Temporal.Instant | Failure {
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
