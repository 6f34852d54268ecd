import { beforeEach } from 'vitest';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import type { Problem } from '../../api/src/platform/problem.ts';
import { publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { beginOnMonday, door, organisation } from './monday.ts';

// Set anew before each test of the file that calls `meetBeforeEach`.
export let learner: Hired;
export let champion: Hired;

type Meeting = { capacityPerWeek?: number; hours?: Parameters<typeof publish>[2] };

/** Rita, who learns, and Mei, a champion with office hours on Tuesdays, in an organisation of their own on a Monday. */
export function meetBeforeEach({ hours, ...offer }: Meeting = {}): void {
  beginOnMonday();
  beforeEach(async () => {
    learner = await hire(organisation, { name: 'Rita Sousa' });
    champion = await makeChampion(organisation, await hire(organisation, { name: 'Mei Tan' }), offer);
    await publish(door.world.deps, champion, hours);
  });
}

export const tuesday = (time: string) => `2026-11-24T${time}:00Z`;

/** What somebody asks about a session, with the booking or the problem that answers it. */
export async function ask(who: Hired, operation: string, body: unknown, headers?: Record<string, string>) {
  const answer = await door.ask(who, operation, body, headers);
  return { ...answer.json<Booking & Problem>(), status: answer.status };
}
