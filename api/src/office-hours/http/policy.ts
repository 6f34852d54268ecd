import { implement } from '../../platform/operations.ts';
import { getBookingPolicy, setBookingPolicy } from '../actions/policy.ts';
import { policyContract } from '../schema/policy.ts';

export const policyOperations = implement(policyContract, {
  'GET /api/booking-policy': { run: ({ deps, actor }) => getBookingPolicy(deps, actor) },
  'PUT /api/booking-policy': {
    run: ({ deps, actor, input }) => setBookingPolicy(deps, actor, input.body),
    refusals: { 'not-allowed': 403 },
  },
});
