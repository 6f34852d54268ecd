import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** A champion as somebody who needs help today sees them. */
export type Helper = {
  personId: string;
  displayName: string;
  jobTitle: string;
  department: string;
  timeZone: string | null;
  username: string;
  /** BCP 47 primary tags. */
  languages: string[];
  /** Topic keys. */
  topics: string[];
};

/** Every active, confirmed champion but one person, with what they help with and in which languages. */
export async function findHelpers(tx: Tx, exceptFor: string): Promise<Helper[]> {
  const { rows } = await sql<Helper>`
    select champions.person_id as "personId", display_name as "displayName", job_title as "jobTitle", department,
      time_zone as "timeZone", username, languages,
      array(select topic from champion_skills as skill
        where skill.tenant_id = champions.tenant_id and skill.person_id = champions.person_id) as topics
    from champions cross join lateral (
      -- The limit keeps this a look-up per champion; joined, everybody would be read to find some hundred.
      select display_name, job_title, department, time_zone, username, active,
        case when languages <> '{}' then languages
          when preferred_language <> '' then array[lower(split_part(preferred_language, '-', 1))] else '{}' end as languages
      from people
      where people.tenant_id = champions.tenant_id and people.person_id = champions.person_id limit 1) as person
    where champions.tenant_id = ${tx.tenantId} and champions.person_id <> ${exceptFor}
      and champions.state = 'confirmed' and active`.execute(tx.sql);
  return rows;
}
