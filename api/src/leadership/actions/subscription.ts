import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { GraphRefusal } from '../../platform/graph.ts';
import { notificationPath } from '../../platform/graph-notifications.ts';
import { isRefusal } from '../../platform/result.ts';
import { beginSubscription, dropSubscription, prolongSubscription, type StoredChannel } from '../store/channel.ts';

/** Graph allows an hour, and more with lifecycle notifications: what is short needs no confirmation on the way. */
const lastsMinutes = 59;
/** The timer comes every ten minutes: it may fail twice. */
const renewMinutes = 25;

const subscription = z.object({ id: z.guid().toLowerCase(), expirationDateTime: z.iso.datetime({ offset: true }) });

/**
 * Lets Graph go on telling of changes in the channel, or begins it. `apiUrl` is where Graph reaches the API. Whatever
 * happened between two subscriptions was told to nobody: a new one opens a gap, which is made up for afterwards.
 */
export async function keepSubscribed(
  deps: Deps,
  tenantId: string,
  channel: StoredChannel,
  apiUrl: string,
): Promise<GraphRefusal | undefined> {
  const now = deps.now();
  const { expiresAt } = channel;
  if (expiresAt && Temporal.Instant.compare(expiresAt, now.add({ minutes: renewMinutes })) >= 0) return undefined;
  if (expiresAt && Temporal.Instant.compare(expiresAt, now) > 0) {
    const refused = await renewSubscription(deps, tenantId, channel);
    if (refused?.reason !== 'not-found') return refused;
  }
  return begin(deps, tenantId, channel, apiUrl);
}

async function begin(
  deps: Deps,
  tenantId: string,
  { channelKey, teamId, channelId }: StoredChannel,
  apiUrl: string,
): Promise<GraphRefusal | undefined> {
  const clientState = deps.newId();
  const address = `${apiUrl}${notificationPath}`;
  const made = await deps.graph.call('watchChannel', {
    as: { kind: 'application', tenantId },
    schema: subscription,
    body: {
      changeType: 'created,updated,deleted',
      resource: `/teams/${teamId}/channels/${channelId}/messages`,
      notificationUrl: address,
      lifecycleNotificationUrl: address,
      clientState,
      expirationDateTime: deps.now().add({ minutes: lastsMinutes }).toString(),
    },
  });
  if (isRefusal(made)) return made;
  const { id: subscriptionId, expirationDateTime } = made.answer;
  const begun = { subscriptionId, clientState, expiresAt: Temporal.Instant.from(expirationDateTime) };
  await deps.db.transaction(tenantId, (tx) => beginSubscription(tx, channelKey, begun));
  return undefined;
}

/** Lets a subscription go on; one that Graph no longer has is forgotten, and begun anew by the next run. */
export async function renewSubscription(
  deps: Deps,
  tenantId: string,
  { subscriptionId }: StoredChannel,
): Promise<GraphRefusal | undefined> {
  if (subscriptionId === null) return undefined;
  const renewed = await deps.graph.call('renewChannelWatch', {
    as: { kind: 'application', tenantId },
    schema: subscription,
    path: { subscription: subscriptionId },
    body: { expirationDateTime: deps.now().add({ minutes: lastsMinutes }).toString() },
  });
  if (isRefusal(renewed)) {
    if (renewed.reason === 'not-found') {
      await deps.db.transaction(tenantId, (tx) => dropSubscription(tx, subscriptionId));
    }
    return renewed;
  }
  const expiresAt = Temporal.Instant.from(renewed.answer.expirationDateTime);
  await deps.db.transaction(tenantId, (tx) => prolongSubscription(tx, subscriptionId, expiresAt));
  return undefined;
}

/** Of a channel that is followed no more. Whatever Graph says: it ends by itself when it is not renewed. */
export async function endSubscription(deps: Deps, tenantId: string, subscriptionId: string): Promise<void> {
  await deps.graph.call('endChannelWatch', {
    as: { kind: 'application', tenantId },
    schema: z.unknown(),
    path: { subscription: subscriptionId },
  });
}
