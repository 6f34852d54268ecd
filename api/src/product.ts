import process from 'node:process';
import { createApp } from './app.ts';
import { openDeps } from './deps.ts';
import { readConfig } from './platform/config.ts';
import { openVerifier } from './platform/identity.ts';

let opened: ReturnType<typeof open> | undefined;

/** The product opened once per process from its environment; the API's and the bot's functions share it. */
export function product() {
  opened ??= open();
  return opened;
}

function open() {
  const config = readConfig(process.env);
  const deps = openDeps(config);
  return { config, deps, app: createApp(config, deps, openVerifier(config)) };
}
