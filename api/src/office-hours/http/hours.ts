import { implement } from '../../platform/operations.ts';
import { getOfficeHours, publishOfficeHours } from '../actions/hours.ts';
import { getHoursCoverage } from '../actions/hours-coverage.ts';
import { previewOfficeHours } from '../actions/preview.ts';
import { hoursContract } from '../schema/hours.ts';

const unfit = { 'not-allowed': 403, 'not-a-champion': 404, 'empty-window': 422, 'room-missing': 422 } as const;

export const hoursOperations = implement(hoursContract, {
  'GET /api/office-hours/coverage': {
    run: ({ deps, actor, input }) => getHoursCoverage(deps, actor, input.query),
    refusals: { 'not-allowed': 403 },
  },
  'GET /api/office-hours/{personId}': {
    run: ({ deps, actor, input }) => getOfficeHours(deps, actor, input.params.personId),
    refusals: { 'not-a-champion': 404 },
  },
  'PUT /api/office-hours/{personId}': {
    run: ({ deps, actor, input }) => publishOfficeHours(deps, actor, input.params.personId, input.body),
    refusals: unfit,
  },
  'POST /api/office-hours/{personId}/preview': {
    run: ({ deps, actor, input, token }) =>
      previewOfficeHours(deps, actor, input.params.personId, input.body, { token }),
    refusals: unfit,
  },
});
