// Prints how long loading a module takes in a fresh process, in milliseconds: an ES module by address, or a package by name.
import { createRequire } from 'node:module';

const [what] = process.argv.slice(2);
// The Functions package says that it found no host.
for (const level of ['warn', 'log', 'info', 'debug']) console[level] = () => {};
const require = createRequire(import.meta.url);
const startedAt = performance.now();
if (what.startsWith('file:')) await import(what);
else require(what);
process.stdout.write(String(performance.now() - startedAt));
process.exit(0);
