import process from 'node:process';
import { serve } from '@hono/node-server';
import { createApp } from '@open-door/api/app.ts';
import { openDeps } from '@open-door/api/deps.ts';
import { readConfig } from '@open-door/api/platform/config.ts';
import { openVerifier } from '@open-door/api/platform/identity.ts';

// The product where nobody has granted access to calendars: Graph refuses at once. All else is as it is configured.
const config = readConfig(process.env);
const deps = openDeps(config);
const refuse = async () => ({ ok: false, reason: 'sign-in-needed' }) as const;
const app = createApp(
  config,
  { ...deps, graph: { ...deps.graph, call: refuse as typeof deps.graph.call } },
  openVerifier(config),
);
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.(port));
process.on('disconnect', () => process.exit(0));
