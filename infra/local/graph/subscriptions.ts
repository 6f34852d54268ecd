import type { Temporal } from 'temporal-polyfill';
import { type Answer, badRequest, type Failure, type GraphCall, notFound } from './answer.ts';
import type { Deliveries } from './deliveries.ts';
import {
  renewalFrom,
  representSubscription,
  type Subscription,
  subscriptionFrom,
  type Watchable,
} from './subscription-form.ts';

export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed';

/** A change of something that may be watched. */
type Change = {
  tid: string;
  topic: string;
  changeType: 'created' | 'updated' | 'deleted';
  /** What changed, with ids as the subscriber wants them. */
  resource(immutableIds: boolean): { resource: string; type: string; id: string };
};

export type Subscriptions = {
  create(call: GraphCall): Promise<Answer>;
  renew(call: GraphCall): Answer;
  end(call: GraphCall): Answer;
  /** What a subscription is to; `undefined` where there is none. */
  resourceOf(id: string): string | undefined;
  /** Tells whoever watches; they hear of it a moment later. */
  tell(change: Change): void;
  /** Takes up one of an earlier run. */
  restore(subscription: Subscription): void;
  /** Those that have not expired, the oldest first. */
  all(): readonly Subscription[];
  /** What Graph tells of a subscription itself; one that is removed is gone before its owner hears of it. */
  lifecycle(id: string, event: LifecycleEvent): void;
};

/**
 * Subscriptions to change notifications: https://learn.microsoft.com/graph/change-notifications-overview. What can be
 * watched is said by `watchables`, one per kind of resource. They expire by the clock of `now`. `keep` hears of whose
 * there are others than before.
 */
export function createSubscriptions(
  watchables: readonly Watchable[],
  deliveries: Deliveries,
  now: () => Temporal.Instant,
  keep: (tid: string) => void,
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
      const subscription = subscriptionFrom(call, watchables, now());
      if ('status' in subscription) return subscription;
      if (subscription.isOnlyOne && all().some((each) => each.topic === subscription.topic)) return reachedLimit;
      const { notificationUrl, lifecycleNotificationUrl } = subscription;
      for (const url of new Set([notificationUrl, lifecycleNotificationUrl ?? notificationUrl])) {
        const failed = await deliveries.validate(url);
        if (failed) return badRequest(`Subscription validation request failed. ${failed}`, 'ValidationError');
      }
      byId.set(subscription.id, subscription);
      keep(subscription.tid);
      return { status: 201, body: representSubscription(subscription, call) };
    },
    renew(call) {
      const found = find(call);
      if ('status' in found) return found;
      const expiresAt = renewalFrom(call, found, now());
      if ('status' in expiresAt) return expiresAt;
      found.expiresAt = expiresAt;
      keep(found.tid);
      return { status: 200, body: representSubscription(found, call) };
    },
    end(call) {
      const found = find(call);
      if ('status' in found) return found;
      byId.delete(found.id);
      keep(found.tid);
      return { status: 204 };
    },
    resourceOf: (id) => byId.get(id)?.resource,
    tell(change) {
      const missed = (subscription: Subscription) => {
        if (byId.has(subscription.id)) tellLifecycle(deliveries, subscription, 'missed');
      };
      for (const subscription of all().filter((each) => watches(each, change))) {
        const notification = { ...common(subscription), ...changed(subscription, change) };
        deliveries.send(subscription.notificationUrl, notification, () => missed(subscription));
      }
    },
    restore: (subscription) => byId.set(subscription.id, subscription),
    all,
    lifecycle(id, event) {
      const subscription = all().find((each) => each.id === id);
      if (!subscription) throw new Error(`the local Graph has no subscription ${id}`);
      if (event === 'subscriptionRemoved') byId.delete(id);
      keep(subscription.tid);
      tellLifecycle(deliveries, subscription, event);
    },
  };
}

const reachedLimit: Failure = {
  status: 403,
  code: 'ExtensionError',
  message:
    "Operation: Create; Exception: [Status Code: Forbidden; Reason: Has reached its limit of '1' TEAMS subscriptions.]",
};

function watches({ tid, topic, changeTypes }: Subscription, change: Change): boolean {
  return tid === change.tid && topic === change.topic && changeTypes.includes(change.changeType);
}

function changed({ immutableIds }: Subscription, change: Change) {
  const { resource, type, id } = change.resource(immutableIds);
  const resourceData = { '@odata.type': `#${type}`, '@odata.id': resource, id };
  return { changeType: change.changeType, resource, resourceData };
}

function tellLifecycle(deliveries: Deliveries, subscription: Subscription, lifecycleEvent: LifecycleEvent) {
  const { lifecycleNotificationUrl: url, resource } = subscription;
  if (url) deliveries.send(url, { ...common(subscription), resource, lifecycleEvent }, () => {});
}

function common({ id, tid, clientState, expiresAt }: Subscription) {
  return {
    subscriptionId: id,
    subscriptionExpirationDateTime: expiresAt.toString(),
    ...(clientState !== null && { clientState }),
    tenantId: tid,
  };
}
