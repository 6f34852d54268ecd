import { createHash } from 'node:crypto';
import type { Claims } from './jwt.ts';
import type { IssuerApp, IssuerPerson } from './tenants.ts';

/** How long tokens last in seconds; Entra's last 60 to 90 minutes. */
export const lifetimeSeconds = 3600;

/** The Teams web client, which asks for a tab's token: https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication */
const teamsWebClient = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';

type Common = { issuer: string; tid: string };

/** The claims of the token that Teams single sign-on gives a tab (v2.0, the audience is the client id). */
export function tabClaims({ issuer, tid }: Common, app: IssuerApp, person: IssuerPerson): Claims {
  return {
    aud: app.clientId,
    ...common(issuer, tid),
    ...ofPerson(person, app.clientId),
    azp: teamsWebClient,
    azpacr: '0',
    scp: 'access_as_user',
  };
}

/** The claims of a token for `resource` that the app uses on behalf of a person. */
export function delegatedClaims(
  { issuer, tid, resource }: Common & { resource: string },
  app: IssuerApp,
  person: IssuerPerson,
  scopes: readonly string[],
): Claims {
  return {
    aud: resource,
    ...common(issuer, tid),
    ...ofPerson(person, resource),
    azp: app.clientId,
    azpacr: '1',
    scp: scopes.join(' '),
  };
}

/** The claims of a token for `resource` that the app uses as itself. */
export function applicationClaims(
  { issuer, tid, resource }: Common & { resource: string },
  app: IssuerApp,
  roles: readonly string[],
): Claims {
  const servicePrincipal = uuidFrom(`${tid} ${app.clientId}`);
  return {
    aud: resource,
    ...common(issuer, tid),
    azp: app.clientId,
    azpacr: '1',
    idtyp: 'app',
    oid: servicePrincipal,
    sub: servicePrincipal,
    // Entra leaves the claim out when there is nothing to say.
    ...(roles.length && { roles }),
  };
}

function common(issuer: string, tid: string) {
  const now = Math.floor(Date.now() / 1000);
  return { iss: issuer, iat: now, nbf: now, exp: now + lifetimeSeconds, tid, ver: '2.0' };
}

/** `sub` differs from audience to audience, as Entra's pairwise one does. */
function ofPerson({ oid, name, username }: IssuerPerson, audience: string) {
  const sub = createHash('sha256').update(`${oid} ${audience}`).digest('base64url');
  return { oid, sub, name, preferred_username: username };
}

function uuidFrom(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex');
  return digits.slice(0, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}
