import { topics } from '@open-door/api/topics/topics.ts';
import type { DemoChampion } from './demo/champions.ts';
import type { DirectoryPerson } from './demo/entra-csv.ts';
import { seededRandom } from './demo/random.ts';

/** What the seed needs to know of a champion; the demo's own ones are written by hand. */
export type SeedChampion = Omit<DemoChampion, 'person'> & { person: { id: string; timeZone: string } };

const peoplePerChampion = 120;
/** A file says no zone; these share a working day with each other and with most of Europe and America. */
const zones = ['America/Chicago', 'America/New_York', 'Europe/Lisbon'];
const offers = [
  'Bring me the table you dread every month. We will make it once and never again.',
  'I like first questions best: no question is too basic, and we start from what is on your screen.',
  'Long documents, short summaries, and how to check that the summary is right.',
  'Letters and answers to residents that sound like you on a good day.',
  'Small automations for the steps you do without thinking.',
];

/** Champions for an organisation that has none yet: some in every department, always the same ones for the same file. */
export function inventChampions(people: readonly DirectoryPerson[]): SeedChampion[] {
  const random = seededRandom('invented champions');
  const keys = Object.keys(topics);
  return chosen(people).map((person, index) => {
    const timeZone = random.pick(zones);
    const skills = new Map(Array.from({ length: 3 }, () => [random.pick(keys), (1 + random.below(3)) as 1 | 2 | 3]));
    const firstDay = 1 + (index % 5);
    return {
      person: { id: person.id, timeZone },
      kind: index % 4 === 0 ? 'mentor' : 'champion',
      skills: [...skills].map(([topic, level]) => ({ topic, level })),
      lovesToHelpWith: random.pick(offers),
      languages: [],
      capacityPerWeek: 2 + (index % 6),
      windows: [firstDay, 1 + ((firstDay + 1) % 5)].map((weekday) => ({
        weekday,
        startsAt: '10:00',
        endsAt: '12:00',
        timeZone,
        everyWeeks: 1,
      })),
      sessionMinutes: 30,
      sessionsPerDay: null,
      horizonDays: 28,
      pausedForDays: null,
    };
  });
}

/** Spread evenly over each department's people, at least one where there are ten or more. */
function chosen(people: readonly DirectoryPerson[]): DirectoryPerson[] {
  const departments = Map.groupBy(people, (person) => person.department);
  return [...departments.values()].flatMap((staff) => {
    if (staff.length < 10) return [];
    const wanted = Math.max(1, Math.round(staff.length / peoplePerChampion));
    return Array.from(
      { length: wanted },
      (_, n) => staff[Math.floor(((n + 0.5) * staff.length) / wanted)] as DirectoryPerson,
    );
  });
}
