import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Door, openDoor } from '../support/door.ts';
import type { Hired } from '../support/organisation.ts';
import { type Office, openOffice } from '../support/outlook.ts';

// Set anew before each test of the file that calls `openOfficeBeforeEach`; the door stays open throughout.
export let door: Door;
export let office: Office;
export let rita: Hired;

/** An organisation with mailboxes on a Monday, and Rita, who learns; Outlook works again, whatever was broken. */
export function openOfficeBeforeEach(): void {
  beforeAll(async () => {
    door = await openDoor();
  });
  afterAll(() => door.close());
  beforeEach(async () => {
    door.world.graph.faults.clear();
    door.setNow(Temporal.Instant.from('2026-11-23T09:00:00Z'));
    office = await openOffice(door);
    rita = await office.employ('Rita Sousa');
  });
}

/** How often Graph was asked this, in the whole file. */
export const asked = (endpoint: string) => door.world.graph.calls.filter((call) => call.endpoint === endpoint).length;
