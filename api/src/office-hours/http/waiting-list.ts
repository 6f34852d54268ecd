import { answerOnce } from '../../platform/answer-once.ts';
import { implement } from '../../platform/operations.ts';
import { acceptOffer, passOffer } from '../actions/waiting/answer.ts';
import { joinWaitingList } from '../actions/waiting/join.ts';
import { leaveWaitingList } from '../actions/waiting/leave.ts';
import { listWaiting } from '../actions/waiting/list.ts';
import { waitingListContract } from '../schema/waiting-list.ts';

export const waitingListOperations = implement(waitingListContract, {
  'GET /api/waiting-list': {
    run: ({ deps, actor, input }) => listWaiting(deps, actor, input.query),
  },
  'POST /api/waiting-list': {
    run: ({ deps, actor, input: { body }, idempotencyKey: key }) =>
      answerOnce(deps, actor, { key, operation: 'joinWaitingList', input: body }, (joined) =>
        joinWaitingList(joined, actor, body),
      ),
    refusals: {
      'not-a-champion': 404,
      'champion-paused': 409,
      'own-slot': 422,
      'no-longer-active': 403,
      'no-such-session': 404,
      'places-are-free': 409,
      'already-waiting': 409,
      'already-in-session': 409,
      'too-many-open': 409,
      'too-many-late-cancellations': 409,
      'key-reused': 422,
    },
  },
  'DELETE /api/waiting-list/{waitingId}': {
    run: ({ deps, actor, input }) => leaveWaitingList(deps, actor, input.params.waitingId),
    refusals: { 'no-such-place': 404, 'already-ended': 409 },
  },
  'POST /api/waiting-list/{waitingId}/acceptance': {
    run: ({ deps, actor, input: { params }, idempotencyKey: key }) =>
      answerOnce(deps, actor, { key, operation: 'acceptOffer', input: params }, (joined) =>
        acceptOffer(joined, actor, params.waitingId),
      ),
    refusals: {
      'no-such-place': 404,
      'offer-over': 409,
      'too-many-open': 409,
      'too-many-late-cancellations': 409,
      'key-reused': 422,
    },
  },
  'POST /api/waiting-list/{waitingId}/pass': {
    run: ({ deps, actor, input }) => passOffer(deps, actor, input.params.waitingId),
    refusals: { 'no-such-place': 404, 'offer-over': 409 },
  },
});
