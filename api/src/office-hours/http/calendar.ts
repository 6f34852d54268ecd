import type { Config } from '../../platform/config.ts';
import { implement, type Operation } from '../../platform/operations.ts';
import { checkCalendar } from '../actions/calendar/check.ts';
import { calendarContract } from '../schema/calendar.ts';
import { sessionUrlOf } from './session-url.ts';

export function calendarOperations(config: Config): Operation[] {
  const sessionUrl = sessionUrlOf(config);
  return implement(calendarContract, {
    'POST /api/calendar/check': {
      run: ({ deps, actor, token, input }) => checkCalendar(deps, { actor, token }, input.body, sessionUrl),
    },
  });
}
