import type { Deps } from '../../../deps.ts';
import type { Actor } from '../../../platform/actor.ts';
import type { GraphNotification } from '../../../platform/graph-notifications.ts';
import { isRefusal } from '../../../platform/result.ts';
import { isSameSecret } from '../../../platform/same-secret.ts';
import { isSameTime } from '../../outlook-change.ts';
import { findKnownEvents, findUnseenInvitations } from '../../store/calendar-known.ts';
import { deleteWatch, findWatch, type Watch } from '../../store/calendar-watches.ts';
import { outlookForm, readEvent } from './graph-event.ts';
import { type Reader, takeOver } from './take-over.ts';
import { renewWatch } from './watch.ts';

/**
 * Takes what Graph tells of a watched calendar; answers whether it is one. What is told is a hint only: the event is read
 * from Graph, so one that is forged, late or told twice does no harm.
 */
export async function takeCalendarNotification(deps: Deps, notification: GraphNotification): Promise<boolean> {
  const { tenantId, subscriptionId, lifecycleEvent } = notification;
  const watch = await deps.db.transaction(tenantId, (tx) => findWatch(tx, subscriptionId));
  if (!watch) return false;
  if (!isSameSecret(watch.clientState, notification.clientState)) {
    deps.log.warn('notification of somebody else', { subscriptionId });
    return true;
  }
  if (lifecycleEvent === 'reauthorizationRequired') await renewWatch(deps, tenantId, watch);
  // Begun anew by the timer. What was missed meanwhile is read when either of the two opens the app.
  if (lifecycleEvent === 'subscriptionRemoved') {
    await deps.db.transaction(tenantId, (tx) => deleteWatch(tx, subscriptionId));
  }
  if (!lifecycleEvent) await takeChange(deps, notification, watch);
  return true;
}

async function takeChange(
  deps: Deps,
  { tenantId, changeType, resourceData }: GraphNotification,
  { personId }: Watch,
): Promise<void> {
  const eventId = resourceData?.id;
  if (!eventId) return;
  const readOf = (user: string, event: string) =>
    deps.graph.call('readEventOf', {
      as: { kind: 'application', tenantId },
      schema: readEvent,
      path: { user, event },
      prefer: outlookForm,
    });
  const read: Reader['read'] = (event) => readOf(personId, event);
  const organizerHas: Reader['organizerHas'] = async (organizer, time) => {
    const own = await readOf(organizer.personId, organizer.eventId);
    return own.ok && isSameTime(own.answer, time);
  };
  const bookingId = await bookingOf(deps, tenantId, personId, eventId, read);
  if (!bookingId) return;
  const hint = { bookingId, eventId, isGone: () => changeType === 'deleted' };
  const taken = await takeOver(deps, ownerOf(tenantId, personId), hint, { read, organizerHas });
  // What we write ourselves is told too, while it is being written.
  if (isRefusal(taken) && taken.reason !== 'being-written') {
    deps.log.warn('change in a calendar not read', { reason: taken.reason });
  }
}

/** An invitation is known by what it is in every calendar, until it was seen in this one. */
async function bookingOf(
  deps: Deps,
  tenantId: string,
  personId: string,
  eventId: string,
  read: Reader['read'],
): Promise<string | undefined> {
  const find = (by: { ids: string[]; icalUids: string[] }) =>
    deps.db.transaction(tenantId, async (tx) => ({
      known: (await findKnownEvents(tx, personId, by))[0],
      unseen: await findUnseenInvitations(tx, personId, deps.now()),
    }));
  const { known, unseen } = await find({ ids: [eventId], icalUids: [] });
  if (known || unseen.length === 0) return known?.bookingId;
  const event = await read(eventId);
  if (isRefusal(event) || event.answer.icalUid === null) return undefined;
  return (await find({ ids: [], icalUids: [event.answer.icalUid] })).known?.bookingId;
}

/** Nobody is present: whoever did something in Outlook is named, and reads nothing here. */
function ownerOf(tenantId: string, personId: string): Actor {
  return { tenantId, personId, roles: [], locale: 'en-GB', timeZone: 'UTC' };
}
