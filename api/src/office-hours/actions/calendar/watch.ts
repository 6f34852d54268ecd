import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Deps } from '../../../deps.ts';
import { ExpiringMap } from '../../../platform/expiring-map.ts';
import type { GraphRefusal } from '../../../platform/graph.ts';
import { notificationPath } from '../../../platform/graph-notifications.ts';
import { isRefusal } from '../../../platform/result.ts';
import { deleteWatch, findEngaged, findWatches, saveWatch, type Watch } from '../../store/calendar-watches.ts';

/** Watched are the calendars of whoever has a session in the days ahead. */
const daysAhead = 7;
/** Graph allows not quite seven days. */
const lastsHours = 72;
const renewHours = 24;
/** At a time; the next run goes on. */
const mostAtOnce = 200;
const hourMilliseconds = 3_600_000;

/** Tenants whose administrator has not granted the permission; asked again after an hour. */
const refused = new ExpiringMap<true>(10_000);

const subscription = z.object({ id: z.guid().toLowerCase(), expirationDateTime: z.iso.datetime({ offset: true }) });

/**
 * Keeps a tenant's calendars watched, so that what is done in Outlook is seen at once, where an administrator granted that.
 * `apiUrl` is where Graph reaches the API; without it nobody is watched. A subscription made just before a crash tells nobody anything and ends by itself.
 */
export async function watchCalendars(deps: Deps, tenantId: string, apiUrl: string | undefined): Promise<void> {
  const now = deps.now();
  if (!apiUrl || refused.get(tenantId, now.epochMilliseconds)) return;
  const { engaged, watches } = await deps.db.transaction(tenantId, async (tx) => ({
    engaged: await findEngaged(tx, now, now.add({ hours: 24 * daysAhead })),
    watches: new Map((await findWatches(tx)).map((watch) => [watch.personId, watch])),
  }));
  const due = engaged.filter((personId) => {
    const watch = watches.get(personId);
    return !watch || Temporal.Instant.compare(watch.expiresAt, now.add({ hours: renewHours })) < 0;
  });
  for (const personId of due.slice(0, mostAtOnce)) {
    const known = watches.get(personId);
    const refusal = await (known ? renewWatch(deps, tenantId, known) : beginWatch(deps, tenantId, personId, apiUrl));
    if (refusal?.reason === 'permission-missing') {
      refused.set(tenantId, true, now.epochMilliseconds + hourMilliseconds);
      return;
    }
    // Somebody without a mailbox is nobody to watch; what Graph is too busy for comes in the next run.
    if (refusal?.reason === 'throttled' || refusal?.reason === 'unreachable') return;
  }
  const plans = new Set(engaged);
  for (const watch of watches.values()) if (!plans.has(watch.personId)) await endWatch(deps, tenantId, watch);
}

async function beginWatch(
  deps: Deps,
  tenantId: string,
  personId: string,
  apiUrl: string,
): Promise<GraphRefusal | undefined> {
  const clientState = deps.newId();
  const address = `${apiUrl}${notificationPath}`;
  const made = await deps.graph.call('watchCalendar', {
    as: { kind: 'application', tenantId },
    schema: subscription,
    prefer: ['IdType="ImmutableId"'],
    body: {
      changeType: 'created,updated,deleted',
      resource: `users/${personId}/events`,
      notificationUrl: address,
      lifecycleNotificationUrl: address,
      clientState,
      expirationDateTime: deps.now().add({ hours: lastsHours }).toString(),
    },
  });
  if (isRefusal(made)) return made;
  const { id: subscriptionId, expirationDateTime } = made.answer;
  const watch = { personId, subscriptionId, clientState, expiresAt: Temporal.Instant.from(expirationDateTime) };
  await deps.db.transaction(tenantId, (tx) => saveWatch(tx, watch));
  return undefined;
}

/** Lets a subscription go on; one that Graph no longer has is begun anew in the next run. */
export async function renewWatch(deps: Deps, tenantId: string, watch: Watch): Promise<GraphRefusal | undefined> {
  const { subscriptionId } = watch;
  const renewed = await deps.graph.call('renewWatch', {
    as: { kind: 'application', tenantId },
    schema: subscription,
    path: { subscription: subscriptionId },
    body: { expirationDateTime: deps.now().add({ hours: lastsHours }).toString() },
  });
  if (isRefusal(renewed)) {
    if (renewed.reason === 'not-found') await deps.db.transaction(tenantId, (tx) => deleteWatch(tx, subscriptionId));
    return renewed;
  }
  const expiresAt = Temporal.Instant.from(renewed.answer.expirationDateTime);
  await deps.db.transaction(tenantId, (tx) => saveWatch(tx, { ...watch, expiresAt }));
  return undefined;
}

/** Of somebody without plans. Whatever Graph says: it ends by itself when it is not renewed. */
async function endWatch(deps: Deps, tenantId: string, { subscriptionId }: Watch): Promise<void> {
  const as = { kind: 'application', tenantId } as const;
  await deps.graph.call('endWatch', { as, schema: z.unknown(), path: { subscription: subscriptionId } });
  await deps.db.transaction(tenantId, (tx) => deleteWatch(tx, subscriptionId));
}
