import { implement } from '../../platform/operations.ts';
import { getAccuracy } from '../actions/accuracy.ts';
import { closeQueue } from '../actions/close.ts';
import { helpAtQueue, stopHelping } from '../actions/help.ts';
import { openQueue, pauseQueue } from '../actions/open.ts';
import { getQueue, listQueues, previewRule } from '../actions/queues.ts';
import { getOwnQueue, setUpOwnQueue } from '../actions/settings.ts';
import { queuesContract } from '../schema/queues.ts';

export const queuesOperations = implement(queuesContract, {
  'GET /api/queues': { run: ({ deps, actor }) => listQueues(deps, actor) },
  'GET /api/queues/mine': { run: ({ deps, actor }) => getOwnQueue(deps, actor) },
  'GET /api/queues/rule': { run: async ({ actor, input }) => previewRule(actor, input.query) },
  'GET /api/queues/accuracy': { run: ({ deps, actor, input }) => getAccuracy(deps, actor, input.query.weeks) },
  'GET /api/queues/{queueId}': {
    run: ({ deps, actor, input }) => getQueue(deps, actor, input.params.queueId),
    refusals: { 'no-such-queue': 404 },
  },
  'PUT /api/queues/mine': {
    run: ({ deps, actor, input }) => setUpOwnQueue(deps, actor, input.body),
    refusals: { 'not-a-champion': 403 },
  },
  'POST /api/queues/{queueId}/opening': {
    run: ({ deps, actor, input }) => openQueue(deps, actor, input.params.queueId, input.body),
    refusals: { 'no-such-queue': 404, 'not-a-champion': 403, 'not-your-queue': 403, 'helping-elsewhere': 409 },
  },
  'POST /api/queues/{queueId}/pause': {
    run: ({ deps, actor, input }) => pauseQueue(deps, actor, input.params.queueId, input.body),
    refusals: { 'no-such-queue': 404, 'not-helping-here': 403, 'not-open': 409 },
  },
  'POST /api/queues/{queueId}/closing': {
    run: ({ deps, actor, input }) => closeQueue(deps, actor, input.params.queueId, input.body),
    refusals: { 'no-such-queue': 404, 'not-helping-here': 403, 'not-open': 409, 'nobody-to-pass-to': 409 },
  },
  'PUT /api/queues/{queueId}/helping': {
    run: ({ deps, actor, input }) => helpAtQueue(deps, actor, input.params.queueId, input.body),
    refusals: { 'no-such-queue': 404, 'not-a-champion': 403, 'not-open': 409, 'helping-elsewhere': 409 },
  },
  'DELETE /api/queues/{queueId}/helping': {
    run: ({ deps, actor, input }) => stopHelping(deps, actor, input.params.queueId),
    refusals: { 'no-such-queue': 404, 'not-helping-here': 403, 'still-helping': 409, 'last-one': 409 },
  },
});
