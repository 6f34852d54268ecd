// The first thing `npm start` and `npm test` run, on whatever Node the machine has: plain JavaScript, no packages.
// Installs what is missing, then hands over to the product's own Node (the npm package `node`).
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
const [what, ...rest] = process.argv.slice(2);
const windows = process.platform === 'win32';
const bin = (name) => path.join(root, 'node_modules', '.bin', windows ? `${name}.cmd` : name);

installWhatIsMissing();
const commands = {
  start: [bin('node'), ['infra/local/start.ts', ...rest]],
  test: [bin('vitest'), ['run', ...rest]],
};
const command = commands[what];
if (!command) throw new Error(`say start or test, not ${what}`);
const child = spawn(command[0], command[1], {
  cwd: root,
  stdio: 'inherit',
  shell: windows,
  env: { ...process.env, PATH: path.join(root, 'node_modules', '.bin') + path.delimiter + process.env.PATH },
});
// Ctrl-C reaches the whole group; this process only waits until its child has put everything away.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

/** The lock file's fingerprint is noted after each installation, so that a pulled change installs by itself. */
function installWhatIsMissing() {
  const fingerprint = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  const note = path.join(root, 'node_modules', '.installed-for');
  const installed =
    existsSync(bin('node')) &&
    (existsSync(note)
      ? readFileSync(note, 'utf8') === fingerprint
      : existsSync(path.join(root, 'node_modules', '.package-lock.json')));
  if (!installed) {
    process.stdout.write('Installing what is missing (once, a minute or two) …\n');
    const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: 'inherit',
      shell: windows,
    });
    if (status !== 0) {
      process.stderr.write(
        'The installation did not finish. Check that npm reaches its registry, then run the same command again.\n',
      );
      process.exit(1);
    }
  }
  mkdirSync(path.dirname(note), { recursive: true });
  writeFileSync(note, fingerprint);
}
