import { answerOnce } from '../platform/answer-once.ts';
import { implement } from '../platform/operations.ts';
import { findSimilar, listAnswers, shareAnswer, withdrawAnswer } from './actions.ts';
import { answersContract } from './schema.ts';

export const answersOperations = implement(answersContract, {
  'GET /api/answers': { run: ({ deps, actor, input }) => listAnswers(deps, actor, input.query) },
  'POST /api/answers/similar': { run: ({ deps, actor, input }) => findSimilar(deps, actor, input.body) },
  'POST /api/answers': {
    run: ({ deps, actor, input, idempotencyKey: key }) =>
      answerOnce(deps, actor, { key, operation: 'shareAnswer', input: input.body }, (once) =>
        shareAnswer(once, actor, input.body),
      ),
    refusals: {
      'not-a-champion': 403,
      'no-such-booking': 404,
      'no-such-ticket': 404,
      'unknown-topic': 422,
      'names-somebody': 422,
      'key-reused': 422,
    },
  },
  'DELETE /api/answers/{answerId}': {
    run: ({ deps, actor, input }) => withdrawAnswer(deps, actor, input.params.answerId),
    refusals: { 'no-such-answer': 404, 'not-allowed': 403 },
  },
});
