import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { bookSlot } from '../../api/src/office-hours/actions/book.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { publish } from '../support/office-hours.ts';
import {
  foundOrganisation,
  type Hired,
  hire,
  makeChampion,
  type Organisation,
  testDeps,
} from '../support/organisation.ts';
import { conversationOf, openTeams, type Teams } from './teams.ts';

// Set anew before each test of the file that calls `meetBeforeEach`.
export let database: TestDatabase;
export let organisation: Organisation;
export let deps: ReturnType<typeof testDeps>;
export let teams: Teams;
export let ana: Hired;
export let mei: Hired;

/** Within Mei's hours, the day after the clock's Monday. */
export const tuesday = '2026-11-24T10:00:00Z';

type Colleagues = {
  /** Where Mei is, a mentor; a champion in Lisbon unless given. */
  mentorIn?: string;
  hours?: Parameters<typeof publish>[2];
  /** Whether both have the bot already, and have read its welcome. */
  installed?: boolean;
};

/** Ana, who learns, and Mei, who helps with pivot tables on Tuesdays, alone in Teams with the bot on a Monday at eight. */
export function meetBeforeEach({ mentorIn, hours, installed = true }: Colleagues = {}): void {
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    // The bot delivers what is owed in every organisation.
    await database.owner.query('truncate tenants cascade');
    organisation = await foundOrganisation(database);
    deps = testDeps(organisation, '2026-11-23T08:00:00Z');
    ana = await hire(organisation, { name: 'Ana Sousa' });
    const hired = await hire(organisation, { name: 'Mei Tan', timeZone: mentorIn ?? 'Europe/Lisbon' });
    const kind = mentorIn ? 'mentor' : 'champion';
    mei = await makeChampion(organisation, hired, { kind, skills: { 'pivot-tables': 3 } });
    await publish(deps, mei, hours);
    teams = await openTeams(deps);
    if (installed) for (const person of [ana, mei]) await teams.install(person);
    teams.connector.said.length = 0;
    return () => teams.close();
  });
}

/** A session with Mei. */
export async function book(learner = ana, startsAt = tuesday) {
  const request = { championId: mei.personId, startsAt, topic: null, question: 'How do I group by month?' };
  const booking = await bookSlot(deps, learner, request);
  if (!booking.ok) throw new Error(booking.reason);
  return booking;
}

/** Lets the clock show this instant. */
export function at(instant: string): void {
  deps.clock.now = Temporal.Instant.from(instant);
}

/** What the bot has written into somebody's conversation. */
export function saidTo(person: Hired) {
  return teams.connector.said.filter(({ conversation }) => conversation === conversationOf(person));
}

/** What the bot writes to somebody unasked, now. */
export async function toldTo(person: Hired) {
  teams.connector.said.length = 0;
  await teams.bot.deliver();
  return saidTo(person);
}
