import type { Deps } from '../../deps.ts';
import type { Tx } from '../../platform/database.ts';
import type { GraphNotification } from '../../platform/graph-notifications.ts';
import { isRefusal } from '../../platform/result.ts';
import { isSameSecret } from '../../platform/same-secret.ts';
import { addGap, currentChannel, dropSubscription, type StoredChannel } from '../store/channel.ts';
import { forgetTold, keepTold } from '../store/told.ts';
import { followChannel } from './keep-in-step.ts';
import { renewSubscription } from './subscription.ts';
import { type MessagePlace, takeMessage } from './take-message.ts';

/**
 * Takes what Graph tells of the followed channel; answers whether it is about that. What is told is a hint only: the message
 * is read from Graph, so one that is forged, late or told twice does no harm. It is kept until it was read, as nobody
 * tells it again when this process dies. `apiUrl` is where Graph reaches the API.
 */
export async function takeChannelNotification(
  deps: Deps,
  notification: GraphNotification,
  apiUrl: string | undefined,
): Promise<boolean> {
  const { tenantId, subscriptionId, lifecycleEvent } = notification;
  const channel = await deps.db.transaction(tenantId, currentChannel);
  if (!channel?.clientState || channel.subscriptionId !== subscriptionId) return false;
  if (!isSameSecret(channel.clientState, notification.clientState)) {
    deps.log.warn('notification of somebody else', { subscriptionId });
    return true;
  }
  const inTransaction = (work: (tx: Tx) => Promise<void>) => deps.db.transaction(tenantId, work);
  switch (lifecycleEvent) {
    case 'reauthorizationRequired':
      await renewSubscription(deps, tenantId, channel);
      return true;
    case 'subscriptionRemoved':
      await inTransaction((tx) => dropSubscription(tx, subscriptionId));
      await followChannel(deps, tenantId, apiUrl);
      return true;
    case 'missed':
      await inTransaction((tx) => addGap(tx, channel.channelKey));
      await followChannel(deps, tenantId, apiUrl);
      return true;
    case undefined:
      await takeChange(deps, tenantId, channel, notification.resource);
      return true;
  }
}

async function takeChange(deps: Deps, tenantId: string, channel: StoredChannel, resource: string): Promise<void> {
  const place = placeIn(channel, resource);
  if (!place) {
    deps.log.warn('notification of another channel', { resource });
    return;
  }
  const { channelKey } = channel;
  const { messageId } = place;
  const at = deps.now();
  const times = await deps.db.transaction(tenantId, (tx) => keepTold(tx, channelKey, { ...place, at }));
  const taken = await takeMessage(deps, tenantId, place);
  // What is not there yet, or cannot be read now, is read by the timer.
  if (isRefusal(taken)) deps.log.warn('told message not read', { reason: taken.reason, messageId });
  else await deps.db.transaction(tenantId, (tx) => forgetTold(tx, channelKey, { messageId, times }));
}

const resourceForm =
  /^\/?teams\('(?<team>[^']+)'\)\/channels\('(?<channel>[^']+)'\)\/messages\('(?<message>\d{1,20})'\)(?:\/replies\('(?<reply>\d{1,20})'\))?$/i;

/** The message that a resource names, when it is one of this channel. */
function placeIn({ teamId, channelId }: StoredChannel, resource: string): MessagePlace | undefined {
  const { team, channel, message, reply } = resourceForm.exec(resource)?.groups ?? {};
  if (!message || team?.toLowerCase() !== teamId || channel !== channelId) return undefined;
  return reply ? { messageId: reply, rootId: message } : { messageId: message, rootId: null };
}
