import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/**
 * A word somebody searches by: everything that begins with it or, where nothing does, the words it may have meant; and the
 * languages whose name it begins, as primary tags.
 */
export type Term = ({ begins: string } | { oneOf: readonly string[] }) & { languages: readonly string[] };

export type DirectoryQuery = {
  terms: readonly Term[];
  /** The place of a term that few people have, if there is one. */
  rarest?: number | undefined;
  department?: string | undefined;
  /** Primary tag. */
  language?: string | undefined;
  topic?: string | undefined;
  onlyChampions: boolean;
  limit: number;
  after?: DirectoryKey | undefined;
};

/** Where somebody stands in a list: how many of the search's words are not in their name, then their name. */
export type DirectoryKey = { misses: number; sortName: string; personId: string };

/** The greatest character: between a prefix and the prefix followed by it lies every word that begins with the prefix. */
const last = '\u{10FFFF}';

const matching = (term: Term) =>
  term.languages.length === 0
    ? sql`(${matchingWord(term)})`
    : sql`((${matchingWord(term)}) or (word = any(${term.languages}::text[]) and field = 'language'))`;

function matchingWord(term: Term) {
  // A language's tag is no word.
  if ('oneOf' in term) return sql`word = any(${term.oneOf}::text[]) and field <> 'language'`;
  // Somebody who has typed one letter so far is typing a name.
  const fields = term.begins.length === 1 ? sql`field = 'name'` : sql`field <> 'language'`;
  return sql`word >= ${term.begins} and word < ${term.begins + last} and ${fields}`;
}

/** Counting how often a word is found ends here: from then on it is common. */
export const common = 400;

/** How many words of people begin with each of these, in their order; what is common is counted as `common`. */
export async function countHits(tx: Tx, words: readonly string[]): Promise<number[]> {
  // The end of the range is a parameter: joined together here it would not be leakproof, and the whole index be read.
  const { rows } = await sql<{ hits: number }>`
    select (select count(*) from (select from person_words where tenant_id = ${tx.tenantId}
      and person_words.word >= asked.word and person_words.word < asked.beyond limit ${common}) as found)::int as hits
    from unnest(${words}::text[], ${words.map((word) => word + last)}::text[]) with ordinality as asked(word, beyond, place)
    order by place`.execute(tx.sql);
  return rows.map((row) => row.hits);
}

/** Which of these words people are found by. */
export async function knownWords(tx: Tx, words: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select asked.word from unnest(${words}::text[]) as asked(word)
    where exists (select from person_words where tenant_id = ${tx.tenantId}
      and person_words.word = asked.word and field <> 'language' limit 1)`.execute(tx.sql);
  return rows.map((row) => row.word);
}

/** The different words that begin so, at most `most`. Leaps from word to word, however many people share one. */
export async function wordsBeginning(tx: Tx, prefix: string, most: number): Promise<string[]> {
  const next = (after: ReturnType<typeof sql>) => sql`
    select min(word) as word from person_words
    where tenant_id = ${tx.tenantId} and ${after} and word < ${prefix + last}`;
  const { rows } = await sql<{ word: string }>`
    with recursive leap as (
      (${next(sql`word >= ${prefix}`)})
      union all
      select (${next(sql`person_words.word > leap.word`)}) from leap where leap.word is not null
    )
    select word from leap where word is not null limit ${most}`.execute(tx.sql);
  return rows.map((row) => row.word);
}

/** The active people who fit, in the order of the list, after the given place; one more than `limit` when there are more. */
export async function findInDirectory(tx: Tx, query: DirectoryQuery): Promise<DirectoryKey[]> {
  const { department, topic, onlyChampions, after, limit } = query;
  const searching = query.terms.length > 0 || query.language !== undefined;
  const inDepartment = sql`
    select person_id from people where tenant_id = ${tx.tenantId} and active and department = ${department}`;
  const { rows } = await sql<DirectoryKey>`
    select misses, sort_name as "sortName", person_id as "personId"
    from (${searching ? foundByWords(tx, query) : sql`select 0 as misses, sort_name, person_id from people where tenant_id = ${tx.tenantId} and active ${department === undefined ? sql`` : sql`and department = ${department}`}`}) as found
    where true
      ${searching && department !== undefined ? sql`and person_id in (${inDepartment})` : sql``}
      ${onlyChampions || topic !== undefined ? sql`and person_id in (${championsWith(tx, topic)})` : sql``}
      ${after ? sql`and (misses, sort_name, person_id) > (${after.misses}, ${after.sortName}, ${after.personId}::uuid)` : sql``}
    order by misses, sort_name, person_id limit ${limit + 1}`.execute(tx.sql);
  return rows;
}

/**
 * The people who have all the words. Each word is a bit, so that one pass over the words found, grouped by person, tells
 * who has them all, whatever the planner knows of the sizes. Where one of the words is rare, only the words of the people
 * who have it are passed over.
 */
function foundByWords(tx: Tx, { terms, rarest, language }: DirectoryQuery) {
  const tests = terms.map((term) => matching(term));
  if (language !== undefined) tests.push(sql`word = ${language} and field = 'language'`);
  const ofTenant = sql`from person_words where tenant_id = ${tx.tenantId}`;
  const bits = tests.map((test, place) => sql`case when ${test} then ${sql.lit(2 ** place)} else 0 end`);
  const rare = rarest === undefined || tests.length === 1 ? undefined : tests[rarest];
  const hits = rare
    ? sql`
      select person_id, sort_name, ${sql.join(bits, sql` + `)} as bits, field = 'name' as named
      ${ofTenant} and person_id = any(array(select person_id ${ofTenant} and ${rare}))`
    : sql.join(
        tests.map(
          (test, place) => sql`
          select person_id, sort_name, ${sql.lit(2 ** place)} as bits, field = 'name' as named ${ofTenant} and ${test}`,
        ),
        sql` union all `,
      );
  const ofTerms = sql.lit(2 ** terms.length - 1);
  return sql`
    select person_id, min(sort_name) as sort_name,
      ${terms.length}::int - bit_count((coalesce(bit_or(bits) filter (where named), 0) & ${ofTerms})::bit(16))::int as misses
    from (${hits}) as hits
    group by person_id having bit_or(bits) = ${sql.lit(2 ** tests.length - 1)}`;
}

const championsWith = (tx: Tx, topic: string | undefined) => sql`
  select champions.person_id from champions
  where champions.tenant_id = ${tx.tenantId} and state = 'confirmed'
    ${topic === undefined ? sql`` : sql`and exists (select from champion_skills as skill where skill.tenant_id = champions.tenant_id and skill.person_id = champions.person_id and skill.topic = ${topic})`}`;

export type Department = { name: string; people: number; champions: number };

/** Departments of active people, largest first, after the given one; one more than `limit` when there are more. */
export async function findDepartments(
  tx: Tx,
  limit: number,
  after: { people: number; name: string } | undefined,
): Promise<Department[]> {
  const { rows } = await sql<Department>`
    select * from (
      select department as name, count(*)::int as people, count(champions.person_id)::int as champions
      from people
      left join champions on champions.tenant_id = people.tenant_id and champions.person_id = people.person_id
        and champions.state = 'confirmed'
      where people.tenant_id = ${tx.tenantId} and active and department <> ''
      group by department
    ) as departments
    ${after ? sql`where people < ${after.people} or (people = ${after.people} and name collate "C" > ${after.name})` : sql``}
    order by people desc, name collate "C" limit ${limit + 1}`.execute(tx.sql);
  return rows;
}
