import { changeOffer, decideNomination, nominate } from '@open-door/api/champions/actions.ts';
import type { Deps } from '@open-door/api/deps.ts';
import { chooseLeader, setRule } from '@open-door/api/leadership/actions/leaders.ts';
import { publishOfficeHours } from '@open-door/api/office-hours/actions/hours.ts';
import { importAndApply } from '@open-door/api/people/actions/import-csv.ts';
import { changeMe } from '@open-door/api/people/actions/me.ts';
import { openOrganisation } from '@open-door/api/people/actions/recognise.ts';
import { giveRoles } from '@open-door/api/people/actions/roles.ts';
import type { Actor } from '@open-door/api/platform/actor.ts';
import { actorOf, mustBeDone } from './acting.ts';
import { leadersChannel } from './demo/channels.ts';
import { leadersChannelOf } from './demo/heads-channel.ts';
import { type DemoOrganisation, demoCsv, demoOrganisation } from './demo/organisation.ts';
import { inventChampions, type SeedChampion } from './invented-champions.ts';
import { type LocalOrganisation, organisationBytes } from './organisation.ts';
import { seedCohort } from './seed-cohort.ts';
import { chooseLeadersChannel, type SeededTeams, seedPostBookings } from './seed-leaders.ts';
import { seedInventedQueues, seedLiveQueue, seedPastQueues } from './seed-queues.ts';
import { seedSessions } from './seed-sessions.ts';

type Say = (line: string) => void;

/** Hours are published from before the oldest session in them. */
const openForWeeks = 10;

/**
 * Brings the demo organisation in through the product's own actions, unless it is already there. Its live queue is opened
 * anew when it was closed meanwhile. `teams` is where its leaders post; without it, no channel is chosen.
 */
export async function seedDemo(deps: Deps, say: Say, teams?: SeededTeams): Promise<void> {
  const organisation = demoOrganisation();
  const { tenantId, queues } = organisation;
  if (!(await deps.db.tenantIds()).includes(tenantId)) {
    await bringIn(deps, organisation, say);
    if (teams) {
      await chooseLeadersChannel(deps, actorOf(tenantId, organisation.owner), leadersChannel, teams);
      await seedPostBookings(deps, organisation, teams);
    }
  }
  await seedLiveQueue(deps, tenantId, queues);
}

async function bringIn(deps: Deps, organisation: DemoOrganisation, say: Say): Promise<void> {
  const { tenantId, name, owner, champions, people, nominations, queues, cohort } = organisation;
  say(`Bringing in ${name}: ${people.length} people.`);
  await openOrganisation(deps, { tenantId, name });
  mustBeDone(await importAndApply(deps, tenantId, bytesOf(demoCsv())));
  await Promise.all(
    people.map((person) => {
      const { timeZone, languages } = person;
      return changeMe(deps, actorOf(tenantId, person), { timeZone, languages: [...languages] });
    }),
  );
  await giveDemoRoles(deps, organisation);
  const ownerActor = actorOf(tenantId, owner);
  await appointLeaders(deps, ownerActor, organisation);
  await Promise.all(champions.map((champion) => appoint(deps, ownerActor, champion)));
  await seedSessions(deps, organisation);
  await seedPastQueues(deps, tenantId, queues);
  for (const { person, by, note } of nominations) {
    mustBeDone(await nominate(deps, actorOf(tenantId, by), person.id, { kind: 'champion', note }));
  }
  await seedCohort(deps, ownerActor, cohort);
  // Last, or the sessions of the paused champion could not be booked.
  for (const champion of champions)
    if (champion.pausedForDays) await offer(deps, ownerActor, champion, champion.pausedForDays);
}

