import { cohortRuns } from './cohorts/actions/work.ts';
import type { Deps } from './deps.ts';
import { followChannel } from './leadership/actions/keep-in-step.ts';
import { leadershipClock } from './leadership/actions/nudges.ts';
import { mentorshipClock } from './mentorships/actions/clock.ts';
import { watchCalendars } from './office-hours/actions/calendar/watch.ts';
import { serveLines } from './office-hours/actions/waiting/serve-lines.ts';
import { forgetAnswers } from './platform/answer-once.ts';
import type { Config } from './platform/config.ts';
import { queueClock } from './queue/actions/clock.ts';

/** Work that nobody asks for: done again and again, for one tenant after the other. */
export type Timer = {
  /** Also the name of the Azure Function. */
  name: string;
  /** Less than an hour, or full hours. */
  everyMinutes: number;
  /** Brings one tenant into step; what one run leaves behind, or a run that never came, is made up for by the next. */
  run: (deps: Deps, tenantId: string) => Promise<void>;
};

/** Every timer of the API: the one table behind the Azure Functions and the local run. */
export function timersOf({ API_URL }: Pick<Config, 'API_URL'>): Timer[] {
  return [
    { name: 'serveLines', everyMinutes: 1, run: serveLines },
    { name: 'queueClock', everyMinutes: 1, run: queueClock },
    { name: 'cohortRuns', everyMinutes: 1, run: cohortRuns },
    { name: 'mentorshipClock', everyMinutes: 1, run: mentorshipClock },
    { name: 'followChannel', everyMinutes: 10, run: (deps, tenantId) => followChannel(deps, tenantId, API_URL) },
    { name: 'leadershipClock', everyMinutes: 60, run: leadershipClock },
    { name: 'forgetAnswers', everyMinutes: 60, run: forgetAnswers },
    { name: 'watchCalendars', everyMinutes: 10, run: (deps, tenantId) => watchCalendars(deps, tenantId, API_URL) },
  ];
}

/** As Azure writes it: NCRONTAB, seconds first. */
export function scheduleOf({ everyMinutes }: Timer): string {
  return everyMinutes < 60 ? `0 */${everyMinutes} * * * *` : `0 0 */${everyMinutes / 60} * * *`;
}

/** Runs a timer for every tenant. One in trouble does not keep the others waiting, nor itself from the next run. */
export async function runTimer(deps: Deps, { name, run }: Timer): Promise<void> {
  for (const tenantId of await deps.db.tenantIds()) {
    try {
      await run(deps, tenantId);
    } catch (error) {
      deps.log.error('timer failed', { timer: name, tenantId, error });
    }
  }
}
