import { readFile } from 'node:fs/promises';
import path from 'node:path';

export type Bicep = {
  /** Parameters, with whether each may be left out. */
  params: Map<string, { optional: boolean }>;
  outputs: string[];
  /** Modules by symbolic name, with the parameters given to each. */
  modules: Map<string, { path: string; given: string[] }>;
  text: string;
};

/** Reads the declarations of a Bicep file as this project formats them: top-level statements start their line. */
export async function readBicep(file: string): Promise<Bicep> {
  const text = await readFile(file, 'utf8');
  const params = [...text.matchAll(/^param (\w+)[^\n]*/gm)].map(
    ([line, name = '']) => [name, { optional: line.includes(' = ') }] as const,
  );
  const outputs = [...text.matchAll(/^output (\w+) /gm)].map(([, name = '']) => name);
  const modules = [...text.matchAll(/^module (\w+) '([^']+)' = \{\n(.*?)^\}/gms)].map(
    ([, name = '', target = '', body = '']) =>
      [name, { path: path.join(path.dirname(file), target), given: keysOf(blockOf(body, 'params')) }] as const,
  );
  return { params: new Map(params), outputs, modules: new Map(modules), text };
}

/** The inside of `name: { … }`. */
export function blockOf(text: string, name: string): string {
  const start = new RegExp(`\\b${name}: \\{`).exec(text);
  if (!start) return '';
  const from = start.index + start[0].length;
  let depth = 1;
  let to = from;
  for (; depth > 0 && to < text.length; to += 1) depth += { '{': 1, '}': -1 }[text[to] ?? ''] ?? 0;
  return text.slice(from, to - 1);
}

/** The keys of an object of plain values, in either layout; comments do not count. */
function keysOf(block: string): string[] {
  const code = block.replace(/\/\/.*$/gm, '');
  return [...code.matchAll(/(?:^|[\n,{])\s*(\w+):/g)].map(([, key = '']) => key);
}

/** The values by key, as written. */
export function entriesOf(block: string): Map<string, string> {
  return new Map([...block.matchAll(/^\s*(\w+): (.+)$/gm)].map(([, key = '', value = '']) => [key, value]));
}
