import { criteria } from './appraisal.ts';
import type { Champion } from './champion.ts';
import type { Criterion, Kind, Shows } from './criterion.ts';

/** Champions of the same kind have the same code; of each kind, one of them and its name. */
export type Column = { codes: Uint32Array; examples: readonly Champion[]; kinds: readonly (string | number)[] };

/** Positions of the champions who show something of a topic, a word or a department, and how much. */
export type Postings = ReadonlyMap<string, { positions: readonly number[]; amounts: readonly number[] }>;

/**
 * Champions laid out for ranking: evidence can be looked up by what is asked, and each kind is judged once for all who are of
 * it. Costs some 10 µs a champion, so keep it for as long as the champions do not change.
 */
export type Roster = {
  champions: readonly Champion[];
  positions: ReadonlyMap<string, number>;
  postings: ReadonlyMap<Shows, Postings>;
  columns: ReadonlyMap<Kind, Column>;
  /** Room for one ranking to work in, as many numbers as champions; `amounts` are 0 between two rankings. */
  work: Record<'points' | 'amounts' | 'table', Float64Array>;
};

/** Those without any capacity are left out: nobody is ever sent to them. */
export function gather(all: readonly Champion[]): Roster {
  const champions = all.filter(({ capacityPerWeek }) => capacityPerWeek > 0);
  const postings = new Map<Shows, Postings>();
  const columns = new Map<Kind, Column>();
  for (const criterion of Object.values(criteria) as Criterion[]) {
    if ('kind' in criterion) columns.set(criterion, columnOf(champions, criterion.kind));
    if ('shows' in criterion && !postings.has(criterion.shows)) {
      postings.set(criterion.shows, postingsOf(champions, criterion.shows));
    }
  }
  const numbers = () => new Float64Array(champions.length);
  return {
    champions,
    positions: new Map(champions.map(({ personId }, position) => [personId, position])),
    postings,
    columns,
    work: { points: numbers(), amounts: numbers(), table: numbers() },
  };
}

function columnOf(champions: readonly Champion[], kindOf: Kind['kind']): Column {
  const known = new Map<string | number, number>();
  const examples: Champion[] = [];
  const codes = new Uint32Array(champions.length);
  for (const [position, champion] of champions.entries()) {
    const kind = kindOf(champion);
    let code = known.get(kind);
    if (code === undefined) {
      code = examples.push(champion) - 1;
      known.set(kind, code);
    }
    codes[position] = code;
  }
  return { codes, examples, kinds: [...known.keys()] };
}

function postingsOf(champions: readonly Champion[], shows: Shows): Postings {
  const postings = new Map<string, { positions: number[]; amounts: number[] }>();
  for (const [position, champion] of champions.entries()) {
    for (const [key, amount] of shows(champion)) {
      const posting = postings.get(key) ?? { positions: [], amounts: [] };
      posting.positions.push(position);
      posting.amounts.push(amount);
      postings.set(key, posting);
    }
  }
  return postings;
}
