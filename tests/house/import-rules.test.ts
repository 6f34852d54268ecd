import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

const wrong = [
  [
    'a domain file importing a library',
    'api/src/queue/wait.ts',
    "import { z } from 'zod'; export const x = z;",
    'domain files only',
  ],
  [
    'a domain file importing a store',
    'api/src/queue/wait.ts',
    "import { x } from './store.ts'; export const y = x;",
    'domain files only',
  ],
  ['a domain file reading the clock', 'api/src/queue/wait.ts', 'export const x = () => Date.now();', 'Date'],
  [
    'a domain file drawing a random number',
    'api/src/queue/wait.ts',
    'export const x = () => Math.random();',
    'no clock and no randomness',
  ],
  [
    'a domain file asking Temporal for now',
    'api/src/queue/wait.ts',
    "import { Temporal } from 'temporal-polyfill'; export const x = () => Temporal.Now.instant();",
    'no clock and no randomness',
  ],
  [
    'a schema importing a store',
    'api/src/queue/schema.ts',
    "import { x } from './store.ts'; export const y = x;",
    'domain types and the contract',
  ],
  [
    "a store importing another feature's store",
    'api/src/queue/store.ts',
    "import { x } from '../people/store.ts'; export const y = x;",
    'never through its store',
  ],
  [
    'a store importing an action',
    'api/src/queue/store.ts',
    "import { x } from './actions.ts'; export const y = x;",
    'domain and platform/database',
  ],
  [
    "an action importing another feature's store",
    'api/src/queue/actions.ts',
    "import { x } from '../people/store.ts'; export const y = x;",
    'never through its store',
  ],
  [
    "a split action importing another feature's store",
    'api/src/queue/actions/join.ts',
    "import { x } from '../../people/store.ts'; export const y = x;",
    'never through its store',
  ],
  [
    "an action in a folder of its own importing another feature's store",
    'api/src/queue/actions/live/join.ts',
    "import { x } from '../../../people/store/names.ts'; export const y = x;",
    'never through its store',
  ],
  [
    'a split schema importing a store',
    'api/src/queue/schema/tickets.ts',
    "import { x } from '../store/tickets.ts'; export const y = x;",
    'domain types and the contract',
  ],
  [
    'a split operation importing a store',
    'api/src/queue/http/tickets.ts',
    "import { x } from '../store/tickets.ts'; export const y = x;",
    'never touches a store',
  ],
  [
    'the tab importing a value of a split schema',
    'tab/src/x.ts',
    "import { x } from '@open-door/api/office-hours/schema/slots.ts'; export const y = x;",
    'types only',
  ],
  [
    'an action importing HTTP',
    'api/src/queue/actions.ts',
    "import { x } from 'hono'; export const y = x;",
    'nothing of HTTP or SQL',
  ],
  [
    'an operation importing a store',
    'api/src/queue/http.ts',
    "import { x } from './store.ts'; export const y = x;",
    'never touches a store',
  ],
  [
    'the platform importing a feature',
    'api/src/platform/x.ts',
    "import { x } from '../people/actions.ts'; export const y = x;",
    'knows no feature',
  ],
  [
    'the bot importing a store',
    'bot/src/commands/x.ts',
    "import { x } from '@open-door/api/people/store.ts'; export const y = x;",
    'actions and schema only',
  ],
  [
    'the bot importing a domain file',
    'bot/src/commands/x.ts',
    "import { x } from '@open-door/api/matching/rank.ts'; export const y = x;",
    'actions and schema only',
  ],
  [
    'the tab importing an action',
    'tab/src/x.ts',
    "import type { x } from '@open-door/api/people/actions.ts'; export type Y = typeof x;",
    'types of schema files only',
  ],
  [
    'the tab importing a value of a schema',
    'tab/src/x.ts',
    "import { x } from '@open-door/api/people/schema.ts'; export const y = x;",
    'types only',
  ],
  [
    'the product importing infra/local',
    'api/src/queue/actions.ts',
    "import { x } from '../../../infra/local/start.ts'; export const y = x;",
    'never imports infra',
  ],
  [
    'the tab importing infra/local',
    'tab/src/x.ts',
    "import { x } from '../../infra/local/start.ts'; export const y = x;",
    'never imports infra',
  ],
  ['a file named in another case', 'api/src/queue/waitTime.ts', 'export const x = 1;', 'kebab-case'],
  [
    'a function of more than sixty lines',
    'api/src/queue/wait.ts',
    `export function x() {\n${'  f();\n'.repeat(70)}}\nfunction f() {}`,
    'lines',
  ],
] as const;

const right = [
  [
    'actions.ts',
    'api/src/queue-0/actions.ts',
    "import { listSlots } from '../office-hours/actions.ts';\nimport { find } from './store.ts';\n\nexport const x = [listSlots, find];\n",
  ],
  [
    'an action in a folder of its own',
    'api/src/queue-0/actions/live/join.ts',
    "import { find } from '../../store/tickets.ts';\n\nexport const x = find;\n",
  ],
  [
    'a tab file',
    'tab/src/right.ts',
    "import type { Me } from '@open-door/api/people/schema.ts';\n\nexport type X = Me;\n",
  ],
] as const;

/** Each wrong file gets a room of its own in a copy of the house that holds nothing but the lint rules. */
const placed = wrong.map(([name, place, code, message], index) => ({
  name,
  message,
  code,
  place: place
    .replace('api/src/queue/', `api/src/queue-${index}/`)
    .replace(/(bot|tab)\/src\//, `$1/src/room-${index}/`),
}));
let house: string;
let said: string[];

beforeAll(async () => {
  house = await mkdtemp(path.join(tmpdir(), 'open-door-house-'));
  await cp(path.join(root, 'biome.json'), path.join(house, 'biome.json'));
  await cp(path.join(root, 'infra/lint'), path.join(house, 'infra/lint'), { recursive: true });
  for (const { place, code } of [...placed, ...right.map(([, place, code]) => ({ place, code }))]) {
    await mkdir(path.dirname(path.join(house, place)), { recursive: true });
    await writeFile(path.join(house, place), code);
  }
  const biome = path.join(root, 'node_modules/.bin/biome');
  const { stdout } = spawnSync(biome, ['lint', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none'], {
    cwd: house,
    encoding: 'utf8',
  });
  said = stdout.split('\n');
});
afterAll(() => rm(house, { recursive: true, force: true }));

test.each(placed)('the linter stops $name', ({ place, message }) => {
  expect(said.filter((line) => line.includes(`${place},`)).join('\n')).toContain(message);
});

test.each(right)('the linter lets %s import what it may', (_name, place) => {
  expect(
    said.filter((line) => line.includes(place) && line.includes('::error') && !line.includes('noUnresolved')),
  ).toEqual([]);
});
