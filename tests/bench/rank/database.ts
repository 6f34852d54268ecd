import pg from 'pg';
import { weigh } from '../../../api/src/matching/appraisal.ts';
import { type Champion, lovedBy } from '../../../api/src/matching/champion.ts';
import { drawSeed, lotOf } from '../../../api/src/matching/draw.ts';
import { questOf } from '../../../api/src/matching/quest.ts';
import type { Question } from './organisation.ts';

const tables = `
  create table champions (person_id uuid primary key, department text, languages text[], time_zone text, office text,
    capacity int, booked int, helped int, did_not int, next_free_slot timestamptz, paused_until date, lot bigint);
  create table zones (time_zone text primary key);
  create table skills (topic text, person_id uuid, level int, primary key (topic, person_id));
  create table helped_with (topic text, person_id uuid, people int, primary key (topic, person_id));
  create table helped_in (department text, person_id uuid, people int, primary key (department, person_id));
  create table loved (stem text, person_id uuid, primary key (stem, person_id));
  create table expertise (learner_id uuid, person_id uuid, score float8, primary key (learner_id, person_id));
  create table past (learner_id uuid, person_id uuid, helped int, did_not int, primary key (learner_id, person_id));
  create table blocked (learner_id uuid, person_id uuid, primary key (learner_id, person_id));`;

/** The order of `rank` as one statement: the same formula, rounding and draw over tables that hold the same facts. */
const statement = `
  with wanted as (
    select * from unnest($1::text[], $2::float8[]) with ordinality as w (topic, strength, nth)
  ), skill as (
    select person_id, sum(least(level, 3) * strength) / (3 * (select sum(strength) from wanted)) as fit,
      max(least(level, 3) * strength) - $10::int as ahead
    from wanted join skills using (topic) group by person_id
  ), helping as (
    select person_id, sum(people * strength) as people from wanted join helped_with using (topic) group by person_id
  ), loving as (
    select person_id, count(*)::float8 / cardinality($3::text[]) as fit from loved where stem = any($3::text[]) group by person_id
  ), clock as materialized (
    select time_zone, ($5::timestamptz at time zone time_zone)::date as today,
      date_part('epoch', ($5::timestamptz at time zone time_zone) - ($5::timestamptz at time zone 'UTC')) / 3600 as ahead
    from zones
  ), apart as materialized (
    select time_zone, today, abs(ahead - (select ahead from clock where time_zone = $8)) as hours,
      today + (8 - extract(isodow from today)::int) as monday
    from clock
  )
  select c.person_id
  from champions c join apart using (time_zone)
    left join skill on skill.person_id = c.person_id
    left join helping on helping.person_id = c.person_id
    left join loving on loving.person_id = c.person_id
    left join expertise e on e.learner_id = $4 and e.person_id = c.person_id
    left join past p on p.learner_id = $4 and p.person_id = c.person_id
    left join helped_in h on h.department = $7 and h.person_id = c.person_id
    cross join lateral (select case when paused_until > today then paused_until when booked >= capacity then monday end as back,
      case when paused_until > today then 2 when booked >= capacity then 1 else 0 end as standing) as availability
    cross join lateral (select
      WEIGHTS[skill] * coalesce(skill.fit, 0)
      + WEIGHTS[step] * case when skill.ahead > 1 then 1 - 0.15::float8 * (skill.ahead - 1) else greatest(0, coalesce(skill.ahead, 0)) end
      + WEIGHTS[helped] * coalesce(helping.people / (helping.people + 4), 0)
      + WEIGHTS[loves] * coalesce(loving.fit, 0)
      + WEIGHTS[expertise] * coalesce(e.score, 0)
      + WEIGHTS[together] * coalesce((p.helped - p.did_not)::float8 / (p.helped + p.did_not + 1), 0)
      + WEIGHTS[helpedDepartment] * coalesce(h.people::float8 / (h.people + 4), 0)
      + WEIGHTS[department] * case when c.department = $7 then 1 else 0 end
      + WEIGHTS[language] * case when $9::text[] = '{}' then 0::float8 when ($9::text[])[1] = any(languages) then 1
          when $9::text[] && languages then 0.5 else 0 end
      + WEIGHTS[sharedHours] * greatest(0, 8 - least(hours, 24 - hours)) / 8
      + WEIGHTS[office] * case when office = $11 then 1 else 0 end
      + WEIGHTS[wentWell] * (c.helped - c.did_not)::float8 / (c.helped + c.did_not + 4)
      + WEIGHTS[soon] * case when next_free_slot is null or (next_free_slot at time zone time_zone)::date < back then 0
          else exp(-0.6931471805599453::float8 * greatest(0, date_part('epoch', next_free_slot - $5::timestamptz) * 1000) / 172800000) end
      + WEIGHTS[room] * greatest(0, capacity - booked)::float8 / capacity as points) as total
  where capacity > 0 and c.person_id <> $4 and c.person_id is distinct from $6::uuid
    and not exists (select from blocked b where b.learner_id = $4 and b.person_id = c.person_id)
  order by standing, greatest(0, floor(points / MOST * 1000 + 0.5)) desc, booked::float8 / capacity, DRAW, c.person_id
  limit $13`;

