import { z } from 'zod';
import { contract } from '../platform/contract.ts';

/** Something people ask about: a key of the catalogue and its name in the reader's language. */
export const topic = z.object({ topic: z.string(), label: z.string() });
export type Topic = z.output<typeof topic>;

export const topicsContract = contract({
  'GET /api/topics': {
    operationId: 'listTopics',
    summary: "The topics people ask about, in the reader's language.",
    roles: 'everyone',
    response: z.object({ items: z.array(topic), next: z.null() }),
  },
});
export type TopicsContract = typeof topicsContract;
