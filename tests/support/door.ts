import type { Deps } from '../../api/src/deps.ts';
import { matchingOperations } from '../../api/src/matching/http.ts';
import { officeHoursOperations } from '../../api/src/office-hours/http.ts';
import { readConfig } from '../../api/src/platform/config.ts';
import { createRouter } from '../../api/src/platform/router.ts';
import { topicsOperations } from '../../api/src/topics/http.ts';
import type { Hired } from './organisation.ts';

export const config = readConfig({
  DATABASE_URL: 'postgres://unused',
  CLIENT_ID: 'c0ffee00-0000-4000-8000-000000000001',
  CLIENT_SECRET: 'unused',
  TEAMS_APP_ID: 'c0ffee00-0000-4000-8000-000000000002',
  APPLICATION_ID_URI: 'api://localhost/c0ffee00-0000-4000-8000-000000000001',
  PUBLIC_URL: 'http://localhost:5173',
});

export type Answer = { status: number; type: string; body: string; json: <T>() => T };

/**
 * The real router over the operations of booking and matching. `ask` calls as somebody; who that is is taken on trust
 * here, because signing in has tests of its own.
 */
export function openDoor(deps: Deps) {
  const callers = new Map<string, Hired>();
  const app = createRouter([...topicsOperations, ...officeHoursOperations(config), ...matchingOperations], {
    deps,
    maximumFileBytes: 1_000,
    verify: (authorization) => {
      const caller = callers.get(authorization?.replace('Bearer ', '') ?? '');
      if (!caller) return { ok: false, reason: 'token-missing' };
      const { tenantId, personId: objectId, displayName: name, username } = caller;
      return { ok: true, identity: { tenantId, objectId, name, username, scopes: [], expiresAt: 2 ** 40 } };
    },
    recognise: async ({ objectId }) => ({ ok: true, actor: callers.get(objectId) as Hired }),
  });
  return async function ask(as: Hired, operation: string, body?: unknown): Promise<Answer> {
    callers.set(as.personId, as);
    const [method = '', path = ''] = operation.split(' ');
    const response = await app.request(path, {
      method,
      headers: {
        authorization: `Bearer ${as.personId}`,
        'accept-language': as.locale,
        'time-zone': as.timeZone,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, body: text, json: <T>() => JSON.parse(text) as T };
  };
}
