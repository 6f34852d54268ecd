import { pipeline, Readable } from 'node:stream';
import { type Refusal, refuse } from '../../platform/result.ts';
import { type Columns, readHeader, readRow } from '../csv-row.ts';
import { judgeStart, linesOf, startLength } from '../csv-text.ts';
import { sortName } from '../names.ts';
import type { StagedRow } from '../store/staging.ts';

export type CsvRefusal = Refusal<
  'empty-file' | 'not-csv' | 'wrong-encoding' | 'columns-missing' | 'quote-never-closes' | 'file-too-large',
  object
>;

const batchSize = 1_000;
/** More people than any organisation has; a file beyond that is something else. */
const mostRows = 2_000_000;
/** In characters. A "row" longer than this is the rest of the file behind a quote that never closes. */
const longestRow = 8 * 1024 * 1024;
const longestLabel = 80;

/** Bytes that are no text in the file's encoding. */
class WrongEncoding extends Error {
  override name = 'WrongEncoding';
}

/**
 * Reads an Entra "Download users" CSV as it arrives, in batches; never more than a batch and a row is in memory. Returns a
 * refusal when the file as a whole cannot be taken. Faults of the source (a connection that ends) are thrown.
 */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<StagedRow[], CsvRefusal | undefined> {
  const chunks = bytes[Symbol.asyncIterator]();
  const start = await takeStart(chunks);
  const judged = judgeStart(start);
  if (judged.kind === 'empty') return refuse('empty-file');
  if (judged.kind === 'not-csv') return refuse('not-csv');
  // Where the row begins that is being read; the parser itself counts where rows end.
  const place = { line: 1 };
  try {
    return yield* readRows(await parsed(decoded(start, chunks, judged.encoding), judged.separator, place));
  } catch (error) {
    if (error instanceof WrongEncoding) return refuse('wrong-encoding');
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE') {
      return refuse('quote-never-closes', { line: place.line });
    }
    throw error;
  }
}

type Row = { line: number; fields: string[] };

async function* readRows(rows: AsyncIterable<Row>): AsyncGenerator<StagedRow[], CsvRefusal | undefined> {
  let columns: Columns | undefined;
  let count = 0;
  let batch: StagedRow[] = [];
  for await (const { line, fields } of rows) {
    if (!columns) {
      const header = readHeader(fields);
      if (header.known === 0 && fields.length === 1) return refuse('not-csv');
      if (header.missing.length > 0) return refuse('columns-missing', { columns: header.missing.join(', ') });
      columns = header.columns;
      continue;
    }
    const swallowed = fields.length !== columns.count && linesOf(fields) > 1;
    if (swallowed) return refuse('quote-never-closes', { line });
    batch.push(stagedRow(line, fields, columns));
    count++;
    if (count > mostRows) return refuse('file-too-large', { rows: mostRows });
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (count === 0) return refuse('empty-file');
  if (batch.length > 0) yield batch;
  return undefined;
}

function stagedRow(line: number, fields: string[], columns: Columns): StagedRow {
  const row = readRow(fields, columns);
  if ('record' in row) {
    const { record } = row;
    return { line, label: record.displayName, record: { ...record, sortName: sortName(record.displayName) } };
  }
  const label = row.known.username ?? fields.join(', ').trim();
  return { line, label: label.slice(0, longestLabel).toWellFormed().replaceAll('\0', ''), ...row };
}

/** Enough of the file to judge it by. */
async function takeStart(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const taken: Uint8Array[] = [];
  let length = 0;
  while (length < startLength) {
    const { value, done } = await chunks.next();
    if (done) break;
    taken.push(value);
    length += value.length;
  }
  return Buffer.concat(taken);
}

async function* decoded(
  start: Uint8Array,
  chunks: AsyncIterator<Uint8Array>,
  encoding: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch (error) {
      throw new WrongEncoding('bytes that are no text', { cause: error });
    }
  };
  try {
    yield decode(start);
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield decode(next.value);
    yield decode();
  } finally {
    await chunks.return?.();
  }
}

/** The rows of the text with the lines they begin on. The parser is loaded when the first file comes. */
async function parsed(
  text: AsyncIterable<string>,
  separator: string,
  place: { line: number },
): Promise<AsyncIterable<Row>> {
  const { parse } = await import('csv-parse');
  const withLine = (fields: string[]): Row | null => {
    const { line } = place;
    place.line += linesOf(fields);
    return fields.some((field) => field.trim() !== '') ? { line, fields } : null;
  };
  const parser = parse({
    delimiter: separator,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: longestRow,
    // The library takes whatever this returns for a row; its types know lists of fields only.
    on_record: withLine as never,
  });
  // What goes wrong on either side reaches whoever reads the rows.
  pipeline(Readable.from(text, { objectMode: false }), parser, () => {});
  return parser as AsyncIterable<Row>;
}
