import type { Deps } from '../../deps.ts';
import { type Actor, may } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { findRoles, type GivenRole, type Roles, replaceGivenRoles } from '../store/roles.ts';

/** The roles the programme gave a person, and whether they lead. */
export async function getRoles(deps: Deps, actor: Actor, personId: string): Promise<Result<Roles, 'no-such-person'>> {
  const roles = await deps.db.transaction(actor.tenantId, (tx) => findRoles(tx, personId));
  return roles ? done(roles) : refuse('no-such-person');
}

/**
 * Replaces the roles the programme gave a person. Owners keep their own ownership: taking it is another owner's to do, so
 * that a programme never loses its last one by a slip.
 */
export async function giveRoles(
  deps: Deps,
  actor: Actor,
  personId: string,
  roles: GivenRole[],
): Promise<Result<Pick<Roles, 'roles'>, 'no-such-person' | 'own-ownership' | 'not-allowed'>> {
  if (!may(actor, 'owner')) return refuse('not-allowed');
  if (personId === actor.personId && !roles.includes('owner')) return refuse('own-ownership');
  const given = await deps.db.transaction(actor.tenantId, (tx) => replaceGivenRoles(tx, personId, roles));
  return given ? done({ roles }) : refuse('no-such-person');
}