const { weights, most } = weigh();
const folded = (x: string) => `(((${x}) >> 16) # (${x}))`;
const mixed = (x: string) => `((${folded(x)} * 73244475) & 4294967295)`;
const draw = folded(mixed(mixed('lot # $12::bigint')));
const text = Object.entries(weights)
  .reduce((sql, [name, weight]) => sql.replace(`WEIGHTS[${name}]`, `${weight}::float8`), statement)
  .replace('MOST', `${most}::float8`)
  .replace('DRAW', draw);

/** Loads the champions and all that is known of them and the questions into a schema of their own. */
export async function openDatabase(url: string, champions: readonly Champion[], questions: readonly Question[]) {
  const client = new pg.Client(url);
  await client.connect();
  const name = `of_${champions.length}`;
  await client.query(`create schema ${name}; set search_path to ${name}; ${tables}`);
  await fill(client, champions, questions);
  await client.query('vacuum analyze');
  return {
    /** Ids, best first. */
    rank: async (question: Question, limit: number): Promise<string[]> => {
      const { rows } = await client.query({ name: 'rank', text, values: valuesOf(question, limit), rowMode: 'array' });
      return rows.map(([id]) => id as string);
    },
    close: () => client.end(),
  };
}

function valuesOf(question: Question, limit: number): unknown[] {
  const { learner, wanted, words, now } = questOf(question);
  return [
    wanted.map(({ topic }) => topic),
    wanted.map(({ strength }) => strength),
    [...words],
    learner.personId,
    now.toString(),
    learner.managerId,
    learner.department,
    learner.timeZone,
    learner.languages,
    learner.level,
    learner.office,
    drawSeed(learner.personId, now),
    limit,
  ];
}

async function fill(client: pg.Client, champions: readonly Champion[], questions: readonly Question[]): Promise<void> {
  const insert = (table: string, rows: readonly object[]) =>
    client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
      JSON.stringify(rows),
    ]);
  const each = <T>(of: (champion: Champion) => T[]) => champions.flatMap(of);
  await insert(
    'zones',
    [...new Set(champions.map(({ timeZone }) => timeZone))].map((time_zone) => ({ time_zone })),
  );
  await insert('champions', champions.map(rowOf));
  await insert(
    'skills',
    each(({ personId, skills }) => skills.map((skill) => ({ ...skill, person_id: personId }))),
  );
  await insert(
    'helped_with',
    each(({ personId, helpedByTopic }) =>
      Object.entries(helpedByTopic).map(([topic, people]) => ({ topic, people, person_id: personId })),
    ),
  );
  await insert(
    'helped_in',
    each(({ personId, helpedByDepartment }) =>
      Object.entries(helpedByDepartment).map(([department, people]) => ({ department, people, person_id: personId })),
    ),
  );
  await insert(
    'loved',
    each((champion) => lovedBy(champion).stems.map((stem) => ({ stem, person_id: champion.personId }))),
  );
  for (const { learner, expertise, past, blocked } of questions) {
    const learner_id = learner.personId;
    await insert(
      'expertise',
      Array.from(expertise, ([person_id, score]) => ({ learner_id, person_id, score })),
    );
    await insert(
      'past',
      Array.from(past, ([person_id, { helped, didNot }]) => ({ learner_id, person_id, helped, did_not: didNot })),
    );
    await insert(
      'blocked',
      Array.from(blocked, (person_id) => ({ learner_id, person_id })),
    );
  }
}

const rowOf = (champion: Champion) => ({
  person_id: champion.personId,
  department: champion.department,
  languages: champion.languages,
  time_zone: champion.timeZone,
  office: champion.office,
  capacity: champion.capacityPerWeek,
  booked: champion.bookedThisWeek,
  helped: champion.outcomes?.helped ?? 0,
  did_not: champion.outcomes?.didNot ?? 0,
  next_free_slot: champion.nextFreeSlot?.toString() ?? null,
  paused_until: champion.pausedUntil,
  lot: lotOf(champion.personId),
});
