import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Door, openDoor } from '../support/door.ts';
import type { Organisation } from '../support/organisation.ts';

// Set anew before each test of the file that calls `beginOnMonday`; the door stays open throughout.
export let door: Door;
export let organisation: Organisation;

/** Gives each test an organisation of its own, on Monday 23 November 2026 at nine (UTC). */
export function beginOnMonday(): void {
  beforeAll(async () => {
    door = await openDoor();
  });
  afterAll(() => door.close());
  beforeEach(async () => {
    organisation = await door.found();
    door.setNow(Temporal.Instant.from('2026-11-23T09:00:00Z'));
  });
}
