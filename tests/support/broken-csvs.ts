import { type DirectoryPerson, entraColumns, entraCsv } from '../../infra/local/demo/entra-csv.ts';
import { uuidOf } from '../../infra/local/demo/random.ts';

/** Input that an import meets sooner or later. Everything not said to be wrong in `expect` is right. */
export type BrokenCsv = {
  name: string;
  /** Made anew at each call; the large ones come in pieces and are never whole in memory. */
  bytes: () => Uint8Array | AsyncIterable<Uint8Array>;
  /** What a careful import makes of it. Line 1 is the header. */
  expect: string;
};

const names = [
  'Ada Quill',
  'Bram Ostler',
  'Célia Mourão',
  'Dov Harrow',
  'Edda Finch',
  'Faisal Reed',
  'Greta Lund',
  'Hugo Pell',
];

/** Eight people: Ada Quill is the head, Bram Ostler and Célia Mourão report to her, the others to Bram. */
export function smallStaff(): DirectoryPerson[] {
  return names.map((displayName, index) => {
    const [givenName = '', surname = ''] = displayName.split(' ');
    return {
      id: uuidOf(`small staff ${index}`),
      userPrincipalName: username(index),
      displayName,
      givenName,
      surname,
      jobTitle: index === 0 ? 'Director' : 'Archivist',
      department: 'Archive',
      accountEnabled: true,
      usageLocation: 'PT',
      preferredLanguage: 'pt-PT',
      officeLocation: 'Lisbon',
      manager: index === 0 ? '' : username(index < 3 ? 0 : 1),
    };
  });
}

/** Files that are refused whole, or hardly begin. */
const unreadable: BrokenCsv[] = [
  { name: 'empty file', bytes: () => new Uint8Array(0), expect: 'Refused whole: empty-file.' },
  {
    name: 'header only',
    bytes: () => utf8(entraCsv([])),
    expect: 'No rows; must not deactivate everybody without asking.',
  },
  {
    name: 'missing columns',
    bytes: () => utf8(entraCsv(smallStaff(), ['id', 'displayName', 'jobTitle', 'department'])),
    expect: 'Refused whole: columns-missing, naming userPrincipalName.',
  },
  {
    name: 'png picture',
    bytes: () =>
      Uint8Array.from(
        atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
        (character) => character.charCodeAt(0),
      ),
    expect: 'Refused whole: not-csv.',
  },
  {
    name: 'html page',
    bytes: () =>
      utf8(
        '<!doctype html>\n<html lang="en"><head><title>Sign in, please</title></head>\n<body>Your session ended.</body></html>\n',
      ),
    expect: 'Refused whole: not-csv. It is what a download gives after a sign-in ended.',
  },
  {
    name: '100 MB',
    bytes: () => endless(100 * 2 ** 20),
    expect: 'Read in bounded memory, or refused whole: file-too-large.',
  },
];

/** The same eight people in other clothes: encodings, separators, quoting. */
const unusual: BrokenCsv[] = [
  {
    name: 'UTF-8 with byte order mark',
    bytes: () => utf8(`\uFEFF${entraCsv(smallStaff())}`),
    expect: '8 people; the mark is not part of the first column name.',
  },
  {
    name: 'UTF-16LE with byte order mark',
    bytes: () => new Uint8Array(Buffer.from(`\uFEFF${entraCsv(smallStaff())}`, 'utf16le')),
    expect: '8 people, Célia Mourão spelled right; or refused whole: wrong-encoding.',
  },
  {
    name: 'Windows-1252 bytes',
    // Latin-1 and Windows-1252 agree on every letter used here.
    bytes: () => new Uint8Array(Buffer.from(entraCsv(smallStaff()), 'latin1')),
    expect: 'Never stored with replacement characters: refused whole (wrong-encoding) or decoded to Célia Mourão.',
  },
  {
    name: 'semicolon separated',
    bytes: () => utf8(entraCsv(smallStaff()).replaceAll(',', ';')),
    expect: '8 people: spreadsheets write this in much of Europe.',
  },
  {
    name: 'quotes and newlines in fields',
    bytes: () =>
      utf8(
        entraCsv(
          changed({
            2: { jobTitle: 'Keeper of "Rare" Things, Senior' },
            4: { jobTitle: 'Archivist\nNight shift' },
            6: { displayName: '"Finn" Reed, Jr.', department: 'Archive\r\nVault' },
          }),
        ).replaceAll(/\n(?=[0-9a-f]{8}-)/g, '\r\n'),
      ),
    expect:
      '8 people, quotes, commas and line breaks kept; rows end in CRLF, one field spans lines 6 and 7, another 9 and 10.',
  },
  {
    name: 'unbalanced quote',
    bytes: () => utf8(entraCsv(smallStaff()).replace('Bram Ostler,Bram', '"Bram Ostler,Bram')),
    expect:
      'The quote on line 3 never closes: said with its line, and the rows after it are not taken for departed people.',
  },
  {
    name: 'truncated last line',
    bytes: () => utf8(entraCsv(smallStaff()).slice(0, -60)),
    expect: '7 people; line 9 refused: wrong-column-count.',
  },
];

