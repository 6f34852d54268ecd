import { z } from 'zod';
import { contract } from '../../platform/contract.ts';

/** What the programme owner asks of everybody who books. */
export const bookingPolicy = z.object({
  openBookingsPerLearner: z.number().int().min(1).max(100),
  lateCancellationHours: z.number().int().min(0).max(168),
  lateCancellationsAllowed: z.number().int().min(0).max(100),
  /** The days in which late cancellations are counted. */
  lateCancellationDays: z.number().int().min(1).max(365),
  holdMinutes: z.number().int().min(1).max(60),
  offerMinutes: z.number().int().min(5).max(2_880),
});
export type BookingPolicy = z.output<typeof bookingPolicy>;

export const policyContract = contract({
  'GET /api/booking-policy': {
    operationId: 'getBookingPolicy',
    summary: 'The limits everybody books under.',
    roles: 'everyone',
    response: bookingPolicy,
  },
  'PUT /api/booking-policy': {
    operationId: 'setBookingPolicy',
    summary: 'The programme owner sets the limits; bookings already made stand.',
    roles: ['owner'],
    body: bookingPolicy,
    response: bookingPolicy,
    reasons: ['not-allowed'],
  },
});
export type PolicyContract = typeof policyContract;
