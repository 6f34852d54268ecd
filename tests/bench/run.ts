import { readdir } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { Bench, Row } from './row.ts';

const notBenches = new Set(['row.ts', 'run.ts', 'stage.ts']);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, org: { type: 'string' } },
});

const known = await benchNames();
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench called ${unknown.join(', ')}. There are: ${known.join(', ')}.\n`);
  process.exit(2);
}
const say = (line: string) => process.stderr.write(`${line}\n`);
const rows: Row[] = [];
for (const name of positionals.length > 0 ? positionals : known) {
  say(`${name} …`);
  const { default: bench } = (await import(`./${name}.ts`)) as { default: Bench };
  rows.push(...(await bench({ say, ...(values.org && { org: values.org }) })));
}
const machine = `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
process.stdout.write(values.json ? `${JSON.stringify({ machine, rows })}\n` : table(machine, rows));

/** A bench is a file of this folder with a default export; the rest are folders and the runner's own files. */
async function benchNames(): Promise<string[]> {
  const files = await readdir(import.meta.dirname);
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !notBenches.has(file))
    .map((file) => file.slice(0, -3));
}

function table(machine: string, rows: readonly Row[]): string {
  const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
  const cells = rows.map((row) => [
    row.bench,
    row.case,
    row.metric,
    `${number.format(row.ours)} ${row.unit}`,
    row.competitor === undefined || row.theirs === undefined
      ? ''
      : `${row.competitor} ${number.format(row.theirs)} ${row.unit}`,
    row.ratio === undefined ? '' : number.format(row.ratio),
    row.aim ?? '',
    row.met === undefined ? '' : row.met ? 'yes' : 'NO',
  ]);
  const lines = [['bench', 'case', 'metric', 'ours', 'competitor', 'ratio', 'aim', 'met'], ...cells];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const text = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${machine}\n\n${text.join('\n')}\n`;
}
