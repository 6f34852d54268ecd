import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../api/src/deps.ts';
import type { Actor, Role } from '../../api/src/platform/actor.ts';
import { noRealtime } from '../../api/src/platform/realtime.ts';
import type { TestDatabase } from './database.ts';

export type Organisation = { tenantId: string; database: TestDatabase };

/** A new tenant without people. */
export async function foundOrganisation(
  database: TestDatabase,
  name = 'Calder & Vale',
  tenantId = randomUUID() as string,
): Promise<Organisation> {
  await database.owner.query('insert into tenants values ($1, $2, now())', [tenantId, name]);
  return { tenantId, database };
}

export type Hired = Actor & { displayName: string; username: string };

type Person = {
  name?: string;
  department?: string;
  office?: string;
  languages?: string[];
  timeZone?: string;
  locale?: string;
  managerId?: string;
  roles?: ('owner' | 'leader' | 'specialist')[];
};

/** A person of the directory, written past the import, as the actor they are in the product. */
export async function hire({ tenantId, database }: Organisation, person: Person = {}): Promise<Hired> {
  const personId = randomUUID();
  const displayName = person.name ?? `Ana ${personId.slice(0, 4)}`;
  const username = `${personId.slice(0, 8)}@caldervale.example`;
  const { timeZone = 'Europe/Lisbon', locale = 'en-GB', roles = [] } = person;
  await database.owner.query(
    `insert into people (tenant_id, person_id, username, display_name, sort_name, job_title, department, office,
       languages, time_zone, manager_id, roles)
     values ($1, $2, $3, $4, lower($4), 'Analyst', $5, $6, $7, $8, $9, $10)`,
    [
      tenantId,
      personId,
      username,
      displayName,
      person.department ?? 'Finance',
      person.office ?? 'Lisbon',
      person.languages ?? ['en'],
      timeZone,
      person.managerId ?? null,
      roles.filter((role) => role !== 'leader'),
    ],
  );
  if (roles.includes('leader')) await makeLeader(database, tenantId, personId);
  const all: Role[] = ['learner', ...roles];
  return { tenantId, personId, roles: all, locale, timeZone, displayName, username };
}

async function makeLeader({ owner }: TestDatabase, tenantId: string, personId: string): Promise<void> {
  await owner.query("insert into leader_choices values ($1, $2, 'in')", [tenantId, personId]);
  await owner.query("insert into leaders (tenant_id, person_id, because, since) values ($1, $2, 'hand', now())", [
    tenantId,
    personId,
  ]);
}

type Offer = {
  kind?: 'champion' | 'mentor';
  skills?: Record<string, 1 | 2 | 3>;
  lovesToHelpWith?: string;
  capacityPerWeek?: number;
  pausedUntil?: string;
};

/** Makes a person a confirmed champion; they have published no hours yet. */
export async function makeChampion({ database }: Organisation, person: Hired, offer: Offer = {}): Promise<Hired> {
  const { kind = 'champion', skills = {}, lovesToHelpWith = '', capacityPerWeek = 40, pausedUntil = null } = offer;
  await database.owner.query(
    `insert into champions (tenant_id, person_id, kind, state, loves_to_help_with, capacity_per_week, paused_until)
     values ($1, $2, $3, 'confirmed', $4, $5, $6)`,
    [person.tenantId, person.personId, kind, lovesToHelpWith, capacityPerWeek, pausedUntil],
  );
  for (const [topic, level] of Object.entries(skills)) {
    const row = [person.tenantId, person.personId, topic, level];
    await database.owner.query('insert into champion_skills values ($1, $2, $3, $4)', row);
  }
  return { ...person, roles: [...person.roles, kind] };
}

/** What actions need, with a clock that stands where the test puts it. */
export function testDeps({ database }: Organisation, now: string): Deps & { clock: { now: Temporal.Instant } } {
  const clock = { now: Temporal.Instant.from(now) };
  const unreachable = new Proxy(
    {},
    { get: (_, name) => () => Promise.reject(new Error(`Graph is not here: ${String(name)}`)) },
  );
  const quiet = () => {};
  return {
    clock,
    db: database.db,
    graph: unreachable as Deps['graph'],
    realtime: noRealtime,
    log: { info: quiet, warn: quiet, error: quiet },
    now: () => clock.now,
    newId: () => randomUUID(),
  };
}
