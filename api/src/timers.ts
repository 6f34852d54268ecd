import type { Deps } from './deps.ts';
import { forgetAnswers } from './platform/answer-once.ts';

/** Work that nobody asks for: done again and again, for one tenant after the other. */
export type Timer = {
  /** Also the name of the Azure Function. */
  name: string;
  every: keyof typeof rhythms;
  /** Brings one tenant into step; whatever it leaves behind, or a run that never came, is made up for by the next. */
  run: (deps: Deps, tenantId: string) => Promise<void>;
};

/** How often, as Azure writes it (NCRONTAB, seconds first) and in milliseconds. */
export const rhythms = {
  minute: { schedule: '20 * * * * *', milliseconds: 60_000 },
  hour: { schedule: '40 17 * * * *', milliseconds: 3_600_000 },
} as const;

/** Every timer of the API: the one table behind the Azure Functions and the local run. */
export const timers: readonly Timer[] = [{ name: 'forgetAnswers', every: 'hour', run: forgetAnswers }];

/** Runs a timer for every tenant. A tenant in trouble does not keep the others waiting, nor this one from its next run. */
export async function runTimer(deps: Deps, { name, run }: Timer): Promise<void> {
  for (const tenantId of await deps.db.tenantIds()) {
    try {
      await run(deps, tenantId);
    } catch (error) {
      deps.log.error('timer failed', { timer: name, tenantId, error });
    }
  }
}
