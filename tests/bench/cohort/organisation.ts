import { randomUUID } from 'node:crypto';
import { topics } from '@open-door/api/topics/topics.ts';
import pg from 'pg';
import type { DirectoryPerson } from '../../../infra/local/demo/entra-csv.ts';
import { type Random, seededRandom } from '../../../infra/local/demo/random.ts';

const keys = Object.keys(topics) as (keyof typeof topics)[];
const zones = ['America/New_York', 'America/Chicago', 'Europe/Lisbon'];

/** Who asks for the cohort, and the organisation they are in. */
export type Programme = { tenantId: string; ownerId: string };

/** Writes an organisation of these people past the import, so many of them mentors, and everybody else wanting one. */
export async function arrange(url: string, people: readonly DirectoryPerson[], mentors: number): Promise<Programme> {
  const random = seededRandom('cohort');
  const programme = { tenantId: randomUUID(), ownerId: people[0]?.id as string };
  const idOf = new Map(people.map(({ userPrincipalName, id }) => [userPrincipalName, id]));
  const rows = people.map((person) => ({
    ...person,
    manager: idOf.get(person.manager) ?? null,
    zone: random.pick(zones),
  }));
  const chosen = random.shuffle(people.map(({ id }) => id)).slice(0, mentors);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("insert into tenants values ($1, 'Bench', now())", [programme.tenantId]);
    await client.query(
      `insert into people (tenant_id, person_id, username, display_name, sort_name, job_title, department,
         preferred_language, manager_id, time_zone)
       select $1, id, lower("userPrincipalName"), "displayName", lower("displayName"), "jobTitle", department,
         "preferredLanguage", manager, zone
       from json_to_recordset($2) as person (id uuid, "userPrincipalName" text, "displayName" text, "jobTitle" text,
         department text, "preferredLanguage" text, manager uuid, zone text)`,
      [programme.tenantId, JSON.stringify(rows)],
    );
    const offers = chosen.map((id) => offerOf(id, random));
    await client.query(
      `insert into champions (tenant_id, person_id, kind, state, loves_to_help_with, capacity_per_week)
       select $1, id, 'mentor', 'confirmed', loves, 20 from json_to_recordset($2) as offer (id uuid, loves text)`,
      [programme.tenantId, JSON.stringify(offers)],
    );
    await client.query(
      `insert into champion_skills (tenant_id, person_id, topic, level)
       select $1, id, skill.topic, skill.level
       from json_to_recordset($2) as offer (id uuid, skills json)
         cross join json_to_recordset(skills) as skill (topic text, level int)`,
      [programme.tenantId, JSON.stringify(offers)],
    );
    await client.query('analyze');
  } finally {
    await client.end();
  }
  return programme;
}

function offerOf(id: string, random: Random) {
  const known = random.shuffle(keys).slice(0, 1 + random.below(5));
  return {
    id,
    loves: sentence(random, known),
    skills: known.map((topic) => ({ topic, level: 1 + random.below(3) })),
  };
}

/** Everybody but the mentors joins, each with a goal of their own. */
export async function joinAll(url: string, { tenantId }: Programme, cohortId: string): Promise<number> {
  const random = seededRandom('goals');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      `select person_id as id from people where tenant_id = $1 and not exists (
         select from champions where champions.tenant_id = people.tenant_id and champions.person_id = people.person_id)
       order by person_id`,
      [tenantId],
    );
    const joined = rows.map(({ id }, nth) => {
      const topic = random.pick(keys);
      const goal = `${sentence(random, [topic, random.pick(keys)])}, for report ${nth}`;
      return { id, goal, topic: nth % 3 === 0 ? topic : null };
    });
    await client.query(
      `insert into cohort_learners (tenant_id, cohort_id, learner_id, state, goal, topic, answered_at, missed_runs)
       select $1, $2, id, 'in', goal, topic, now(), abs(hashtext(id::text)) % 3
       from json_to_recordset($3) as joined (id uuid, goal text, topic text)`,
      [tenantId, cohortId, JSON.stringify(joined)],
    );
    await client.query('analyze');
    return joined.length;
  } finally {
    await client.end();
  }
}

function sentence(random: Random, about: readonly (keyof typeof topics)[]): string {
  return about.map((topic) => `${random.pick(topics[topic].says)} for ${random.pick(topics[topic].hints)}`).join(', ');
}
