import { randomUUID } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { foundOrganisation, type Hired, type Organisation } from './organisation.ts';
import { createWorld, type World } from './world.ts';

type Answer = { status: number; type: string; body: string; json: <T>() => T };

export type Door = {
  world: World;
  /** A new organisation, whose people can sign in. */
  found(): Promise<Organisation>;
  setNow(instant: Temporal.Instant): void;
  /** A request as somebody hired, in their language. */
  ask(as: Hired, operation: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
};

const tenantsAtMost = 60;

/** The real app for tests that each found an organisation of their own. */
export async function openDoor(environment: Record<string, string> = {}): Promise<Door> {
  const tenantIds = Array.from({ length: tenantsAtMost }, () => randomUUID());
  const world = await createWorld({ tenants: tenantIds.map((tid) => ({ tid, people: [] })), environment });
  return {
    world,
    setNow: world.setNow,
    close: world.close,
    found: () => {
      const tenantId = tenantIds.pop();
      if (!tenantId) throw new Error(`a test file founds at most ${tenantsAtMost} organisations`);
      return foundOrganisation(world, 'Calder & Vale', tenantId);
    },
    ask: async (as, operation, body, headers = {}) => {
      const request = world.as({ tid: as.tenantId, oid: as.personId }, { 'accept-language': as.locale, ...headers });
      const response = await request(operation, body);
      const text = await response.text();
      const type = response.headers.get('content-type') ?? '';
      return { status: response.status, type, body: text, json: <T>() => JSON.parse(text) as T };
    },
  };
}
