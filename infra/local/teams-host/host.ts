import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type ServerType, serve } from '@hono/node-server';
import type { Log } from '@open-door/api/platform/log.ts';
import { build } from 'esbuild';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { z } from 'zod';
import type { Channels } from '../graph/channels.ts';
import { addressOf, channelAddress, readView } from './page/address.ts';
import { readLink } from './page/deep-link.ts';
import type { Entity, HostPerson, Settings } from './page/settings.ts';
import { channelRoutes } from './team-channel.ts';

export type { HostPerson } from './page/settings.ts';

export type TeamsHostOptions = {
  /** 0 takes any free port. */
  port: number;
  /** Where the tab is served; relative content URLs of the entities start here. */
  tabUrl: string;
  /** The origin whose messages are answered; the origin of `tabUrl` unless said otherwise. */
  contentOrigin?: string | undefined;
  /**
   * At most some twenty people: by name, or the one whose object id equals the query; for an empty query the first few, of whom the
   * very first is signed in when an address names nobody.
   */
  people: (query: string) => Promise<readonly HostPerson[]>;
  /** The single sign-on token of a person. Rejects with the words that the tab's getAuthToken fails with. */
  tokenFor: (person: { tid: string; oid: string }) => Promise<string>;
  /** The app's id and its static tabs, the default one first. */
  app: { id: string; entities: readonly Entity[] };
  /** What is in a tenant's channels, for the page of a channel. Throws for an unknown tenant. */
  channels?: (tid: string) => Channels;
  /** Where the Chat links lead: the Agents Playground. */
  botUrl: string;
  log: Log;
};

export type TeamsHost = { url: string; stop(): Promise<void> };

const pageFolder = new URL('./page/', import.meta.url);
const mostPeople = 20;

const files = {
  'door.svg': 'image/svg+xml',
  'page.css': 'text/css; charset=utf-8',
  'stage.css': 'text/css; charset=utf-8',
  'team-channel.css': 'text/css; charset=utf-8',
} as const;

const scripts = {
  'main.js': new URL('./page/main.ts', import.meta.url),
  'team-channel.js': new URL('./page/team-channel-page.ts', import.meta.url),
};

/** Starts the page that looks and answers like Teams around the personal tab. Rejects when the port is taken (EADDRINUSE). */
export async function startTeamsHost(options: TeamsHostOptions): Promise<TeamsHost> {
  const settings = settingsFrom(options);
  const server = await listen(routes(options, settings), options.port);
  const { port } = server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  options.log.info('teams-host-started', { url });
  return {
    url,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

function settingsFrom({ tabUrl, contentOrigin, app }: TeamsHostOptions): Settings {
  const entities = app.entities.map((entity) => ({ ...entity, contentUrl: new URL(entity.contentUrl, tabUrl).href }));
  if (!entities.length) throw new Error('The Teams host needs at least one static tab in app.entities.');
  return { app: { id: app.id, entities }, contentOrigin: contentOrigin ?? new URL(tabUrl).origin };
}

/** Only this machine can reach it: the page hands out tokens of everybody. */
function listen(app: Hono, port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => resolve(server));
    server.once('error', reject);
  });
}

function routes(options: TeamsHostOptions, settings: Settings): Hono {
  const app = new Hono();
  app.use(guard(settings.contentOrigin));
  app.onError((error, context) => {
    options.log.error('teams-host-failed', { path: context.req.path, error });
    return context.text(error.message, 500);
  });

  app.get('/', async (context) => context.html(await readFile(new URL('index.html', pageFolder), 'utf8')));
  app.get('/channel', async (context) =>
    context.html(await readFile(new URL('team-channel.html', pageFolder), 'utf8')),
  );
  for (const [name, entry] of Object.entries(scripts)) {
    app.get(`/page/${name}`, async (context) =>
      context.body(await pageScript(entry), 200, { 'content-type': 'text/javascript' }),
    );
  }
  for (const [name, type] of Object.entries(files)) {
    app.get(`/page/${name}`, async (context) =>
      context.body(await readFile(new URL(name, pageFolder), 'utf8'), 200, { 'content-type': type }),
    );
  }
  app.get('/l/*', (context) => followDeepLink(context, settings));
  app.get('/host/chat', (context) => context.redirect(options.botUrl));
  if (options.channels) app.route('/host/channel', channelRoutes(options.channels));
  app.get('/host/settings', (context) => context.json(settings));
  app.get('/host/people', async (context) => {
    const query = z
      .string()
      .max(200)
      .safeParse(context.req.query('query') ?? '');
    if (!query.success) return context.text('Search for a name of at most 200 letters.', 400);
    return context.json((await options.people(query.data)).slice(0, mostPeople));
  });
  app.post('/host/token', (context) => giveToken(context, options));
  return app;
}

function guard(contentOrigin: string): MiddlewareHandler {
  return async (context, next) => {
    // A page of another name that resolves to this machine (DNS rebinding) must not read anything here.
    const { hostname } = new URL(context.req.url);
    if (hostname !== 'localhost' && hostname !== '127.0.0.1') {
      return context.text('Open this page under http://localhost.', 421);
    }
    await next();
    context.header('cache-control', 'no-store');
    context.header('content-security-policy', `default-src 'self'; frame-src ${contentOrigin}; frame-ancestors 'none'`);
    return undefined;
  };
}

const personKey = z.object({ tid: z.string().min(1), oid: z.string().min(1) });

async function giveToken(context: Context, { tokenFor, log }: TeamsHostOptions) {
  // Browsers name the asking page here: no other page of this machine can take a token.
  if (context.req.header('origin') !== new URL(context.req.url).origin) {
    return context.text('Tokens are given to the host page only.', 403);
  }
  const person = personKey.safeParse(await context.req.json().catch(() => undefined));
  if (!person.success) return context.text('Name the person by tid and oid.', 400);
  try {
    return context.text(await tokenFor(person.data));
  } catch (error) {
    log.warn('teams-host-token-refused', { ...person.data, error });
    return context.text(error instanceof Error ? error.message : String(error), 502);
  }
}

/** `/l/entity/{appId}/{entityId}?context=…&as=…&theme=…` becomes the address of that view. */
function followDeepLink(context: Context, { app }: Settings) {
  const url = new URL(context.req.url);
  const link = readLink(url.href, url.origin);
  if (link.kind === 'channel') return context.redirect(channelAddress(link));
  if (link.kind !== 'entity' || link.appId !== app.id) {
    return context.text(`This host opens only links to Open Door: /l/entity/${app.id}/…`, 404);
  }
  return context.redirect(addressOf({ ...readView(url.searchParams), page: link.page, sub: link.sub }));
}

/** Bundled anew for each request (some 20 ms), so that reloading the page shows an edit. */
async function pageScript(entry: URL): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    sourcemap: 'inline',
    logLevel: 'silent',
  });
  return result.outputFiles[0]?.text ?? '';
}
