import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build as bundle, type Plugin } from 'esbuild';
import { buildTab } from '../local/tab-build.ts';

const root = path.resolve(import.meta.dirname, '../..');
const functions = path.join(root, 'dist/functions');

/** Workers start again and again on one instance: V8 keeps what it compiled, so that only the first start compiles. */
const entry = `import { enableCompileCache } from 'node:module';
enableCompileCache();
await import('./api/src/functions.ts');
await import('./bot/src/functions.ts');
`;

/**
 * zod exports its messages in fifty languages as one namespace that cannot be shaken out, a quarter of a megabyte to parse
 * at every cold start. Ours come from the message catalogues; zod keeps English.
 */
const withoutZodLocales: Plugin = {
  name: 'without-zod-locales',
  setup(build) {
    build.onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

/**
 * Bundles the API's and the bot's functions into `dist/functions`: host.json, package.json with `main`, the migrations
 * and nothing to install. Split into chunks, so that what is imported lazily is also loaded lazily.
 */
export async function buildFunctions(): Promise<void> {
  await rm(functions, { recursive: true, force: true });
  await mkdir(functions, { recursive: true });
  await bundle({
    stdin: {
      contents: entry,
      resolveDir: root,
      sourcefile: 'main.ts',
    },
    outdir: functions,
    entryNames: 'main',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'linked',
    logLevel: 'warning',
    plugins: [withoutZodLocales],
    // The Functions host provides this one when it loads `main`; pg-native is an optional driver nobody installs.
    external: ['@azure/functions-core', 'pg-native'],
    // CommonJS packages inside the bundle call `require`, which an ES module does not have.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  await cp(path.join(root, 'api/host.json'), path.join(functions, 'host.json'));
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const manifest = { name: 'open-door-functions', version, private: true, type: 'module', main: 'main.js' };
  await writeFile(path.join(functions, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

if (process.argv[1] === import.meta.filename) {
  await buildFunctions();
  await buildTab();
}
