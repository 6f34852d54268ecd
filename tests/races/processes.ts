import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Deps } from '../../api/src/deps.ts';
import { type OpenDatabase, openDatabase } from '../../api/src/platform/database.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { foundOrganisation, type Hired, hire, type Organisation, testDeps } from '../support/organisation.ts';

// The database and its replicas stay open for the file that calls `openProcesses`; the others are set anew before each test.
export let database: TestDatabase;
/** Each stands for one more process of the product, with connections of its own. */
export let replicas: OpenDatabase[];
export let organisation: Organisation;
export let deps: ReturnType<typeof testDeps>;

/** The product as so many processes have it at once, with so many connections each, and an organisation on a Monday at eight. */
export function openProcesses(count: number, connectionsEach: number): void {
  beforeAll(async () => {
    database = await createDatabase();
    replicas = Array.from({ length: count }, () => openDatabase(database.appUrl, connectionsEach));
  });
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await database.close();
  });
  beforeEach(async () => {
    organisation = await foundOrganisation(database);
    deps = testDeps(organisation, '2026-11-23T08:00:00Z');
  });
}

/** The product as its i-th process has it, at the time that everybody's clock shows. */
export function on(i: number, now = deps.now): Deps {
  return { ...deps, now, db: at(replicas, i) };
}

/** So many people who learn. */
export const crew = (size: number): Promise<Hired[]> =>
  Promise.all(Array.from({ length: size }, () => hire(organisation)));

/** The i-th of these, from the first again after the last. */
export const at = <T>(items: readonly T[], i: number) => items[i % items.length] as T;
