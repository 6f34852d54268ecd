import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** Every table that names a person, and the columns that do. A test compares this with the database's own references. */
export const namingPeople = {
  people: ['person_id', 'manager_id'],
  person_words: ['person_id'],
  imports: ['requested_by'],
  import_rows: ['person_id'],
  champions: ['person_id', 'nominated_by', 'decided_by'],
  champion_skills: ['person_id'],
  office_hours_rules: ['champion_id'],
  office_hours_windows: ['champion_id'],
  office_hours_exceptions: ['champion_id'],
  series: ['champion_id', 'learner_id'],
  sessions: ['champion_id'],
  bookings: ['champion_id', 'learner_id', 'ended_by', 'absence_by'],
  engagements: ['person_id'],
  waiting_list: ['champion_id', 'learner_id'],
  session_notes: ['author_id'],
  answers: ['champion_id'],
  calendar_events: ['organizer_id'],
  calendar_positions: ['person_id'],
  calendar_watches: ['person_id'],
  cohort_learners: ['learner_id'],
  cohort_pairs: ['learner_id', 'mentor_id'],
  cohort_matches: ['learner_id', 'mentor_id'],
  mentorships: ['learner_id', 'mentor_id', 'ended_by'],
  check_ins: ['person_id'],
  blocks: ['person_id', 'blocked_id'],
  ranking_rules: ['changed_by'],
  queues: ['host_id'],
  queue_champions: ['champion_id'],
  tickets: ['learner_id', 'champion_id', 'waits_for_id'],
  ticket_events: ['champion_id'],
  ticket_messages: ['champion_id'],
  leaders: ['person_id'],
  leader_choices: ['person_id'],
  leadership_rules: ['head_id', 'changed_by'],
  leadership_channels: ['chosen_by'],
  leadership_messages: ['author_id'],
  leadership_drafts: ['person_id'],
  leadership_sent_replies: ['person_id'],
  idempotent_answers: ['person_id'],
  notices: ['person_id'],
  conversations: ['person_id'],
} as const satisfies Record<string, readonly string[]>;

/**
 * Columns in which naming a person tells of somebody else: whose manager, nominator or decider they are, who blocked them,
 * with whom the owner would bring them together, or who asked a ticket, which may not be theirs to know. What a champion did
 * and wrote is in the events and messages of tickets.
 */
const ofOthers = new Set([
  'people.manager_id',
  'champions.nominated_by',
  'champions.decided_by',
  'tickets.champion_id',
  'tickets.waits_for_id',
  'blocks.blocked_id',
  'cohort_pairs.learner_id',
  'cohort_pairs.mentor_id',
  'cohort_matches.mentor_id',
]);

/**
 * What the other side of a mentorship said is for the programme owner, and a block is known to who set it only. Who reacted
 * to a post is told by Teams, and by what one reads a channel is nobody's.
 */
const untold = (personId: string) =>
  sql`case tableoid::regclass::text
    when 'mentorships' then case when to_jsonb(held) ->> 'ended_by' = ${personId} then '{}'
      else '{ended_by,declined_because,ended_note,learner_accepted_at,mentor_accepted_at}' end
    when 'cohort_matches' then '{unmatched_because}'
    when 'leadership_messages' then '{reactions}'
    when 'leadership_channels' then '{subscription_id,client_state,reading_link,delta_link}'
    else '{}' end::text[]`;

/** Tables that name nobody who asked, but a ticket that a person may have asked. */
const ofTickets = new Set(['ticket_messages', 'ticket_events', 'wait_forecasts']);

/** The rows of every table that are about a person, as they stand, by table. */
export async function findHeldData(tx: Tx, personId: string): Promise<Record<string, unknown[]>> {
  const held: Record<string, unknown[]> = {};
  const columnsOf: Record<string, readonly string[]> = namingPeople;
  for (const table of new Set([...Object.keys(namingPeople), ...ofTickets])) {
    const about = (columnsOf[table] ?? []).filter((column) => !ofOthers.has(`${table}.${column}`));
    const conditions = about.map((column) => sql`${sql.ref(column)} = ${personId}`);
    const ofOwnTickets = sql`ticket_id in
      (select ticket_id from tickets where tenant_id = ${tx.tenantId} and learner_id = ${personId})`;
    if (about.length === 0 && !ofTickets.has(table)) continue;
    const isNamed = sql.join(ofTickets.has(table) ? [...conditions, ofOwnTickets] : conditions, sql` or `);
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(held) - '{tenant_id,once_key,asker_key}'::text[] - ${untold(personId)} as row from ${sql.table(table)} as held
      where tenant_id = ${tx.tenantId} and (${isNamed})`.execute(tx.sql);
    held[table] = rows.map(({ row }) => row);
  }
  return held;
}
