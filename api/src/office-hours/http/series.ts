import { Temporal } from 'temporal-polyfill';
import { answerOnce } from '../../platform/answer-once.ts';
import { implement } from '../../platform/operations.ts';
import { cancelSeries } from '../actions/cancel-series.ts';
import { bookSeries, previewSeries } from '../actions/series.ts';
import { calendarOfSeries } from '../actions/series-calendar.ts';
import { seriesContract } from '../schema/series.ts';

const noSeries = { 'not-a-mentor': 404, 'champion-paused': 409, 'own-slot': 422, 'no-longer-active': 403 } as const;

export const seriesOperations = implement(seriesContract, {
  'POST /api/series/preview': {
    run: async ({ deps, actor, input, token }) => {
      const { championId, startsAt, everyWeeks, sessions } = input.body;
      const first = Temporal.Instant.from(startsAt);
      const last = first.add({ hours: 24 * 7 * everyWeeks * (sessions - 1) });
      const checked = await calendarOfSeries(deps, { actor, token }, championId, [first, last]);
      return previewSeries(deps, actor, input.body, checked);
    },
    refusals: noSeries,
  },
  'POST /api/series': {
    run: async ({ deps, actor, input, token, idempotencyKey: key }) => {
      const { championId } = input.body;
      const starts = input.body.starts.map((start) => Temporal.Instant.from(start)).sort(Temporal.Instant.compare);
      const checked = await calendarOfSeries(deps, { actor, token }, championId, starts, { fresh: true });
      return answerOnce(deps, actor, { key, operation: 'bookSeries', input }, (once) =>
        bookSeries(once, actor, input.body, checked),
      );
    },
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