/** Brings in the organisation of a file, with champions invented for it so that there is somebody to find. */
export async function seedFile(
  deps: Deps,
  organisation: LocalOrganisation,
  { file, say, teams }: { file: string; say: Say; teams: SeededTeams },
): Promise<void> {
  const { tenantId, name, people, ownerId } = organisation;
  const known = (await deps.db.tenantIds()).includes(tenantId);
  say(`${known ? 'Comparing' : 'Bringing in'} ${name}: ${people.length} people.`);
  await openOrganisation(deps, { tenantId, name });
  const applied = mustBeDone(await importAndApply(deps, tenantId, organisationBytes(file)));
  say(`  ${applied.added} new, ${applied.changed} changed, ${applied.departed} left, ${applied.refused} rows refused.`);
  if (known) return;
  const owner = actorOf(tenantId, { id: ownerId, timeZone: 'UTC' });
  mustBeDone(await giveRoles(deps, actorOf(tenantId, nobody), ownerId, ['owner']));
  mustBeDone(await setRule(deps, owner, { headId: ownerId, levels: 1, nudgeWeeks: 3 }));
  await chooseLeadersChannel(deps, owner, leadersChannelOf(name), teams);
  const champions = inventChampions(people);
  for (const champion of champions) await appoint(deps, owner, champion);
  const idle = people.filter(({ id }) => id !== ownerId && champions.every(({ person }) => person.id !== id));
  const learners = idle.slice(0, 12).map(({ id }) => ({ id, timeZone: 'UTC' }));
  await seedInventedQueues(deps, tenantId, champions.slice(0, 3), learners);
  say(`  ${champions.length} champions invented, so that there is somebody to find.`);
}

const nobody = { id: '00000000-0000-0000-0000-000000000000', timeZone: 'UTC' };

async function giveDemoRoles(deps: Deps, { tenantId, owner, specialists }: DemoOrganisation) {
  const system = actorOf(tenantId, nobody);
  mustBeDone(await giveRoles(deps, system, owner.id, ['owner']));
  for (const specialist of specialists) mustBeDone(await giveRoles(deps, system, specialist.id, ['specialist']));
}

/** Whoever reports to the chief executive leads; of those below, one more by hand. */
async function appointLeaders(deps: Deps, owner: Actor, { head, people }: DemoOrganisation) {
  mustBeDone(await setRule(deps, owner, { headId: head.id, levels: 1, nudgeWeeks: 3 }));
  const byHand = people.find(({ jobTitle }) => jobTitle === 'Director of Service Quality');
  if (byHand) mustBeDone(await chooseLeader(deps, owner, byHand.id, 'in'));
}

/** Nominates, confirms and opens the hours of a champion. */
async function appoint(deps: Deps, owner: Actor, champion: SeedChampion) {
  const { id, timeZone } = champion.person;
  mustBeDone(await nominate(deps, owner, id, { kind: champion.kind, note: '' }));
  mustBeDone(await decideNomination(deps, owner, id, 'confirm'));
  await offer(deps, owner, champion, null);
  const validFrom = deps.now().toZonedDateTimeISO(timeZone).subtract({ weeks: openForWeeks }).toPlainDate().toString();
  const hours = {
    windows: champion.windows.map(({ topics = [], languages = [], ...window }) => ({
      ...window,
      topics: [...topics],
      languages: [...languages],
      validFrom,
    })),
    exceptions: [],
    rules: {
      sessionMinutes: champion.sessionMinutes,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      minimumNoticeMinutes: 120,
      horizonDays: champion.horizonDays,
      sessionsPerDay: champion.sessionsPerDay,
    },
  };
  mustBeDone(await publishOfficeHours(deps, { ...owner, personId: id }, id, hours));
}

async function offer(deps: Deps, owner: Actor, champion: SeedChampion, pausedForDays: number | null) {
  const { person, skills, lovesToHelpWith, capacityPerWeek } = champion;
  const today = deps.now().toZonedDateTimeISO(person.timeZone).toPlainDate();
  const pausedUntil = pausedForDays === null ? null : today.add({ days: pausedForDays }).toString();
  mustBeDone(
    await changeOffer(deps, { ...owner, personId: person.id }, person.id, {
      skills: [...skills],
      lovesToHelpWith,
      capacityPerWeek,
      pausedUntil,
    }),
  );
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
