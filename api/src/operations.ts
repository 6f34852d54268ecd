import { answersOperations } from './answers/http.ts';
import { championsOperations } from './champions/http.ts';
import { cohortsOperations } from './cohorts/http.ts';
import { takeChannelNotification } from './leadership/actions/notified.ts';
import { leadershipOperations } from './leadership/http.ts';
import { liveOperations } from './live/http.ts';
import { matchingOperations } from './matching/http.ts';
import { mentorshipsOperations } from './mentorships/http.ts';
import { noticesOperations } from './notices/http.ts';
import { takeCalendarNotification } from './office-hours/actions/calendar/notified.ts';
import { officeHoursOperations } from './office-hours/http.ts';
import { peopleOperations } from './people/http.ts';
import type { Config } from './platform/config.ts';
import { graphNotificationOperations } from './platform/graph-notifications.ts';
import type { Operation } from './platform/operations.ts';
import { queueOperations } from './queue/http.ts';
import { topicsOperations } from './topics/http.ts';

/** Every operation of the product: the one table behind the routes, the Azure Functions and the OpenAPI document. */
export function operationsOf(config: Config): Operation[] {
  return [
    ...peopleOperations(config),
    ...championsOperations,
    ...topicsOperations,
    ...officeHoursOperations(config),
    ...queueOperations,
    ...answersOperations,
    ...matchingOperations,
    ...cohortsOperations,
    ...mentorshipsOperations,
    ...leadershipOperations(config),
    ...noticesOperations,
    ...liveOperations,
    ...graphNotificationOperations([
      takeCalendarNotification,
      (deps, notification) => takeChannelNotification(deps, notification, config.API_URL),
    ]),
  ];
}
