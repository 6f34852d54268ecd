import type { Deps } from '../../deps.ts';
import type { Actor, Role } from '../../platform/actor.ts';
import { batchedByTenant } from '../../platform/batched.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { zoneName } from '../../platform/zone-name.ts';
import { sortName } from '../names.ts';
import { appointOwner, findCaller, findCallers, foundTenant, type KnownPerson, markSeen } from '../store/callers.ts';
import { reindex } from './reindex.ts';

/** Who a verified token speaks for: the tenant and the directory object id, and how the token names the person. */
export type Caller = { tenantId: string; objectId: string; name?: string | undefined; username?: string | undefined };

/**
 * Turns a verified identity into the person it belongs to, with every request. `timeZone` is the zone of the device, used
 * until the person has one of their own. `owners` are the configured programme owners as `tenantId/objectId`: they may
 * always come in, and the first of them to do so makes their organisation known.
 */
export async function recognise(
  deps: Deps,
  caller: Caller,
  reading: { locale: string; timeZone: string | undefined },
  owners: readonly string[] = [],
): Promise<Result<{ actor: Actor }, 'organisation-unknown' | 'not-in-directory' | 'no-longer-active'>> {
  const isOwner = owners.includes(`${caller.tenantId}/${caller.objectId}`.toLowerCase());
  const known = await knownCaller(deps.db, caller.tenantId, caller.objectId);
  if (known?.active && known.firstSeenAt && (!isOwner || isSettledOwner(known)))
    return done({ actor: actorOf(caller, known, reading) });
  return deps.db.transaction(caller.tenantId, async (tx) => {
    let { tenantKnown, person } = await findCaller(tx, caller.objectId);
    if (isOwner && !isSettledOwner(person)) {
      await welcomeOwner({ ...deps, db: tx }, caller);
      ({ tenantKnown, person } = await findCaller(tx, caller.objectId));
    }
    if (!tenantKnown) return refuse('organisation-unknown');
    if (!person) return refuse('not-in-directory');
    if (!person.active) return refuse('no-longer-active');
    if (!person.firstSeenAt) await markSeen(tx, caller.objectId, deps.now());
    return done({ actor: actorOf(caller, person, reading) });
  });
}

/** Nearly every request is of somebody who has been here before. */
const knownCaller = batchedByTenant(findCallers);

function actorOf(
  { tenantId, objectId }: Caller,
  person: KnownPerson,
  { locale, timeZone }: { locale: string; timeZone: string | undefined },
): Actor {
  // The device's zone comes from a request header, so it may be anything.
  const zone = person.timeZone ?? zoneName(timeZone ?? '') ?? 'UTC';
  const roles: Role[] = ['learner', ...person.roles];
  if (person.champion) roles.push(person.champion);
  if (person.isLeader) roles.push('leader');
  return { tenantId, personId: objectId, roles, locale, timeZone: zone };
}

const isSettledOwner = (person: KnownPerson | undefined) => person?.active && person.roles.includes('owner');

/** Nobody has told the organisation's name yet, so it is called by the domain of its owner's address. */
async function welcomeOwner(deps: Deps, { tenantId, objectId, username, name }: Caller): Promise<void> {
  const address = username?.toLowerCase() || objectId;
  await deps.db.transaction(tenantId, async (tx) => {
    const inTx = { ...deps, db: tx };
    await foundTenant(tx, address.split('@')[1] ?? address, deps.now());
    await appoint(inTx, tenantId, { personId: objectId, username: address, displayName: name || address });
  });
}

/**
 * Makes an organisation known, with its programme owner (an object id) if one is given; an import tells their name. Twice
 * is the same as once.
 */
export async function openOrganisation(
  deps: Deps,
  { tenantId, name, owner }: { tenantId: string; name: string; owner?: string },
): Promise<void> {
  await deps.db.transaction(tenantId, async (tx) => {
    await foundTenant(tx, name, deps.now());
    if (owner) await appoint({ ...deps, db: tx }, tenantId, { personId: owner, username: owner, displayName: owner });
  });
}

/** `deps.db` is a transaction. */
async function appoint(
  deps: Deps,
  tenantId: string,
  owner: { personId: string; username: string; displayName: string },
): Promise<void> {
  await deps.db.transaction(tenantId, (tx) => appointOwner(tx, { ...owner, sortName: sortName(owner.displayName) }));
  await reindex(deps, tenantId, [owner.personId]);
}
