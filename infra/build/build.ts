import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build as bundle } from 'esbuild';
import { build as buildTab } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');
const functions = path.join(root, 'dist/functions');

/**
 * Bundles the API's and the bot's functions into `dist/functions`: host.json, package.json with `main`, the migrations
 * and nothing to install. Split into chunks, so that what is imported lazily is also loaded lazily.
 */
export async function buildFunctions(): Promise<void> {
  await rm(functions, { recursive: true, force: true });
  await mkdir(functions, { recursive: true });
  await bundle({
    stdin: {
      contents: "import './api/src/functions.ts';\nimport './bot/src/functions.ts';\n",
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
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'linked',
    logLevel: 'warning',
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
  await buildTab({ configFile: path.join(root, 'tab/vite.config.ts'), logLevel: 'warn' });
}
