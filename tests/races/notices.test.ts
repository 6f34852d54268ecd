import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { type DueNotice, lease, owe, settle } from '../../api/src/notices/actions.ts';
import { inParallel } from '../support/load.ts';
import { foundOrganisation, type Hired } from '../support/organisation.ts';
import { at, crew, database, deps, on, openProcesses, organisation } from './processes.ts';

const deliverers = 16;
openProcesses(deliverers, 2);

let people: Hired[];
beforeEach(async () => {
  people = await crew(20);
  for (const { tenantId, personId } of people) {
    await database.owner.query(`insert into conversations values ($1, $2, '{}', now())`, [tenantId, personId]);
  }
});

function notice(i: number, key: string = randomUUID()) {
  const { personId } = at(people, i);
  return { kind: 'nomination-decided', personId, key, payload: { kind: 'champion', decision: 'confirmed' } } as const;
}

async function states(): Promise<Record<string, number>> {
  const { rows } = await database.owner.query(
    'select state, count(*)::int as notices from notices where tenant_id = $1 group by state',
    [organisation.tenantId],
  );
  return Object.fromEntries(rows.map(({ state, notices }) => [state, notices]));
}

/** Leases and settles as the i-th process until nothing is due; `dies` makes it drop some batches on the floor. */
async function work(i: number, delivered: string[], dies: (batch: number) => boolean = () => false): Promise<void> {
  for (let batch = 0; ; batch++) {
    const { due } = await lease(on(i), organisation.tenantId, 7);
    if (due.length === 0) return;
    if (dies(batch)) continue;
    for (const one of due) {
      delivered.push(one.noticeId);
      expect(await settle(on(i), organisation.tenantId, one, { outcome: 'delivered' }, 0)).toBe('delivered');
    }
  }
}

const minutes = (count: number) => {
  deps.clock.now = deps.clock.now.add({ minutes: count });
};

test(`${deliverers} deliverers at once deliver each of 1,000 notices once`, async () => {
  await owe(
    deps,
    organisation.tenantId,
    Array.from({ length: 1_000 }, (_, i) => notice(i)),
  );
  const delivered: string[] = [];
  await inParallel(deliverers, deliverers, (i) => work(i, delivered));
  // Rows that another has locked are skipped, so a deliverer may stop early: the last ones are found by the next run.
  await work(0, delivered);
  expect(delivered).toHaveLength(1_000);
  expect(new Set(delivered).size).toBe(1_000);
  expect(await states()).toEqual({ delivered: 1_000 });
});

test('loses nothing when deliverers die with a lease in hand, and gives it to others only when it has run out', async () => {
  await owe(
    deps,
    organisation.tenantId,
    Array.from({ length: 400 }, (_, i) => notice(i)),
  );
  const delivered: string[] = [];
  await inParallel(deliverers, deliverers, (i) => work(i, delivered, (batch) => batch % 2 === i % 2));
  await work(0, delivered);
  const left = 400 - delivered.length;
  expect(left).toBeGreaterThan(50);
  expect(await states()).toEqual({ delivered: delivered.length, owed: left });

  minutes(1);
  await work(1, delivered);
  expect(delivered).toHaveLength(400 - left);
  minutes(1);
  await inParallel(deliverers, deliverers, (i) => work(i, delivered));
  await work(0, delivered);
  expect(new Set(delivered).size).toBe(400);
  expect(delivered).toHaveLength(400);
  expect(await states()).toEqual({ delivered: 400 });
});

test('a deliverer whose lease ran out cannot settle what another holds now', async () => {
  await owe(deps, organisation.tenantId, notice(0));
  const [slow] = (await lease(on(0), organisation.tenantId, 1)).due as [DueNotice];
  minutes(2);
  const [quick] = (await lease(on(1), organisation.tenantId, 1)).due as [DueNotice];
  expect(quick.noticeId).toBe(slow.noticeId);
  const refused = { outcome: 'refused', failure: 'bot-removed', final: true } as const;
  expect(await settle(on(0), organisation.tenantId, slow, refused, 0)).toBe('lost');
  expect(await settle(on(1), organisation.tenantId, quick, { outcome: 'delivered' }, 0)).toBe('delivered');
  expect(await states()).toEqual({ delivered: 1 });
});

test('the same key is owed once, however many owe it at the same time', async () => {
  const keys = Array.from({ length: 50 }, (_, i) => `occasion ${i}`);
  await inParallel(400, 32, (i) => owe(on(i), organisation.tenantId, notice(0, keys[i % keys.length])));
  expect(await states()).toEqual({ owed: 50 });
});

test('a notice owed in a transaction that is rolled back is not owed', async () => {
  const doomed = deps.db.transaction(organisation.tenantId, async (tx) => {
    await owe({ ...deps, db: tx }, organisation.tenantId, notice(0));
    throw new Error('the booking failed');
  });
  await expect(doomed).rejects.toThrow('the booking failed');
  expect(await states()).toEqual({});
});

test("nobody's deliverer sees another organisation's notices", async () => {
  await owe(deps, organisation.tenantId, notice(0));
  const other = await foundOrganisation(database, 'Elsewhere');
  expect((await lease(deps, other.tenantId, 10)).due).toEqual([]);
  expect((await lease(deps, organisation.tenantId, 10)).due).toHaveLength(1);
});

test('of two activities that open a conversation at once, one is told that it is the first', async () => {
  const { rememberConversation } = await import('../../api/src/notices/actions.ts');
  const newcomers = await crew(12);
  const told = await inParallel(newcomers.length * 4, 32, (i) =>
    rememberConversation(on(i), at(newcomers, i), { at: i }),
  );
  expect(told.filter(({ isNew }) => isNew)).toHaveLength(newcomers.length);
});
