import { demoPostBookings, type PostBooking } from './because-of-posts.ts';
import { type BookingPlan, demoBookings, takeFrom } from './bookings.ts';
import { type DemoChampion, demoChampions } from './champions.ts';
import { type DemoCohort, demoCohort } from './cohort.ts';
import { entraCsv } from './entra-csv.ts';
import { type DemoPerson, demoPeople } from './people.ts';
import { type DemoQueues, demoQueues } from './queues.ts';
import { uuidOf } from './random.ts';
import { type DemoScenes, demoScenes } from './scenes.ts';

/** Somebody to look at the product as. */
type CastMember = {
  person: DemoPerson;
  /** Who they are here, in a few words. */
  label: string;
  /** What they could ask for first; null for those who do not come as learners. */
  goal: string | null;
};

export type DemoOrganisation = {
  tenantId: string;
  name: string;
  people: readonly DemoPerson[];
  owner: DemoPerson;
  /** Whose direct reports count as leaders, and who posts most. */
  head: DemoPerson;
  /** Sessions that leaders' posts led to. */
  postBookings: readonly PostBooking[];
  /** Whom champions escalate to. */
  specialists: readonly DemoPerson[];
  champions: readonly DemoChampion[];
  bookings: readonly BookingPlan[];
  /** What happens beside and after the bookings. */
  scenes: DemoScenes;
  queues: DemoQueues;
  cohort: DemoCohort;
  cast: readonly CastMember[];
  /** Colleagues suggested as champions, waiting for the programme owner. */
  nominations: readonly { person: DemoPerson; by: DemoPerson; note: string }[];
};

const ownerName = 'Teresa Almada';
const headName = 'Ruth Abernathy';
const specialistNames = ['Arjun Menon', 'Malik Johnson'];
const castList: readonly [name: string, label: string, goal?: string][] = [
  [
    'Inês Carvalho',
    'Learner, new in Finance, Lisbon',
    'I copy numbers into an Excel spreadsheet by hand every month and I am afraid to break the formulas',
  ],
  [
    'Tan Mei Ling',
    'Learner, Customer Care, Singapore',
    'I answer the same customer complaints all day and want replies that do not sound like a robot',
  ],
  ['Marcus Bell', 'Busy champion, New York'],
  ['Diogo Salgado', 'Mentor, Lisbon'],
  ['Helena Sarmento', 'Executive, Lisbon'],
  [ownerName, 'Programme owner'],
  ['Arjun Menon', 'Technical specialist, Singapore'],
];

const nominationList: readonly [name: string, by: string, note: string][] = [
  ['Yael Park', 'Valentina Rivas', 'She built the freight sheet we all copy, and she explains it without sighing.'],
  ['Carmen Rubio', 'Oleksandr Kaya', 'Whenever I am unsure what I may paste into a prompt, I ask Carmen.'],
];

/**
 * Calder & Vale, an invented maker of lamps: about 250 people in ten departments and three offices. Always the same
 * people with the same ids, so that links and tests keep; only its bookings are relative to the time of seeding.
 */
export function demoOrganisation(): DemoOrganisation {
  const people = demoPeople();
  const byName = new Map(people.map((person) => [person.displayName, person]));
  const personNamed = (displayName: string): DemoPerson => {
    const person = byName.get(displayName);
    if (!person) throw new Error(`Nobody at Calder & Vale is called ${displayName}.`);
    return person;
  };
  const champions = demoChampions(personNamed);
  const championNamed = (name: string): DemoChampion => {
    const champion = champions.find(({ person }) => person.displayName === name);
    if (!champion) throw new Error(`${name} is not a champion.`);
    return champion;
  };
  const owner = personNamed(ownerName);
  const head = personNamed(headName);
  const specialists = specialistNames.map(personNamed);
  const cast = castList.map(([name, label, goal = null]) => ({ person: personNamed(name), label, goal }));

  const executives = people.filter(({ manager }) => manager === '' || manager === head.userPrincipalName);
  const managers = new Set(people.map((person) => person.manager));
  const known = new Set([...champions, ...cast].map(({ person }) => person).concat(owner, executives, specialists));
  const learners = people.filter((person) => !known.has(person) && !managers.has(person.userPrincipalName));
  const take = takeFrom(learners);
  const bookings = demoBookings(personNamed, champions, take);
  const scenes = demoScenes({ personNamed, championNamed, take, bookings });
  return {
    tenantId: uuidOf('tenant of caldervale.example'),
    name: 'Calder & Vale',
    people,
    owner,
    head,
    specialists,
    champions,
    bookings,
    scenes,
    // After all others, so that those keep the people they had.
    postBookings: demoPostBookings(personNamed, champions, take),
    queues: demoQueues(championNamed, learners),
    cohort: demoCohort(personNamed),
    cast,
    nominations: nominationList.map(([name, by, note]) => ({ person: personNamed(name), by: personNamed(by), note })),
  };
}

/** The same people as an Entra "Download users" file with `officeLocation` and `manager`. */
export function demoCsv(): string {
  return entraCsv(demoPeople());
}
