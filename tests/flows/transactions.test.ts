import { sql } from 'kysely';
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

/** Renames the person, without waiting for it. */
function rename(tx: Tx, name: string) {
  const statement = sql`
    update people set display_name = ${name} where tenant_id = ${tx.tenantId} and person_id = ${person.personId}`;
  tx.send(statement.compile(tx.sql));
}

/** A statement that fails: nobody may be without a name. */
function fail(tx: Tx) {
  tx.send(sql`update people set display_name = null where person_id = ${person.personId}`.compile(tx.sql));
}

async function name(): Promise<string> {
  const { rows } = await database.owner.query('select display_name from people where person_id = $1', [
    person.personId,
  ]);
  return rows[0].display_name;
}

test('what is sent without waiting is done before what comes after it', async () => {
  const seen = await inTransaction(async (tx) => {
    rename(tx, 'Bea');
    const { rows } = await sql<{ display_name: string }>`
      select display_name from people where tenant_id = ${tx.tenantId} and person_id = ${person.personId}`.execute(
      tx.sql,
    );
    return rows[0]?.display_name;
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
    await sql`select 1`.execute(tx.sql);
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
