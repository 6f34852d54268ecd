import { z } from 'zod';
import { contract } from '../platform/contract.ts';
import type { Topic } from './topic.ts';

export type { Topic } from './topic.ts';

/** Most topics one page may watch; each adds some hundred characters to the address of its connection. */
const most = 24;
const id = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const pattern = `(person:me|(person|champion|queue):${id}|queues|leaders|coverage)`;

const topic = z.string().regex(new RegExp(`^${pattern}$`)) as unknown as z.ZodType<Topic, Topic>;
const version = z.number().int().min(0).meta({ description: 'How often the topic has changed; 0 for never.' });

export const liveContract = contract({
  'POST /api/live/connection': {
    operationId: 'openLiveConnection',
    summary: 'Where to hear at once that something changed: an address that is good for these topics and for minutes.',
    roles: 'everyone',
    body: z.object({ topics: z.array(topic).min(1).max(most) }),
    response: z.object({
      url: z.string().nullable().meta({ description: 'Null where nothing is pushed: ask for the versions instead.' }),
      topics: z.array(
        z.object({
          topic,
          group: z.string().meta({ description: 'The group of the connection that hears of this topic.' }),
          version,
          changedLately: z
            .boolean()
            .meta({ description: 'In the last minute: what was read before may be out of date.' }),
        }),
      ),
    }),
    reasons: ['not-yours-to-watch'],
  },
  'GET /api/live': {
    operationId: 'getLiveVersions',
    summary: 'The versions of topics, for whoever hears of no change by themselves.',
    roles: 'everyone',
    query: z.object({
      topics: z
        .string()
        .regex(new RegExp(`^${pattern}(,${pattern}){0,${most - 1}}$`))
        .meta({ description: 'Comma-separated.', example: 'person:me,coverage' }),
    }),
    response: z.object({ topics: z.array(z.object({ topic, version })) }),
    conditional: true,
    reasons: ['not-yours-to-watch'],
  },
});
export type LiveContract = typeof liveContract;
