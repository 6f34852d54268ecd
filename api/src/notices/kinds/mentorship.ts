import { z } from 'zod';
import { id } from '../../platform/contract.ts';

/** A mentorship, as a notice says it to one of its two sides. */
export const mentorshipPayload = z.object({
  mentorshipId: id,
  /** Which side this is said to. */
  to: z.enum(['learner', 'mentor']),
  learnerId: id,
  learnerName: z.string(),
  mentorId: id,
  mentorName: z.string(),
  /** Null for one outside of any cohort. */
  cohortName: z.string().nullable(),
  /** The learner's own words; may be empty. */
  goal: z.string(),
});
