import { askLearners } from '@open-door/api/cohorts/actions/asking.ts';
import { createCohort } from '@open-door/api/cohorts/actions/cohorts.ts';
import { answerInvitation } from '@open-door/api/cohorts/actions/participation.ts';
import { publishCohort } from '@open-door/api/cohorts/actions/publish.ts';
import { runCohort } from '@open-door/api/cohorts/actions/runs.ts';
import { workOnRuns } from '@open-door/api/cohorts/actions/work.ts';
import { cohortSettings } from '@open-door/api/cohorts/schema.ts';
import type { Deps } from '@open-door/api/deps.ts';
import { recognise } from '@open-door/api/people/actions/recognise.ts';
import type { Actor } from '@open-door/api/platform/actor.ts';
import { actorOf, mustBeDone } from './acting.ts';
import type { DemoCohort } from './demo/cohort.ts';

/** Opens the pilot for those who came here by themselves, lets them answer, and publishes who is matched with whom. */
export async function seedCohort(
  deps: Deps,
  owner: Actor,
  { name, nextRunInDays, invited }: DemoCohort,
): Promise<void> {
  const { tenantId } = owner;
  for (const { person } of invited) {
    const reading = { locale: 'en-GB', timeZone: person.timeZone };
    mustBeDone(await recognise(deps, { tenantId, objectId: person.id }, reading));
  }
  const nextRunOn = deps.now().toZonedDateTimeISO('UTC').add({ days: nextRunInDays }).toPlainDate().toString();
  const settings = cohortSettings.parse({ name, preset: 'pilot', placesPerMentor: 3, nextRunOn });
  const { cohortId } = await createCohort(deps, owner, settings);
  mustBeDone(await askLearners(deps, owner, cohortId));
  for (const { person, joins } of invited) {
    if (!joins) continue;
    mustBeDone(await answerInvitation(deps, actorOf(tenantId, person), cohortId, { answer: 'join', ...joins }));
  }
  const { run } = mustBeDone(await runCohort(deps, owner, cohortId));
  await workOnRuns(deps, tenantId);
  mustBeDone(await publishCohort(deps, owner, cohortId, run));
}
