import { Temporal } from 'temporal-polyfill';
import { beforeEach, expect, test } from 'vitest';
import type { LeadershipOverview } from '../../api/src/leadership/schema.ts';
import { openChannel, type TestChannel } from '../support/channel.ts';
import { publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { beginOnMonday, door, organisation } from './monday.ts';

beginOnMonday();

let owner: Hired;
let ruth: Hired;
let lim: Hired;
let rita: Hired;
let channel: TestChannel;

beforeEach(async () => {
  owner = await hire(organisation, { name: 'Teresa Almada', department: 'Programme', roles: ['owner'] });
  ruth = await hire(organisation, { name: 'Ruth Abernathy', department: 'Executive Office', roles: ['leader'] });
  lim = await hire(organisation, { name: 'Lim Hwee Ling', department: 'Customer Care', roles: ['leader'] });
  rita = await hire(organisation, { name: 'Rita Sousa', department: 'Finance' });
  channel = await openChannel(organisation, owner);
});

const overview = async (weeks: number) =>
  (await door.ask(owner, `GET /api/leadership/overview?weeks=${weeks}`)).json<LeadershipOverview>();

test('tells how many leaders are visible, and what was posted and said', async () => {
  await channel.write({ by: lim, at: '2026-10-01T09:00:00Z' });
  const post = await channel.write({ by: ruth, at: '2026-11-17T09:00:00Z' });
  await channel.write({ by: rita, to: post, at: '2026-11-17T10:00:00Z' });
  const beside = await channel.write({ by: rita, at: '2026-11-17T11:00:00Z' });
  await channel.write({ by: lim, to: beside, at: '2026-11-17T12:00:00Z' });
  await channel.write({ by: ruth, at: '2026-11-18T09:00:00Z', deleted: true });
  expect(await overview(4)).toMatchObject({ weeks: 4, leaders: 2, visible: 1, posts: 1, replies: 3 });
  expect(await overview(12)).toMatchObject({ leaders: 2, visible: 2, posts: 2 });
});

test('gives every week, also one without posts, from Monday in the owner’s zone', async () => {
  await door.world.owner.query("update people set time_zone = 'Asia/Singapore' where person_id = $1", [owner.personId]);
  // Sunday evening in Lisbon, Monday morning in Singapore.
  await channel.write({ by: ruth, at: '2026-11-08T23:00:00Z' });
  await channel.write({ by: ruth, at: '2026-11-22T15:59:59Z' });
  await channel.write({ by: ruth, at: '2026-11-22T16:00:00Z' });
  const { byWeek } = await overview(4);
  expect(byWeek.map(({ week, posts }) => [week, posts])).toEqual([
    ['2026-11-02', 0],
    ['2026-11-09', 1],
    ['2026-11-16', 1],
    ['2026-11-23', 1],
  ]);
});

test('a week is a week when the clocks change', async () => {
  await door.world.owner.query("update people set time_zone = 'Europe/Lisbon' where person_id = $1", [owner.personId]);
  await channel.write({ by: ruth, at: '2026-10-18T22:59:59Z' });
  await channel.write({ by: ruth, at: '2026-10-18T23:00:00Z' });
  await channel.write({ by: ruth, at: '2026-10-25T23:59:59Z' });
  await channel.write({ by: ruth, at: '2026-10-26T00:00:00Z' });
  const { byWeek } = await overview(6);
  expect(byWeek.slice(0, 2).map(({ posts }) => posts)).toEqual([2, 1]);
});

test('names the departments in which no leader posted, the largest first', async () => {
  for (let hired = 0; hired < 2; hired++) await hire(organisation, { department: 'Logistics' });
  const gone = await hire(organisation, { department: 'Closed' });
  await door.world.owner.query('update people set active = false, left_at = now() where person_id = $1', [
    gone.personId,
  ]);
  await hire(organisation, { department: '' });
  await channel.write({ by: ruth, at: '2026-11-20T09:00:00Z' });
  expect((await overview(4)).withoutVisibleLeader).toEqual([
    { department: 'Logistics', people: 2, leaders: 0 },
    { department: 'Customer Care', people: 1, leaders: 1 },
    { department: 'Finance', people: 1, leaders: 0 },
    { department: 'Programme', people: 1, leaders: 0 },
  ]);
});

test('follows a post to bookings, and on to sessions held, in the week of the post', async () => {
  const post = await channel.write({ by: ruth, at: '2026-11-20T09:00:00Z' });
  const mei = await makeChampion(organisation, await hire(organisation, { name: 'Mei Tan', department: 'Finance' }));
  await publish(door.world.deps, mei);
  for (const time of ['10:00', '10:30', '11:00', '11:30']) {
    const wanted = { championId: mei.personId, startsAt: `2026-11-24T${time}:00Z`, postId: post };
    const booked = (await door.ask(rita, 'POST /api/bookings', wanted)).json<{ bookingId: string }>();
    if (time === '11:00') await door.ask(rita, `POST /api/bookings/${booked.bookingId}/cancellation`, {});
  }
  const started = async () => {
    const { started, byWeek } = await overview(2);
    return { ...started, week: byWeek.find(({ posts }) => posts > 0) };
  };
  expect(await started()).toMatchObject({ bookings: 4, held: 0 });
  await door.world.owner.query(
    "update bookings set absent = 'learner', absence_by = champion_id, absence_at = now() where starts_at = '2026-11-24T11:30Z'",
  );
  door.setNow(Temporal.Instant.from('2026-11-25T09:00:00Z'));
  const week = { week: '2026-11-16', posts: 1, bookings: 4, held: 2 };
  expect(await started()).toEqual({ bookings: 4, held: 2, week });
});

test('with no channel chosen there is nothing to count, and nothing fails', async () => {
  await door.world.owner.query('update leadership_channels set ended_at = now() where channel_key = $1', [
    channel.channelKey,
  ]);
  expect(await overview(1)).toMatchObject({ posts: 0, replies: 0, visible: 0, started: { bookings: 0, held: 0 } });
});
