import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Deps, openDeps } from '@open-door/api/deps.ts';
import { readConfig } from '@open-door/api/platform/config.ts';
import { demo, type LocalOrganisation } from '../../infra/local/organisation.ts';
import { seedDemo } from '../../infra/local/seed.ts';
import { type Stage, startStage } from '../../infra/local/stage.ts';
import { buildTabWhenChanged } from '../../infra/local/tab-build.ts';

/** The whole product as `npm start` runs it, on free ports, over a migrated database, with the demo organisation. */
export type DemoStage = Stage & {
  organisation: LocalOrganisation;
  /** The product's own deps beside it, for arranging what a test needs through actions. */
  deps: Deps;
  /** The host page as this person (a label of the cast or a name), with the address parameters of the Teams host. */
  address(person: string, parameters?: Record<string, string>): string;
};

const silent = { info: () => {}, warn: () => {}, error: console.error };
const anyPort = { product: 0, issuer: 0, graph: 0, realtime: 0, host: 0, playground: 0 };

/** `databaseUrl` is the app role's address. `stop` leaves nothing behind but the database. */
export async function openDemoStage(databaseUrl: string, { playground = false } = {}): Promise<DemoStage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'open-door-stage-'));
  await buildTabWhenChanged();
  const organisation = demo();
  const stage = await startStage({
    folder,
    databaseUrl,
    organisations: [organisation],
    ports: anyPort,
    playground,
    log: silent,
  });
  const config = readConfig(stage.environment);
  const deps = openDeps(config);
  const tokenFor = stage.issuer.issueTabToken;
  await seedDemo(deps, () => {}, { places: config, channels: stage.graph.channels, tokenFor });
  return {
    ...stage,
    organisation,
    deps,
    address: (person, parameters = {}) => {
      const id =
        organisation.cast.find(({ label }) => label.startsWith(person))?.id ??
        organisation.people.find(({ displayName }) => displayName === person)?.id;
      if (!id) throw new Error(`nobody in the demo organisation is ${person}`);
      return `${stage.hostUrl}/?${new URLSearchParams({ person: id, ...parameters })}`;
    },
    stop: async () => {
      await stage.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
