import { expect, test } from 'vitest';
import { judgeStart, linesOf } from './csv-text.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding));

test.each([
  ['commas', bytes('id,userPrincipalName\n'), { encoding: 'utf-8', separator: ',' }],
  ['semicolons', bytes('id;name;"a,b"\n'), { encoding: 'utf-8', separator: ';' }],
  ['tabs', bytes('id\tname\tmore\n'), { encoding: 'utf-8', separator: '\t' }],
  ['little-endian UTF-16', bytes('\uFEFFid,name\n', 'utf16le'), { encoding: 'utf-16le', separator: ',' }],
  ['big-endian UTF-16', bytes('\uFEFFid;name\n', 'utf16le').map(swapped), { encoding: 'utf-16be', separator: ';' }],
  ['blank lines first', bytes('\n\nid,name\n'), { encoding: 'utf-8', separator: ',' }],
])('reads a file with %s', (_what, start, judged) => {
  expect(judgeStart(start)).toEqual({ kind: 'text', ...judged });
});

test.each([
  ['a web page', bytes('\n <!doctype html>')],
  ['JSON', bytes('[{"id":1}]')],
  ['a PDF', bytes('%PDF-1.7\n')],
  ['a workbook', bytes('PK\x03\x04\x14\x00')],
  ['a packed file', new Uint8Array([0x1f, 0x8b, 8, 0, 0])],
])('does not take %s for CSV', (_what, start) => {
  expect(judgeStart(start)).toEqual({ kind: 'not-csv' });
});

test.each([[''], ['\n \n'], ['\uFEFF']])('finds nothing in %j', (text) => {
  expect(judgeStart(bytes(text))).toEqual({ kind: 'empty' });
});

test('counts the lines a row takes, whatever ends them', () => {
  expect(linesOf(['a', 'b'])).toBe(1);
  expect(linesOf(['a\nb\r\nc', 'd\re'])).toBe(4);
});

/** Every other byte with its neighbour. */
function swapped(_byte: number, at: number, all: Uint8Array): number {
  return all[at % 2 === 0 ? at + 1 : at - 1] as number;
}
