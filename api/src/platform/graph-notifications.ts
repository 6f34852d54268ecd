import { setTimeout as waitFor } from 'node:timers/promises';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { contract } from './contract.ts';
import { implement, type Operation } from './operations.ts';

const most = 1_000;

/** One thing that Graph tells of a subscription. Who sent it is not known until its `clientState` was compared. */
const notification = z.object({
  subscriptionId: z.guid().toLowerCase(),
  tenantId: z.guid().toLowerCase(),
  clientState: z.string().max(255).default(''),
  changeType: z.enum(['created', 'updated', 'deleted']).optional(),
  /** What became of the subscription itself. */
  lifecycleEvent: z.enum(['reauthorizationRequired', 'subscriptionRemoved', 'missed']).optional(),
  /** The path of what changed, such as `teams('…')/channels('…')/messages('…')/replies('…')`. */
  resource: z.string().max(2_048).default(''),
  resourceData: z.object({ id: z.string().max(1_024).optional() }).optional(),
});
export type GraphNotification = z.output<typeof notification>;

/** A feature's part: takes what is about a subscription of its own, and answers whether it was. */
export type TakeNotification = (deps: Deps, notification: GraphNotification) => Promise<boolean>;

/** The path below the API's address that subscriptions name. */
export const notificationPath = '/api/graph/notifications';

/**
 * https://learn.microsoft.com/graph/change-notifications-delivery-webhooks: a new subscription is validated by sending back
 * a text, and whoever takes longer than some seconds to answer is told less and less.
 */
const notificationsContract = contract({
  'POST /api/graph/notifications': {
    operationId: 'takeGraphNotifications',
    summary: 'Where Microsoft Graph tells of changes. What it tells is read from Graph; nothing is taken from here.',
    roles: 'anybody',
    query: z.object({ validationToken: z.string().max(2_000).optional() }),
    body: z.object({ value: z.array(notification).max(most).optional() }),
    bodyIsOptional: true,
    response: z.string(),
    responseType: 'text/plain',
  },
});

/** Graph waits ten seconds at most, and likes three. */
const patienceMilliseconds = 2_000;

/** The one door for all notifications of Microsoft Graph; each is offered to the features in turn. */
export function graphNotificationOperations(takers: readonly TakeNotification[]): Operation[] {
  return implement(notificationsContract, {
    'POST /api/graph/notifications': {
      run: async ({ deps, input }) => {
        if (input.query.validationToken !== undefined) return input.query.validationToken;
        const told = each(input.body.value ?? []).map((one) => take(deps, one, takers));
        // What takes longer goes on meanwhile. Were it cut short, the change is found when somebody opens the app.
        await Promise.race([Promise.all(told), waitFor(patienceMilliseconds, undefined, { ref: false })]);
        return '';
      },
    },
  });
}

/** Graph repeats itself, also within one request. */
function each(notifications: readonly GraphNotification[]): GraphNotification[] {
  return [...new Map(notifications.map((one) => [JSON.stringify(one), one])).values()];
}

async function take(deps: Deps, one: GraphNotification, takers: readonly TakeNotification[]): Promise<void> {
  try {
    for (const taken of takers) if (await taken(deps, one)) return;
  } catch (error) {
    deps.log.error('notification not taken', { subscriptionId: one.subscriptionId, error });
  }
}
