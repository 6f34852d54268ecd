import { Temporal } from 'temporal-polyfill';
import type { Calendars } from '../../infra/local/graph/calendars.ts';
import type { LocalEvent } from '../../infra/local/graph/event-form.ts';
import type { Door } from './door.ts';
import { publish } from './office-hours.ts';
import { type Hired, hire, makeChampion, type Organisation } from './organisation.ts';

type Checked = {
  written: number;
  pending: number;
  changed: { bookingId: string; startsAt: string; state: string; endedNote: string }[];
  because: string | null;
  permission: string | null;
};

/** An organisation whose people have mailboxes, and what they do in Outlook. */
export type Office = {
  organisation: Organisation;
  calendars: Calendars;
  /** A colleague with a mailbox. */
  employ(name: string): Promise<Hired>;
  /** A champion with office hours on Tuesdays from ten to twelve. */
  employChampion(name: string, hours?: Parameters<typeof publish>[2]): Promise<Hired>;
  /** The events in somebody's calendar that were not called off, as `10:00–10:30 organizer`. */
  calendarOf(person: Hired): string[];
  /** The one event in somebody's calendar. */
  eventOf(person: Hired): LocalEvent;
  /** What the app does when somebody opens it, or has booked, moved or cancelled. */
  check(person: Hired, bookingId?: string): Promise<Checked>;
};

const warm = new WeakSet<Door>();

export async function openOffice(door: Door): Promise<Office> {
  if (!warm.has(door)) {
    warm.add(door);
    // The libraries behind Graph load with its first use, which takes longer than a list of slots waits for it.
    const first = await openOffice(door);
    await first.check(await first.employ('First'));
  }
  const organisation = await door.found();
  const { tenantId } = organisation;
  const calendars = door.world.graph.calendars(tenantId);
  const employ = async (name: string) => {
    const person = await hire(organisation, { name });
    door.world.graph.organisation(tenantId).add({
      id: person.personId,
      userPrincipalName: person.username,
      displayName: name,
      accountEnabled: true,
      mailbox: { timeZone: 'UTC', locale: 'en-GB' },
    });
    return person;
  };
  const events = (person: Hired) => calendars.of(person.personId).filter(({ isCancelled }) => !isCancelled);
  return {
    organisation,
    calendars,
    employ,
    employChampion: async (name, hours) => {
      const champion = await makeChampion(organisation, await employ(name));
      await publish(door.world.deps, champion, hours);
      return champion;
    },
    calendarOf: (person) => events(person).map(({ start, end, response }) => `${wall(start)}–${wall(end)} ${response}`),
    eventOf: (person) => {
      const [event, ...others] = events(person);
      if (!event || others.length)
        throw new Error(`${person.displayName} has ${others.length + (event ? 1 : 0)} events`);
      return event;
    },
    check: async (person, bookingId) =>
      (await door.ask(person, 'POST /api/calendar/check', bookingId ? { bookingId } : {})).json<Checked>(),
  };
}

function wall(instant: Temporal.Instant): string {
  return instant.toZonedDateTimeISO('UTC').toPlainTime().toString({ smallestUnit: 'minute' });
}

/** An instant on the Tuesday of these tests. */
export const tuesday = (time: string) => Temporal.Instant.from(`2026-11-24T${time}:00Z`);
