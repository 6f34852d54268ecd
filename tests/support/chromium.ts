import { execFile } from 'node:child_process';
import { access, constants, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'msedge'];

/** Quiet on the network and in containers: no graphics card, no updates, no sync, no first-run pages. */
const flags = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Starts a headless Chromium without its sandbox, which containers and root do not allow. The caller closes it. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: flags, chromiumSandbox: false });
}

/**
 * The path of a Chromium-based browser: CHROMIUM_PATH, one of this system's, Playwright's own, or one installed now.
 * Throws with the sentence to run when there is none and none can be installed.
 */
async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  if (env.CHROMIUM_PATH) {
    if (await works(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new Error(`CHROMIUM_PATH names ${env.CHROMIUM_PATH}, which does not start: set it to a browser or unset it.`);
  }
  const present = await firstWorking(env);
  if (present) return present;
  const failure = await install().catch((error: unknown) => error);
  const installed = await firstWorking(env);
  if (installed) return installed;
  throw new Error(
    'No Chromium was found and none could be installed: run "npx playwright-core install --with-deps chromium", or set CHROMIUM_PATH to a Chrome, Edge or Chromium.',
    { cause: failure },
  );
}

async function firstWorking(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const candidate of candidates(env)) {
    if (await works(candidate)) return candidate;
  }
  return undefined;
}

function candidates(env: NodeJS.ProcessEnv): string[] {
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const ending = process.platform === 'win32' ? '.exe' : '';
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name + ending)));
  return [...onPath, ...usualPlaces(env), chromium.executablePath()];
}

function usualPlaces(env: NodeJS.ProcessEnv): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform !== 'win32') return [];
  const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((root) => root !== undefined);
  const browsers = [
    String.raw`Google\Chrome\Application\chrome.exe`,
    String.raw`Microsoft\Edge\Application\msedge.exe`,
  ];
  return roots.flatMap((root) => browsers.map((browser) => path.join(root, browser)));
}

/** Ubuntu's `chromium-browser` may be only a note that says to install a snap, so the file has to answer for itself. */
async function works(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    // On Windows asking for the version opens a window instead.
    if (process.platform !== 'win32') await run(file, ['--version'], { timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

async function install(): Promise<void> {
  const debian = /^ID="?debian"?$/m.test(await readFile('/etc/os-release', 'utf8').catch(() => ''));
  if (debian && process.getuid?.() === 0) {
    const patient = ['-o', 'DPkg::Lock::Timeout=300'];
    await run('apt-get', [...patient, 'update']);
    await run('apt-get', [...patient, 'install', '-y', '--no-install-recommends', 'chromium']);
    return;
  }
  const playwright = path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'));
  await run(process.execPath, [path.join(playwright, 'cli.js'), 'install', 'chromium']);
}
