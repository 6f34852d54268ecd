import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const entry = path.resolve(import.meta.dirname, '../../bot/src/create-bot.ts');

/** Runs lines in a process of its own and answers what they print. */
async function node(...lines: string[]): Promise<string> {
  const heavy = `(await import('node:module')).default; const loaded = () => Object.keys(Module._cache).filter((file) => /botbuilder|botframework|teams\\.cards/.test(file)).length;`;
  const source = [
    `const Module = ${heavy}`,
    `const { createBot } = await import(${JSON.stringify(entry)});`,
    ...lines,
  ].join('\n');
  return (await run(process.execPath, ['--input-type=module', '--eval', source])).stdout.trim();
}

const config = `{ BOT_ANONYMOUS: 'allowed', TEAMS_URL: 'https://t.example', TEAMS_APP_ID: 'x', OWNERS: [] }`;

test('loads neither botbuilder nor the card builders before the first message', async () => {
  const printed = await node(
    `const bot = createBot({ log: { warn() {} } }, ${config});`,
    `const before = loaded();`,
    `await bot.messages(new Request('http://bot', { method: 'POST', body: 'no activity' }));`,
    `console.log(before, loaded() > 50);`,
  );
  expect(printed).toBe('0 true');
});

test('does not load them for a message it turns away unread', async () => {
  const printed = await node(
    `const bot = createBot({}, { ...${config}, BOT_ANONYMOUS: 'refused' });`,
    `const { status } = await bot.messages(new Request('http://bot', { method: 'POST', body: '{}' }));`,
    `console.log(status, loaded());`,
  );
  expect(printed).toBe('401 0');
});
