/** A row of a file of pairs as the programme owner wrote it. People are named by user principal name or object id. */
export type PairRow = { line: number; learner: string; mentor: string; rule: 'locked' | 'forbidden' | 'none' };

export type RowFlaw = 'learner-missing' | 'mentor-missing' | 'rule-unknown';

const names = {
  learner: ['learner', 'aprendiz', 'learner user principal name'],
  mentor: ['mentor', 'mentor user principal name'],
  rule: ['rule', 'regra'],
} as const;
type Column = keyof typeof names;

/** What people write for each rule, in either language; a pair without one is only shown, as in a file written here. */
const rules: Record<string, PairRow['rule'] | 'ignored'> = {
  '': 'ignored',
  locked: 'locked',
  lock: 'locked',
  fixo: 'locked',
  forbidden: 'forbidden',
  forbid: 'forbidden',
  proibido: 'forbidden',
  none: 'none',
  nenhuma: 'none',
};

/** Where each column stands; `undefined` when learner, mentor or rule is not in the header. */
export function readPairHeader(header: readonly string[]): Record<Column, number> | undefined {
  const titles = header.map((title) => title.trim().toLowerCase());
  const place = (column: Column) => titles.findIndex((title) => (names[column] as readonly string[]).includes(title));
  const places = { learner: place('learner'), mentor: place('mentor'), rule: place('rule') };
  return Object.values(places).includes(-1) ? undefined : places;
}

/** A row, what is wrong with it, or `undefined` for one that decides nothing. */
export function readPairRow(
  line: number,
  fields: readonly string[],
  places: Record<Column, number>,
): PairRow | { line: number; flaw: RowFlaw } | undefined {
  const field = (column: Column) => (fields[places[column]] ?? '').trim().replace(/^'/, '').toLowerCase();
  const rule = rules[field('rule')];
  if (rule === 'ignored') return undefined;
  if (rule === undefined) return { line, flaw: 'rule-unknown' };
  const [learner, mentor] = [field('learner'), field('mentor')];
  if (learner === '') return { line, flaw: 'learner-missing' };
  return mentor === '' ? { line, flaw: 'mentor-missing' } : { line, learner, mentor, rule };
}

/** A file of rows, RFC 4180, with a byte order mark so that spreadsheets read names right. */
export function writeRows(rows: readonly (readonly (string | number)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map((value) => cell(String(value))).join(',')).join('\r\n')}\r\n`;
}

/** What a spreadsheet would take for a formula begins with an apostrophe: names come from elsewhere (OWASP, CSV injection). */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
