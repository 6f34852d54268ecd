/** What a file turned out to be, told from its first bytes. */
export type FileStart =
  | { kind: 'empty' }
  | { kind: 'not-csv' }
  | { kind: 'text'; encoding: 'utf-8' | 'utf-16le' | 'utf-16be'; separator: ',' | ';' | '\t' };

/** Enough of a file to hold its header, in bytes. */
export const startLength = 64 * 1024;

/**
 * Judges a file by its first `startLength` bytes (or all of it when it is shorter): encoding by its byte order mark, UTF-8
 * without one; the separator by its header. Pictures, workbooks, archives and web pages are not CSV.
 */
export function judgeStart(bytes: Uint8Array): FileStart {
  if (bytes.length === 0) return { kind: 'empty' };
  const encoding = encodingOf(bytes);
  const head = new TextDecoder(encoding).decode(bytes, { stream: true });
  const firstLine = /^\s*(.*)/.exec(head)?.[1] ?? '';
  if (firstLine === '') return { kind: 'empty' };
  // No header begins with control characters, every binary format does.
  if (/(?![\t\n\r])\p{Cc}/u.test(head.slice(0, 100)) || /^(<|\{|\[|%PDF)/.test(firstLine)) return { kind: 'not-csv' };
  return { kind: 'text', encoding, separator: separatorOf(firstLine) };
}

function encodingOf([first, second]: Uint8Array) {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** Spreadsheets separate by semicolon where the comma is the decimal mark, and by tab when saved as "Unicode text". */
function separatorOf(header: string): ',' | ';' | '\t' {
  const count = (separator: string) => header.split(separator).length;
  if (count('\t') > count(',') && count('\t') > count(';')) return '\t';
  return count(';') > count(',') ? ';' : ',';
}

/** How many lines a row of these fields takes in the file, the quoted ones may span several. */
export function linesOf(fields: readonly string[]): number {
  let lines = 1;
  for (const field of fields) {
    if (field.includes('\n') || field.includes('\r')) lines += field.match(/\r\n|\r|\n/g)?.length ?? 0;
  }
  return lines;
}
