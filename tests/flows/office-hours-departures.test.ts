import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { releaseBookingsOf } from '../../api/src/office-hours/actions/cancel.ts';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import { type Door, openDoor } from '../support/door.ts';
import { publish } from '../support/office-hours.ts';
import { hire, makeChampion } from '../support/organisation.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

/** Lets time pass. */
function later(time: Temporal.DurationLike) {
  door.setNow(door.world.deps.now().add(time));
}

async function office() {
  const organisation = await door.found();
  door.setNow(Temporal.Instant.from('2026-11-23T09:00:00Z'));
  const owner = await hire(organisation, { roles: ['owner'] });
  const champion = await makeChampion(organisation, await hire(organisation, { name: 'Mei Tan' }));
  await publish(door.world.deps, champion, { minimumNoticeMinutes: 0, weekdays: [1, 2] });
  const book = async (who: Awaited<ReturnType<typeof hire>>, startsAt: string, whom = champion) => {
    const answer = await door.ask(who, 'POST /api/bookings', { championId: whom.personId, startsAt });
    return answer.json<Booking>().bookingId;
  };
  return { organisation, owner, champion, book };
}

test('releases the future sessions of people who left, tells who stays, and frees the time', async () => {
  const { organisation, owner, champion, book } = await office();
  const [leaving, staying] = [await hire(organisation, { name: 'Rita Sousa' }), await hire(organisation)];
  const over = await book(leaving, '2026-11-23T10:00:00Z');
  later({ hours: 2 });
  const lost = await book(leaving, '2026-11-24T10:00:00Z');
  const kept = await book(staying, '2026-11-24T10:30:00Z');

  expect(await releaseBookingsOf(door.world.deps, owner, [leaving.personId])).toEqual({ released: 1 });
  const stateOf = async (id: string) => (await door.ask(champion, `GET /api/bookings/${id}`)).json<Booking>().state;
  expect(await Promise.all([over, lost, kept].map(stateOf))).toEqual(['booked', 'released', 'booked']);
  const { rows } = await door.world.owner.query(
    "select person_id, payload->>'departedName' as gone from notices where tenant_id = $1 and kind = 'booking-released'",
    [organisation.tenantId],
  );
  expect(rows).toEqual([{ person_id: champion.personId, gone: 'Rita Sousa' }]);
  expect(await book(staying, '2026-11-24T10:00:00Z')).toBeTruthy();
  expect(await releaseBookingsOf(door.world.deps, owner, [leaving.personId])).toEqual({ released: 0 });
});

test('tells nobody when both sides left', async () => {
  const { organisation, owner, champion, book } = await office();
  const leaving = await hire(organisation);
  await book(leaving, '2026-11-24T10:00:00Z');
  expect(await releaseBookingsOf(door.world.deps, owner, [leaving.personId, champion.personId])).toEqual({
    released: 1,
  });
  const { rows } = await door.world.owner.query(
    "select from notices where tenant_id = $1 and kind = 'booking-released'",
    [organisation.tenantId],
  );
  expect(rows).toEqual([]);
});

test('joins the transaction it is called in: nothing is released when that one fails', async () => {
  const { organisation, owner, champion, book } = await office();
  const leaving = await hire(organisation);
  const bookingId = await book(leaving, '2026-11-24T10:00:00Z');
  const failing = door.world.deps.db.transaction(organisation.tenantId, async (tx) => {
    await releaseBookingsOf({ ...door.world.deps, db: tx }, owner, [leaving.personId]);
    throw new Error('the import failed');
  });
  await expect(failing).rejects.toThrow('the import failed');
  expect((await door.ask(champion, `GET /api/bookings/${bookingId}`)).json()).toMatchObject({ state: 'booked' });
});

test('releases the sessions of three thousand people who leave at once', async () => {
  const { organisation, owner } = await office();
  const { tenantId } = organisation;
  await door.world.owner.query(
    `with hired as (
       insert into people (tenant_id, person_id, username, display_name, sort_name)
       select $1, gen_random_uuid(), 'leaver' || i, 'Leaver ' || i, 'leaver' from generate_series(1, 3000) as i
       returning tenant_id, person_id
     ), numbered as (select *, row_number() over () as i from hired),
     chosen as (insert into champions (tenant_id, person_id, kind, state)
       select tenant_id, person_id, 'champion', 'confirmed' from numbered where i <= 100 returning person_id),
     planned as (insert into sessions (tenant_id, session_id, champion_id, starts_at, ends_at)
       select l.tenant_id, l.person_id, c.person_id, timestamptz '2026-12-01' + l.i * interval '1 hour',
         timestamptz '2026-12-01 00:30' + l.i * interval '1 hour'
       from numbered l join numbered c on c.i = l.i % 100 + 1 where l.i > 100
       returning *),
     booked as (insert into bookings (tenant_id, booking_id, session_id, champion_id, learner_id, starts_at, ends_at, state, booked_at)
       select tenant_id, session_id, session_id, champion_id, session_id, starts_at, ends_at, 'booked', now() from planned
       returning *)
     insert into engagements
     select b.tenant_id, side, session_id, tstzrange(starts_at, ends_at) from booked b, unnest(array[champion_id, learner_id]) side`,
    [tenantId],
  );
  const { rows } = await door.world.owner.query<{ person_id: string }>(
    "select person_id from people where tenant_id = $1 and sort_name = 'leaver' and username not in (select 'leaver' || i from generate_series(1, 100) i)",
    [tenantId],
  );
  const started = performance.now();
  expect(
    await releaseBookingsOf(
      door.world.deps,
      owner,
      rows.map((row) => row.person_id),
    ),
  ).toEqual({ released: 2_900 });
  expect(performance.now() - started).toBeLessThan(5_000);
  const left = await door.world.owner.query('select from engagements where tenant_id = $1', [tenantId]);
  expect(left.rowCount).toBe(0);
});
