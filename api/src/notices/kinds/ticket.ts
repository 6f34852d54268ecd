import { z } from 'zod';
import { id } from '../../platform/contract.ts';

/** A ticket of a live queue, as a notice says it to one of its two sides. */
export const ticketPayload = z.object({
  ticketId: id,
  queueId: id,
  queueName: z.string(),
  /** As it begins. */
  question: z.string(),
  /** Which side this is said to. */
  to: z.enum(['asker', 'champion']),
  /** The champion it is about: who called or has it, or did what is said. Null when that is nobody. */
  championId: id.nullable(),
  championName: z.string().nullable(),
  championUsername: z.string().nullable(),
  /** Null to the asker, and to champions from whom the name is hidden. */
  askerName: z.string().nullable(),
});
