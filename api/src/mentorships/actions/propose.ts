import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import { type OwedNotice, owe } from '../../notices/actions.ts';
import { findMentorships } from '../store/mentorships.ts';
import { insertProposals, type NewProposal } from '../store/proposals.ts';
import { proposedKey, sides, toldTo } from './news.ts';

export type Proposal = Omit<NewProposal, 'mentorshipId'>;

/** Proposals read and told at once. */
const chunk = 1_000;

/**
 * Proposes mentorships to both sides, in the caller's transaction. Who has a mentorship in the cohort already keeps that one.
 */
export async function proposeMentorships(deps: Deps, tenantId: string, proposals: readonly Proposal[]): Promise<void> {
  const fresh = proposals.map((proposal) => ({ ...proposal, mentorshipId: deps.newId() }));
  const now = deps.now();
  await deps.db.transaction(tenantId, async (tx) => {
    const inTx = { ...deps, db: tx };
    const made = await insertProposals(tx, fresh, now);
    for (let from = 0; from < made.length; from += chunk) {
      const proposed = await findMentorships(tx, made.slice(from, from + chunk), now);
      const notices = proposed.flatMap((mentorship) =>
        sides.map((side): OwedNotice => {
          const key = proposedKey(mentorship.mentorshipId, side);
          return { kind: 'mentorship-proposed', key, ...toldTo(mentorship, side) };
        }),
      );
      await owe(inTx, tenantId, notices);
      await touch(
        inTx,
        tenantId,
        notices.map(({ personId }) => `person:${personId}` as const),
      );
    }
  });
}