/** Well-formed files whose rows contradict themselves or each other. */
const contradictory: BrokenCsv[] = [
  rows('duplicate ids', { 5: { id: smallStaff()[3]?.id as string } }, 'Line 7 refused: duplicate-id (line 5 has it).'),
  rows(
    'duplicate usernames',
    { 6: { userPrincipalName: username(2).toUpperCase() } },
    'Line 8 refused: duplicate-username (line 4 has it in another case).',
  ),
  rows('missing id', { 3: { id: '' } }, 'Line 5 refused: missing-id.'),
  rows('invalid id', { 3: { id: '1234' } }, 'Line 5 refused: invalid-id.'),
  rows('missing name', { 3: { displayName: ' ' } }, 'Line 5 refused: missing-name.'),
  rows('missing username', { 3: { userPrincipalName: '' } }, 'Line 5 refused: missing-username.'),
  rows(
    'unknown manager',
    { 4: { manager: 'nobody@elsewhere.example' } },
    'All 8 people; line 6 noted: unknown-manager, and that person has none.',
  ),
  rows('own manager', { 4: { manager: username(4) } }, 'All 8 people; line 6 noted: manager-cycle.'),
  rows(
    'two managers in a circle',
    { 3: { manager: username(4) }, 4: { manager: username(3) } },
    'All 8 people; lines 5 and 6 are a circle, noted: manager-cycle.',
  ),
  rows(
    'everybody in one circle',
    Object.fromEntries(names.map((_, index) => [index, { manager: username((index + 1) % names.length) }])),
    'All 8 people; no reporting line goes round: manager-cycle is noted, the import ends.',
  ),
  rows('very long field', { 3: { jobTitle: 'Archivist '.repeat(200_000) } }, 'Line 5 refused: field-too-long (2 MB).'),
  rows(
    'NUL characters',
    { 3: { jobTitle: 'Archi\0vist' }, 5: { displayName: 'Fai\0sal Reed' } },
    'No NUL reaches the database: lines 5 and 7 are cleaned or refused, the others are kept.',
  ),
];

export const brokenCsvs: readonly BrokenCsv[] = [...unreadable, ...unusual, ...contradictory];

function rows(name: string, changes: Record<number, Partial<DirectoryPerson>>, expect: string): BrokenCsv {
  return { name, bytes: () => utf8(entraCsv(changed(changes))), expect };
}

/** The eight people with some fields replaced, by index; index 0 is on line 2. */
function changed(changes: Record<number, Partial<DirectoryPerson>>): DirectoryPerson[] {
  return smallStaff().map((person, index) => ({ ...person, ...changes[index] }));
}

/** Rows of different, valid people until there are at least so many bytes, in pieces of about 64 KiB. */
async function* endless(size: number): AsyncGenerator<Uint8Array> {
  const [template] = smallStaff();
  if (!template) return;
  let sent = 0;
  let row = 0;
  let piece = `${entraColumns.join(',')}\n`;
  while (sent < size) {
    while (piece.length < 2 ** 16) {
      row++;
      const id = `00000000-0000-4000-8000-${row.toString(16).padStart(12, '0')}`;
      piece += `${id},p${row}@archive.example,Person ${row},Person,${row},Archivist,Archive,True,PT,pt-PT,Lisbon,${row === 1 ? '' : 'p1@archive.example'}\n`;
    }
    const bytes = utf8(piece);
    sent += bytes.length;
    piece = '';
    yield bytes;
  }
}

function username(index: number): string {
  const plain = (names[index] as string).normalize('NFD').replaceAll(/\p{M}/gu, '');
  return `${plain.toLowerCase().replace(' ', '.')}@archive.example`;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
