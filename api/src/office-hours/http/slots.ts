import { implement } from '../../platform/operations.ts';
import { listSlots } from '../actions/slots.ts';
import { listSoonestSlots } from '../actions/soonest.ts';
import { slotsContract } from '../schema/slots.ts';

export const slotsOperations = implement(slotsContract, {
  'GET /api/office-hours/{personId}/slots': {
    run: ({ deps, actor, token, input }) => listSlots(deps, actor, input.params.personId, input.query, token),
    refusals: { 'not-a-champion': 404, 'champion-paused': 409 },
  },
  'GET /api/office-hours/soonest': {
    run: ({ deps, actor, input, token }) => listSoonestSlots(deps, actor, input.query, { token }),
  },
});
