import { expect, it } from 'vitest';
import { brokenCsvs, smallStaff } from './broken-csvs.ts';

async function sizeOf(name: string): Promise<number> {
  const bytes = brokenCsvs.find((broken) => broken.name === name)?.bytes() ?? new Uint8Array(0);
  if (bytes instanceof Uint8Array) return bytes.length;
  let size = 0;
  for await (const piece of bytes) size += piece.length;
  return size;
}

function textOf(name: string): string {
  const bytes = brokenCsvs.find((broken) => broken.name === name)?.bytes();
  return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : '';
}

it('names every broken file once', () => {
  expect(new Set(brokenCsvs.map((broken) => broken.name)).size).toBe(brokenCsvs.length);
});

it('streams the 100 MB file in pieces, the same at every call', async () => {
  expect(await sizeOf('100 MB')).toBeGreaterThanOrEqual(100 * 2 ** 20);
});

it('puts the broken rows on the lines that are expected', () => {
  const line = (name: string, number: number) => textOf(name).split('\n')[number - 1] ?? '';
  expect(line('duplicate ids', 7).slice(0, 36)).toBe(line('duplicate ids', 5).slice(0, 36));
  expect(line('missing id', 5)).toMatch(/^,dov\.harrow@/);
  expect(line('own manager', 6)).toMatch(/,(edda\.finch@archive\.example),.*,\1$/);
  expect(line('truncated last line', 9)).toMatch(/,hugo\.pell@/);
  expect(line('truncated last line', 9).split(',').length).toBeLessThan(12);
  const quoted = textOf('quotes and newlines in fields').split('\n');
  expect(quoted.slice(5, 7).join('\n')).toMatch(/edda\.finch.*"Archivist\nNight shift"/s);
  expect(quoted.slice(8, 10).join('\n')).toMatch(/"""Finn"" Reed, Jr\.".*"Archive\r\nVault"/s);
});

it('writes bytes that are not UTF-8 where it says so', () => {
  expect(textOf('Windows-1252 bytes')).toContain('\uFFFD');
  expect(textOf('UTF-16LE with byte order mark')).toContain('\0');
  expect(textOf('NUL characters')).toContain('\0');
});

it('breaks the same eight people, under one head, in file after file', () => {
  const usernames = smallStaff().map((person) => person.userPrincipalName);
  expect(new Set(usernames).size).toBe(8);
  expect(smallStaff().filter((person) => person.manager === usernames[0])).toHaveLength(2);
  for (const name of ['semicolon separated', 'unknown manager', 'very long field']) {
    for (const username of usernames) expect(textOf(name)).toContain(username);
  }
});
