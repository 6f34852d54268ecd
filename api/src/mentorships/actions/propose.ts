import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import { insertProposals, type NewProposal } from '../store/proposals.ts';

export type Proposal = Omit<NewProposal, 'mentorshipId'>;

/**
 * Proposes mentorships to both sides, in the caller's transaction. Who has a mentorship in the cohort already keeps that one.
 */
export async function proposeMentorships(deps: Deps, tenantId: string, proposals: readonly Proposal[]): Promise<void> {
  const fresh = proposals.map((proposal) => ({ ...proposal, mentorshipId: deps.newId() }));
  await deps.db.transaction(tenantId, async (tx) => {
    const made = new Set(await insertProposals(tx, fresh, deps.now()));
    const sides = fresh
      .filter(({ mentorshipId }) => made.has(mentorshipId))
      .flatMap(({ learnerId, mentorId }) => [`person:${learnerId}`, `person:${mentorId}`] as const);
    await touch({ ...deps, db: tx }, tenantId, sides);
  });
}
