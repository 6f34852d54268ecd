import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const note = path.join(root, '.local', 'tab-built-from');

/** Builds the tab into `dist/tab` unless it already stands there, built from just these sources. Answers whether it built. */
export async function buildTabWhenChanged(): Promise<boolean> {
  const sources = await fingerprint();
  const built = existsSync(path.join(root, 'dist/tab/index.html')) ? await readFile(note, 'utf8').catch(() => '') : '';
  if (built === sources) return false;
  await buildTab();
  await mkdir(path.dirname(note), { recursive: true });
  await writeFile(note, sources);
  return true;
}

/** Builds the tab for production, whatever this process is for: under a test runner React would come as it is developed. */
export async function buildTab(): Promise<void> {
  const { NODE_ENV: before } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    const { build } = await import('vite');
    await build({ configFile: path.join(root, 'tab/vite.config.ts'), logLevel: 'error' });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(path.join(root, 'package-lock.json')));
  for (const file of await readdir(path.join(root, 'tab'), { recursive: true, withFileTypes: true })) {
    if (!file.isFile() || file.parentPath.includes('node_modules')) continue;
    hash.update(file.name).update(await readFile(path.join(file.parentPath, file.name)));
  }
  return hash.digest('hex');
}
