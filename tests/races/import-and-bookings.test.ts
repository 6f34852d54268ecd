import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookSlot } from '../../api/src/office-hours/actions/book.ts';
import { applyImport } from '../../api/src/people/actions/apply-import.ts';
import { startCsvImport } from '../../api/src/people/actions/import-csv.ts';
import { reindex } from '../../api/src/people/actions/reindex.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { publish } from '../support/office-hours.ts';
import { foundOrganisation, type Hired, hire, makeChampion, testDeps } from '../support/organisation.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.close());

/** Resolves once a statement of the product waits for a lock. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const { rowCount } = await database.owner.query(
      "select from pg_stat_activity where datname = current_database() and usename = 'open_door_app' and wait_event_type = 'Lock'",
    );
    if (rowCount) return;
  }
}

test('people book while an import is being applied, and who leaves by it keeps no session', async () => {
  const organisation = await foundOrganisation(database);
  const deps = testDeps(organisation, '2026-11-23T08:00:00Z');
  const owner = await hire(organisation, { roles: ['owner'] });
  const [bea, cem] = [await hire(organisation), await hire(organisation)];
  const champion = await makeChampion(organisation, await hire(organisation));
  await publish(deps, champion);
  await reindex(deps, organisation.tenantId, [bea.personId]);
  const book = (who: Hired, startsAt: string) =>
    bookSlot(deps, who, { championId: champion.personId, startsAt, topic: null, question: '' });
  await book(cem, '2026-11-24T10:00:00Z');

  const row = ({ personId, username }: Hired, title = 'Analyst') => `${personId},${username},Somebody Else,${title}`;
  const file = `id,userPrincipalName,displayName,jobTitle\n${[owner, bea, champion].map((who) => row(who)).join('\n')}\n`;
  const report = await startCsvImport(deps, owner, new Blob([file]).stream());
  if (!report.ok) throw new Error(report.reason);

  // Holds the import up in the longest of its steps, where what people are found by is written.
  const holder = await database.owner.connect();
  await holder.query('begin');
  await holder.query('select from person_words where person_id = $1 for update', [bea.personId]);
  const applying = applyImport(deps, owner, report.importId, { evenIfManyLeave: true });
  await somebodyWaits();
  const meanwhile = await book(bea, '2026-11-24T10:30:00Z');
  await holder.query('rollback');
  holder.release();

  expect(meanwhile).toMatchObject({ ok: true });
  expect(await applying).toMatchObject({ state: 'applied', departed: 1 });
  const { rows } = await database.owner.query('select learner_id, state from bookings order by starts_at');
  expect(rows).toEqual([
    { learner_id: cem.personId, state: 'released' },
    { learner_id: bea.personId, state: 'booked' },
  ]);
});
