import type { Config } from '../platform/config.ts';
import type { Operation } from '../platform/operations.ts';
import { bookingsOperations } from './http/bookings.ts';
import { calendarOperations } from './http/calendar.ts';
import { hoursOperations } from './http/hours.ts';
import { policyOperations } from './http/policy.ts';
import { seriesOperations } from './http/series.ts';
import { slotsOperations } from './http/slots.ts';
import { waitingListOperations } from './http/waiting-list.ts';

export function officeHoursOperations(config: Config): Operation[] {
  return [
    ...slotsOperations,
    ...hoursOperations,
    ...bookingsOperations(config),
    ...calendarOperations(config),
    ...seriesOperations,
    ...policyOperations,
    ...waitingListOperations,
  ];
}
