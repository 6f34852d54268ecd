import type { Deps } from '../deps.ts';
import type { Actor } from '../platform/actor.ts';
import { done, type Result, refuse } from '../platform/result.ts';
import { findCaller } from './store.ts';

/** Who a verified token speaks for: the tenant and the directory object id. */
export type Caller = { tenantId: string; objectId: string };

/**
 * Turns a verified identity into the person it belongs to. `timeZone` is the zone of the device, used until the person
 * has one of their own.
 */
export async function recognise(
  deps: Deps,
  caller: Caller,
  reading: { locale: string; timeZone: string | undefined },
): Promise<Result<{ actor: Actor }, 'not-in-directory' | 'no-longer-active'>> {
  const person = await deps.db.transaction(caller.tenantId, (tx) => findCaller(tx, caller.objectId));
  if (!person) return refuse('not-in-directory');
  if (!person.active) return refuse('no-longer-active');
  const { personId, roles } = person;
  const timeZone = person.timeZone ?? reading.timeZone ?? 'UTC';
  return done({ actor: { tenantId: caller.tenantId, personId, roles, locale: reading.locale, timeZone } });
}
