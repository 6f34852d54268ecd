import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { say } from '../../platform/messages.ts';
import { cutPage, decodeCursor, keyParts } from '../../platform/page.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { type PairRow, type RowFlaw, readPairHeader, readPairRow, writeRows } from '../pair-rows.ts';
import { findCohort, type StoredCohort } from '../store/cohorts.ts';
import { findLedger, findPairs } from '../store/matches.ts';
import {
  deletePair,
  findDecided,
  findFitness,
  findPeopleNamed,
  type PairRule,
  type RuledPair,
  type StoredDecision,
  savePair,
} from '../store/pairs.ts';
import { findLastRun } from '../store/runs.ts';
import { sayUnmatched } from './say-reason.ts';

type Rule = PairRule | 'none';
type Objection = 'not-in-cohort' | 'mentor-unavailable';

/** Locks or forbids a pair, or takes that back; the next run follows. */
export async function decidePair(
  deps: Deps,
  actor: Actor,
  cohortId: string,
  { rule, ...pair }: RuledPair & { rule: Rule },
): Promise<Result<{ rule: Rule }, 'no-such-cohort' | 'closed' | Objection>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const cohort = await findCohort(tx, cohortId, 'lock');
    if (!cohort) return refuse('no-such-cohort');
    if (cohort.state === 'closed') return refuse('closed');
    const objection = await decide(tx, cohort, pair, rule);
    return objection ? refuse(objection) : done({ rule });
  });
}

async function decide(tx: Tx, cohort: StoredCohort, pair: RuledPair, rule: Rule): Promise<Objection | undefined> {
  if (rule === 'none') {
    await deletePair(tx, cohort.cohortId, pair);
    return undefined;
  }
  const { isIn, isMentor } = await findFitness(tx, cohort.cohortId, pair, cohort.settings);
  if (!isIn) return 'not-in-cohort';
  if (!isMentor || pair.learnerId === pair.mentorId) return 'mentor-unavailable';
  await savePair(tx, cohort.cohortId, pair, rule);
  return undefined;
}

const decidedKey = z.tuple([keyParts.text, keyParts.id, keyParts.id]);
type Decided = { items: Pick<StoredDecision, 'learner' | 'mentor' | 'rule'>[]; next: string | null };

/** Pairs that are locked or forbidden, by the learner's name. */
export async function listDecidedPairs(
  deps: Deps,
  actor: Actor,
  cohortId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Result<Decided, 'no-such-cohort'>> {
  const [sortName, learnerId, mentorId] = decodeCursor(cursor, decidedKey) ?? [];
  const after = sortName !== undefined && learnerId && mentorId ? { sortName, learnerId, mentorId } : undefined;
  return deps.db.transaction(actor.tenantId, async (tx) => {
    if (!(await findCohort(tx, cohortId))) return refuse('no-such-cohort');
    const rows = await findDecided(tx, cohortId, limit, after);
    const { items, next } = cutPage(rows, limit, (row) => [row.sortName, row.learnerId, row.mentorId]);
    return done({ items: items.map(({ learner, mentor, rule }) => ({ learner, mentor, rule })), next });
  });
}

const everybody = 1_000_000;

/** The pairs of the last run that ended and the ledger as CSV, in the reader's language. */
export async function exportPairs(
  deps: Deps,
  actor: Actor,
  cohortId: string,
): Promise<Result<{ csv: string }, 'no-such-cohort' | 'not-done'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    if (!(await findCohort(tx, cohortId))) return refuse('no-such-cohort');
    const last = await findLastRun(tx, cohortId, 'done');
    if (!last) return refuse('not-done');
    const title = (name: 'learner' | 'learner-name' | 'mentor' | 'mentor-name' | 'rule' | 'unmatched' | 'missed') =>
      say(actor.locale, `cohort.file.${name}`);
    const header = [
      title('learner'),
      title('learner-name'),
      title('mentor'),
      title('mentor-name'),
      title('rule'),
      title('unmatched'),
      title('missed'),
    ];
    const pairs = await findPairs(tx, cohortId, last.run);
    const ledger = await findLedger(tx, cohortId, everybody, 0);
    const csv = writeRows([
      header,
      ...pairs.map((pair) => [pair.learner, pair.learnerName, pair.mentor, pair.mentorName, pair.rule, '', '']),
      ...ledger.map(({ username, learner, because, missedRuns }) => [
        username,
        learner.displayName,
        '',
        '',
        '',
        sayUnmatched(actor, because),
        missedRuns,
      ]),
    ]);
    return done({ csv });
  });
}

/** More pairs than anybody decides by hand. */
const mostRows = 5_000;
const mostBytes = 2 * 1024 * 1024;
const mostRefused = 500;

type Refused = { line: number; why: string };
type Imported = Result<{ kept: number; refused: Refused[] }, 'no-such-cohort' | 'closed' | 'unreadable-file'>;

/** Locks or forbids pairs from a CSV (learner, mentor, rule); refused lines are said and nothing else is lost. */
export async function importPairs(
  deps: Deps,
  actor: Actor,
  cohortId: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Imported> {
  const read = await readRows(bytes);
  if (!read) return refuse('unreadable-file');
  const sayWhy = (why: RowFlaw | Objection | 'nobody-named') => say(actor.locale, `cohort.row.${why}`);
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const cohort = await findCohort(tx, cohortId, 'lock');
    if (!cohort) return refuse('no-such-cohort');
    if (cohort.state === 'closed') return refuse('closed');
    const refused = read.flawed.map(({ line, flaw }) => ({ line, why: sayWhy(flaw) }));
    const ids = await findPeopleNamed(tx, [...new Set(read.rows.flatMap(({ learner, mentor }) => [learner, mentor]))]);
    let kept = 0;
    for (const { line, learner, mentor, rule } of read.rows) {
      const [learnerId, mentorId] = [ids.get(learner), ids.get(mentor)];
      const why = learnerId && mentorId ? await decide(tx, cohort, { learnerId, mentorId }, rule) : 'nobody-named';
      if (why) refused.push({ line, why: sayWhy(why) });
      else kept++;
    }
    return done({ kept, refused: refused.sort((a, b) => a.line - b.line).slice(0, mostRefused) });
  });
}

type Read = { rows: PairRow[]; flawed: { line: number; flaw: RowFlaw }[] };

/** `undefined` for what is no such file, or has more rows than anybody decides. The parser is loaded when a file comes. */
async function readRows(bytes: AsyncIterable<Uint8Array>): Promise<Read | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.byteLength;
    if (length > mostBytes) return undefined;
    chunks.push(chunk);
  }
  const { parse } = await import('csv-parse/sync');
  let lines: string[][];
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)).replaceAll('\0', '');
    const separator = (text.split('\n', 1)[0] ?? '').includes(';') ? ';' : ',';
    lines = parse(text, { bom: true, delimiter: separator, relax_column_count: true, relax_quotes: true });
  } catch {
    return undefined;
  }
  const places = readPairHeader(lines[0] ?? []);
  if (!places || lines.length > mostRows + 1) return undefined;
  const read: Read = { rows: [], flawed: [] };
  for (const [nth, fields] of lines.entries()) {
    const row = nth === 0 ? undefined : readPairRow(nth + 1, fields, places);
    if (row && 'flaw' in row) read.flawed.push(row);
    else if (row) read.rows.push(row);
  }
  return read;
}
