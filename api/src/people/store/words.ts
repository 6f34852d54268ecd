import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { IndexField } from '../search-index.ts';

type FindablePerson = {
  personId: string;
  sortName: string;
  displayName: string;
  givenName: string;
  surname: string;
  department: string;
  jobTitle: string;
  languages: string[];
  preferredLanguage: string;
  /** The topics a confirmed champion helps with. */
  topics: string[];
};

/**
 * What the active ones of these people can be found by, holding their rows until the transaction ends: two who index the
 * same person do so one after the other.
 */
export async function findFindable(tx: Tx, personIds: readonly string[]): Promise<FindablePerson[]> {
  const { rows } = await sql<FindablePerson>`
    select person_id as "personId", sort_name as "sortName", display_name as "displayName", given_name as "givenName",
      surname, department, job_title as "jobTitle", languages, preferred_language as "preferredLanguage",
      array(select topic from champions join champion_skills using (tenant_id, person_id)
        where champions.tenant_id = people.tenant_id and champions.person_id = people.person_id
          and champions.state = 'confirmed') as topics
    from people where tenant_id = ${tx.tenantId} and active and person_id = any(${personIds}::uuid[])
    order by person_id for no key update of people`.execute(tx.sql);
  return rows;
}

type IndexRow = { personId: string; word: string; field: IndexField; sortName: string };

/** Puts these words in the place of all that these people were found by. Arrays, so that thousands are one statement. */
export async function replaceWords(tx: Tx, personIds: readonly string[], words: readonly IndexRow[]): Promise<void> {
  await deleteWords(tx, personIds);
  if (words.length === 0) return;
  // Sorted as in the index, so that its pages are filled one after the other.
  const rows = words.toSorted((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : 0));
  await sql`
    insert into person_words (tenant_id, word, person_id, field, sort_name)
    select ${tx.tenantId}, * from unnest(${rows.map((row) => row.word)}::text[], ${rows.map((row) => row.personId)}::uuid[],
      ${rows.map((row) => row.field)}::text[], ${rows.map((row) => row.sortName)}::text[])`.execute(tx.sql);
}

export async function deleteWords(tx: Tx, personIds: readonly string[]): Promise<void> {
  await sql`
    delete from person_words
    where tenant_id = ${tx.tenantId} and person_id = any(${personIds}::uuid[])`.execute(tx.sql);
}
