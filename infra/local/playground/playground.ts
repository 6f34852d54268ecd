import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { type PlaygroundPerson, playgroundSettings } from './settings.ts';

export type PlaygroundOptions = {
  /** Where the bot listens: its `/api/messages`. */
  endpoint: string;
  /** Its configuration and its log are written here. */
  folder: string;
  /** A free port. */
  port: number;
  tenantId: string;
  /** The first one chats; the others are there to be mentioned. */
  people: readonly [PlaygroundPerson, ...PlaygroundPerson[]];
};

export type Playground = { url: string; stop(): Promise<void> };

const longestStartMilliseconds = 60_000;

/** Starts Microsoft 365 Agents Playground, a chat with the bot in the browser, and waits until it answers. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { folder, port } = options;
  await mkdir(folder, { recursive: true });
  const settingsFile = path.join(folder, '.m365agentsplayground.yml');
  await writeFile(settingsFile, playgroundSettings(options));
  const child = run(options, settingsFile);
  // Not `localhost`: that may be another server on the other address family.
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilItAnswers(url, child);
  } catch (error) {
    await stop(child);
    const said = await readFile(logOf(folder), 'utf8').catch(() => 'nothing');
    throw new Error(`The Agents Playground did not start. It said:\n${said.slice(-2_000)}`, { cause: error });
  }
  return { url, stop: () => stop(child) };
}

function run({ endpoint, port, folder }: PlaygroundOptions, settingsFile: string): ChildProcess {
  const cli = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  const ends = `data:text/javascript,process.on('disconnect',()=>process.exit())`;
  const channel = ['--app-endpoint', endpoint, '--channel-id', 'msteams'];
  const server = [
    '--port',
    String(port),
    '--service-url',
    `http://127.0.0.1:${port}/_connector`,
    '--disable-telemetry',
  ];
  return spawn(process.execPath, ['--import', ends, cli, 'start', ...channel, ...server], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      TEAMSAPPTESTER_BROWSER: 'none',
      SEND_INSTALLATION_ACTIVITY: 'true',
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: settingsFile,
      M365_AGENTS_PLAYGROUND_LOGFILE: logOf(folder),
    },
    // A group of its own, so that all of it can be stopped; the channel ends it should we be killed.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

const logOf = (folder: string) => path.join(folder, 'playground.log');

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + longestStartMilliseconds;
  for (;;) {
    if (hasEnded(child)) throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
    const answered = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) return;
    if (performance.now() > deadline) throw new Error('it did not answer');
    await wait(100);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (process.platform === 'win32') child.kill();
  else process.kill(-child.pid, 'SIGKILL');
  await ended;
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;
