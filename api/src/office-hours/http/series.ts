import { answerOnce } from '../../platform/answer-once.ts';
import { implement } from '../../platform/operations.ts';
import { cancelSeries } from '../actions/cancel-series.ts';
import { bookSeries, previewSeries } from '../actions/series.ts';
import { seriesContract } from '../schema/series.ts';

const noSeries = { 'not-a-mentor': 404, 'champion-paused': 409, 'own-slot': 422, 'no-longer-active': 403 } as const;

export const seriesOperations = implement(seriesContract, {
  'POST /api/series/preview': {
    run: ({ deps, actor, input }) => previewSeries(deps, actor, input.body),
    refusals: noSeries,
  },
  'POST /api/series': {
    run: ({ deps, actor, input, idempotencyKey: key }) =>
      answerOnce(deps, actor, { key, operation: 'bookSeries', input: input.body }, (once) =>
        bookSeries(once, actor, input.body),
      ),
    refusals: {
      ...noSeries,
      'series-conflict': 409,
      'too-many-open': 409,
      'too-many-late-cancellations': 409,
      'key-reused': 422,
    },
  },
  'POST /api/series/{seriesId}/cancellation': {
    run: ({ deps, actor, input, idempotencyKey: key }) =>
      answerOnce(deps, actor, { key, operation: 'cancelSeries', input }, (once) =>
        cancelSeries(once, actor, input.params.seriesId, input.body),
      ),
    refusals: { 'no-such-series': 404, 'already-ended': 409, 'key-reused': 422 },
  },
});
