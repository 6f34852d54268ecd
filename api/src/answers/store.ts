import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../platform/database.ts';
import type { Asker } from './named-in.ts';

type Instant = Temporal.Instant;

export type StoredAnswer = {
  answerId: string;
  champion: { personId: string; displayName: string; jobTitle: string };
  department: string;
  topic: string | null;
  question: string;
  answer: string;
  sharedAt: Instant;
};

const stored = sql`
  select answer_id as "answerId", answers.department, topic, question, answer, shared_at as "sharedAt",
    jsonb_build_object('personId', person_id, 'displayName', display_name, 'jobTitle', job_title) as champion
  from answers join people on people.tenant_id = answers.tenant_id and person_id = champion_id`;

export async function findAnswer(tx: Tx, answerId: string): Promise<StoredAnswer | undefined> {
  const { rows } = await sql<StoredAnswer>`
    ${stored} where answers.tenant_id = ${tx.tenantId} and answer_id = ${answerId}`.execute(tx.sql);
  return rows[0];
}

export type AnswerList = {
  topic: string | undefined;
  department: string | undefined;
  championId: string | undefined;
  /** Plain words, all of which must occur. */
  words: readonly string[];
  /** Time and id of the last answer of the page before. */
  after: readonly [sharedAt: string, answerId: string] | undefined;
  limit: number;
};

/** Answers newest first, one more than `limit`. */
export async function findAnswers(tx: Tx, list: AnswerList): Promise<StoredAnswer[]> {
  const { topic, department, championId, words, after, limit } = list;
  const conditions = [
    sql`answers.tenant_id = ${tx.tenantId}`,
    ...(topic === undefined ? [] : [sql`topic = ${topic}`]),
    ...(department === undefined ? [] : [sql`answers.department = ${department}`]),
    ...(championId === undefined ? [] : [sql`champion_id = ${championId}`]),
    ...words.map((word) => sql`strpos(${plainText}, ${word}) > 0`),
    ...(after ? [sql`(shared_at, answer_id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`] : []),
  ];
  const { rows } = await sql<StoredAnswer>`
    ${stored} where ${sql.join(conditions, sql` and `)}
    order by shared_at desc, answer_id desc limit ${limit + 1}`.execute(tx.sql);
  return rows;
}

/** How many answers are compared with a question. */
const comparedAtMost = 300;

/** The newest answers on one of these topics, or with a word that begins with one of these stems. */
export async function findCandidates(
  tx: Tx,
  { topics, stems }: { topics: readonly string[]; stems: readonly string[] },
): Promise<StoredAnswer[]> {
  const { rows } = await sql<StoredAnswer>`
    ${stored} where answers.tenant_id = ${tx.tenantId}
      and (topic = any(${topics}::text[])
        or exists (select from unnest(${stems}::text[]) as stem where strpos(${plainText}, stem) > 0))
    order by shared_at desc, answer_id desc limit ${comparedAtMost}`.execute(tx.sql);
  return rows;
}

/** What is searched as searched words are written: in lower case, without accents and apostrophes. */
const plainText = sql`translate(lower(regexp_replace(normalize(question || ' ' || answer, NFKD), '[\u0300-\u036f]', '', 'g')),
  'øłđðı''’ʼ\`', 'olddi')`;

export type NewAnswer = Omit<StoredAnswer, 'champion' | 'department'> & { championId: string };

/** Keeps an answer of an active, confirmed champion, under their department; `false` for anybody else. */
export async function insertAnswer(tx: Tx, answer: NewAnswer): Promise<boolean> {
  const { rows } = await sql`
    insert into answers (tenant_id, answer_id, champion_id, department, topic, question, answer, shared_at)
    select people.tenant_id, ${answer.answerId}, people.person_id, department, ${answer.topic}, ${answer.question},
      ${answer.answer}, ${answer.sharedAt}
    from champions join people on people.tenant_id = champions.tenant_id and people.person_id = champions.person_id
    where champions.tenant_id = ${tx.tenantId} and champions.person_id = ${answer.championId}
      and champions.state = 'confirmed' and active
    returning answer_id`.execute(tx.sql);
  return rows.length > 0;
}

export async function deleteAnswer(tx: Tx, answerId: string): Promise<void> {
  await tx.sql.deleteFrom('answers').where('tenant_id', '=', tx.tenantId).where('answer_id', '=', answerId).execute();
}

/** Everybody with a seat in the session that a champion's booking belongs to; nobody when it is not theirs. */
export async function findAskers(tx: Tx, bookingId: string, championId: string): Promise<Asker[]> {
  const { rows } = await sql<Asker>`
    select display_name as "displayName", username
    from bookings as named join bookings on bookings.tenant_id = named.tenant_id and bookings.session_id = named.session_id
      join people on people.tenant_id = bookings.tenant_id and people.person_id = bookings.learner_id
    where named.tenant_id = ${tx.tenantId} and named.booking_id = ${bookingId} and named.champion_id = ${championId}`.execute(
    tx.sql,
  );
  return rows;
}

/**
 * Who asks a ticket that the champion helped with, and everybody who asked together with them; nobody where the asker is
 * not known. `undefined` when the champion never had it.
 */
export async function findAskersOfTicket(tx: Tx, ticketId: string, championId: string): Promise<Asker[] | undefined> {
  const { rows } = await sql<{ askers: Asker[] }>`
    select (select coalesce(json_agg(json_build_object('displayName', display_name, 'username', username)), '[]')
      from tickets join people on people.tenant_id = tickets.tenant_id and person_id = learner_id
      where tickets.tenant_id = named.tenant_id and tickets.group_id = named.group_id) as askers
    from tickets as named
    where tenant_id = ${tx.tenantId} and ticket_id = ${ticketId} and ${championId}::uuid = any(helpers)`.execute(
    tx.sql,
  );
  return rows[0]?.askers;
}
