import process from 'node:process';
import type { createApp } from './app.ts';
import { openDeps } from './deps.ts';
import { readConfig } from './platform/config.ts';
import { openVerifier } from './platform/identity.ts';

type App = ReturnType<typeof createApp>;

let opened: ReturnType<typeof open> | undefined;

/** The product opened once per process from its environment; the API's and the bot's functions share it. */
export function product() {
  opened ??= open();
  return opened;
}

function open() {
  const config = readConfig(process.env);
  const deps = openDeps(config);
  let app: Promise<App> | undefined;
  return {
    config,
    deps,
    /** The routes, loaded and mounted with the first request. */
    app: () => {
      app ??= import('./app.ts').then(({ createApp }) => createApp(config, deps, openVerifier(config)));
      return app;
    },
  };
}
