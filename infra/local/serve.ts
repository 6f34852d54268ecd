import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { setInterval } from 'node:timers';
import { setTimeout as waitFor } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { product } from '@open-door/api/product.ts';
import { runTimer, timersOf } from '@open-door/api/timers.ts';
import { bot } from '@open-door/bot/product.ts';
import { Hono } from 'hono';

// The product as one process on this machine: the same app and bot that Azure runs, and the built tab beside them. What
// differs from Azure is its configuration, which it reads from its environment like any other host.

const root = path.resolve(import.meta.dirname, '../..');
const [port, hostOrigin] = process.argv.slice(2);
const deliverEveryMilliseconds = 1_000;
const longestGoodbyeMilliseconds = 5_000;

const { app, config, deps } = product();
const api = await app();
const { messages, deliver } = bot();
const server = new Hono();
server.post('/api/messages', (c) => messages(c.req.raw));
server.route('/', api);
server.get('/settings.js', (c) =>
  c.body(settings(), 200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' }),
);
server.use(
  '/assets/*',
  serveStatic({
    root: path.join(root, 'dist/tab'),
    onFound: (_file, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
  }),
);
server.get('/consent.html', serveStatic({ path: path.join(root, 'dist/tab/consent.html') }));
const page = await readFile(path.join(root, 'dist/tab/index.html'), 'utf8');
server.get('/tab/*', (c) => c.html(page));
server.get('/tab', (c) => c.html(page));

const listener = serve({ fetch: server.fetch, port: Number(port), hostname: '127.0.0.1' }, () =>
  process.send?.('ready'),
);

/** What a deployment writes into the tab's `settings.js`. */
function settings(): string {
  const { CLIENT_ID: clientId, AUTHORITY: authority } = config;
  return `globalThis.openDoor = ${JSON.stringify({ apiUrl: '', hostOrigins: [hostOrigin], clientId, authority })};\n`;
}

/** Runs once at a time, as a timer does in Azure; `stop` answers when what is under way has come to its end. */
function every(milliseconds: number, run: () => Promise<unknown>) {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const interval = setInterval(() => {
    if (busy) return;
    busy = true;
    running = run()
      .catch((error) => deps.log.error('a timer failed', { error }))
      .finally(() => {
        busy = false;
      });
  }, milliseconds);
  return {
    stop: () => {
      clearInterval(interval);
      return running;
    },
  };
}

const intervals = [
  every(deliverEveryMilliseconds, deliver),
  ...timersOf(config).map((timer) => every(timer.everyMinutes * 60_000, () => runTimer(deps, timer))),
];

process.on('SIGTERM', async () => {
  const ended = intervals.map((interval) => interval.stop());
  // Takes no more, and lets what is under way come to its end; a page that keeps its connection open does not hold us up.
  const answered = new Promise((resolve) => listener.close(resolve));
  await Promise.race([Promise.all([answered, ...ended]), waitFor(longestGoodbyeMilliseconds)]);
  process.exit(0);
});
// Ctrl-C reaches every process of the group; the one that started us decides when we stop.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
