import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reason } from '../../matching/reason.ts';
import type { Tx } from '../../platform/database.ts';

export type NewProposal = {
  mentorshipId: string;
  cohortId: string | null;
  learnerId: string;
  mentorId: string;
  goal: string;
  work: string;
  topic: string | null;
  reasons: readonly Reason[];
};

/** Proposes what can be; who has a mentorship in the cohort keeps it. Answers the proposals that were made. */
export async function insertProposals(
  tx: Tx,
  proposals: readonly NewProposal[],
  at: Temporal.Instant,
): Promise<string[]> {
  const { rows } = await sql<{ mentorshipId: string }>`
    insert into mentorships
      (tenant_id, mentorship_id, cohort_id, learner_id, mentor_id, state, goal, work, topic, reasons, proposed_at)
    select ${tx.tenantId}, "mentorshipId", "cohortId", "learnerId", "mentorId", 'proposed', goal, work, topic, reasons, ${at}
    from jsonb_to_recordset(${JSON.stringify(proposals)}::jsonb) as proposed
      ("mentorshipId" uuid, "cohortId" uuid, "learnerId" uuid, "mentorId" uuid, goal text, work text, topic text, reasons jsonb)
    on conflict do nothing returning mentorship_id as "mentorshipId"`.execute(tx.sql);
  return rows.map(({ mentorshipId }) => mentorshipId);
}
