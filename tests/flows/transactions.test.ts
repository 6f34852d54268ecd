import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Tx } from '../../api/src/platform/database.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { foundOrganisation, type Hired, hire, type Organisation } from '../support/organisation.ts';

let database: TestDatabase;
let organisation: Organisation;
let person: Hired;

beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  organisation = await foundOrganisation(database);
  person = await hire(organisation, { name: 'Rita' });
});

const inTransaction = <T>(work: (tx: Tx) => Promise<T>) => database.db.transaction(organisation.tenantId, work);

const renaming = (tx: Tx, name: string) =>
  tx.sql
    .updateTable('people')
    .set({ display_name: name })
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', person.personId)
    .compile();

/** Renames the person, without waiting for it. */
const rename = (tx: Tx, name: string) => tx.send(renaming(tx, name));

/** A statement that fails: nobody may be without a name. */
const fail = (tx: Tx) => tx.send(renaming(tx, null as unknown as string));

const readName = (tx: Tx) =>
  tx.sql
    .selectFrom('people')
    .select('display_name')
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', person.personId)
    .executeTakeFirst();

async function name(): Promise<string> {
  const { rows } = await database.owner.query('select display_name from people where person_id = $1', [
    person.personId,
  ]);
  return rows[0].display_name;
}

test('what is sent without waiting is done before what comes after it', async () => {
  const seen = await inTransaction(async (tx) => {
    rename(tx, 'Bea');
    return (await readName(tx))?.display_name;
  });
  expect(seen).toBe('Bea');
  expect(await name()).toBe('Bea');
});

test('when it fails nothing is committed, and the fault says why', async () => {
  const failing = inTransaction(async (tx) => {
    rename(tx, 'Bea');
    fail(tx);
  });
  await expect(failing).rejects.toThrow(/null value in column "display_name"/);
  const noticedLater = inTransaction(async (tx) => {
    fail(tx);
    await readName(tx);
  });
  await expect(noticedLater).rejects.toThrow(/null value in column "display_name"/);
  expect(await name()).toBe('Rita');
});

test('it is taken back with the part of the transaction that is refused, and fails only that', async () => {
  await inTransaction(async (tx) => {
    rename(tx, 'Bea');
    await tx.transaction(tx.tenantId, async (part) => {
      rename(part, 'Cem');
      return { ok: false };
    });
    await tx.transaction(tx.tenantId, async (part) => {
      fail(part);
      return { ok: false };
    });
  });
  expect(await name()).toBe('Bea');
});

test('parts within parts stand or fall with those around them', async () => {
  await inTransaction((tx) =>
    tx.transaction(tx.tenantId, async (outer) => {
      await outer.transaction(tx.tenantId, async (inner) => rename(inner, 'Bea'));
      return { ok: false };
    }),
  );
  expect(await name()).toBe('Rita');
});

test('a connection outlives what failed on it', async () => {
  for (let i = 0; i < 12; i++) {
    await inTransaction(async (tx) => fail(tx)).catch(() => {});
    await inTransaction(async (tx) => rename(tx, `Rita ${i}`));
  }
  expect(await name()).toBe('Rita 11');
});
