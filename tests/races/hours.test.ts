import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishOfficeHours } from '../../api/src/office-hours/actions/hours.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { inParallel } from '../support/load.ts';
import { hours } from '../support/office-hours.ts';
import { foundOrganisation, hire, makeChampion, testDeps } from '../support/organisation.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.close());

test('of hours published many times at once, one set stands whole', async () => {
  const organisation = await foundOrganisation(database);
  const deps = testDeps(organisation, '2026-11-23T08:00:00Z');
  const champion = await makeChampion(organisation, await hire(organisation));
  const publish = (i: number) => {
    const weekdays = Array.from({ length: (i % 5) + 1 }, (_, day) => day + 1);
    const given = hours({ weekdays, sessionMinutes: 10 * weekdays.length });
    return publishOfficeHours(deps, champion, champion.personId, given);
  };
  await publish(0);
  const published = await inParallel(60, 10, publish);
  expect(published.filter(({ ok }) => !ok)).toEqual([]);
  const { rows } = await database.owner.query(
    `select session_minutes / 10 as said, (select count(*)::int from office_hours_windows) as stored
     from office_hours_rules where champion_id = $1`,
    [champion.personId],
  );
  expect(rows).toEqual([{ said: rows[0].stored, stored: rows[0].said }]);
});
