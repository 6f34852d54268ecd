import { beforeEach, describe, expect, test } from 'vitest';
import type { HoursCoverage, HoursPreview } from '../../api/src/office-hours/schema/hours.ts';
import type { OfferedSlotOnWire } from '../../api/src/office-hours/schema/slots.ts';
import { hours, publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { refusal } from '../support/refusal.ts';
import { beginOnMonday, door, organisation } from './monday.ts';

let owner: Hired;
let learner: Hired;

beginOnMonday();
beforeEach(async () => {
  owner = await hire(organisation, { roles: ['owner'], department: 'People' });
  learner = await hire(organisation, { department: 'Sales' });
});

const champion = async (department: string, offer: Parameters<typeof makeChampion>[2] = {}) =>
  makeChampion(organisation, await hire(organisation, { department }), offer);
const book = (who: Hired, { personId }: Hired, startsAt: string) =>
  door.ask(who, 'POST /api/bookings', { championId: personId, startsAt });

describe('a preview of hours', () => {
  let mei: Hired;
  beforeEach(async () => {
    mei = await champion('Finance', { capacityPerWeek: 10 });
    await publish(door.world.deps, mei);
  });
  const preview = (draft: object, weekOf = '2026-11-26', who = mei) =>
    door.ask(who, `POST /api/office-hours/${mei.personId}/preview`, { ...draft, weekOf });
  const starts = (slots: readonly OfferedSlotOnWire[]) => slots.map(({ startsAt }) => startsAt);
  const previewed = async (...asked: Parameters<typeof preview>) =>
    (await preview(...asked)).json<HoursPreview>().slots;

  test('shows what learners would see in that week, and stores nothing', async () => {
    const slots = await previewed(hours({ weekdays: [3], startsAt: '15:00', endsAt: '16:00' }));
    expect(starts(slots)).toEqual(['2026-11-25T15:00:00Z', '2026-11-25T15:30:00Z']);
    const seen = await door.ask(learner, `GET /api/office-hours/${mei.personId}/slots?until=2026-11-30T00:00:00Z`);
    expect(starts(seen.json<{ items: OfferedSlotOnWire[] }>().items)).toEqual(
      ['10:00', '10:30', '11:00', '11:30'].map((time) => `2026-11-24T${time}:00Z`),
    );
  });

  test('is what learners see once the same hours are published', async () => {
    const draft = hours({ weekdays: [2, 4], startsAt: '09:00', bufferAfterMinutes: 10, horizonDays: 3 });
    await book(learner, mei, '2026-11-24T10:30:00Z');
    const slots = await previewed(draft);
    await door.ask(mei, `PUT /api/office-hours/${mei.personId}`, draft);
    const seen = await door.ask(learner, `GET /api/office-hours/${mei.personId}/slots?until=2026-11-30T00:00:00Z`);
    expect(slots).toEqual(seen.json<{ items: OfferedSlotOnWire[] }>().items);
    expect(starts(slots)).not.toContain('2026-11-24T10:30:00Z');
    expect(starts(slots)).not.toContain('2026-11-24T10:00:00Z'); // its buffer would reach into the session
  });

  test('counts the seats of a group, and what is taken of them', async () => {
    const group = hours();
    const draft = { ...group, windows: group.windows.map((window) => ({ ...window, seats: 4 })) };
    await door.ask(mei, `PUT /api/office-hours/${mei.personId}`, draft);
    await book(learner, mei, '2026-11-24T10:00:00Z');
    const [first, second] = await previewed(draft);
    expect(first).toMatchObject({ seats: { left: 3, of: 4 } });
    expect(second).toMatchObject({ seats: { left: 4, of: 4 }, sessionId: null });
  });

  test('is of the champion’s own week, from Monday to Sunday', async () => {
    const tokyo = await makeChampion(organisation, await hire(organisation, { timeZone: 'Asia/Tokyo' }));
    const draft = hours({ weekdays: [1, 7], startsAt: '00:00', endsAt: '00:30', timeZone: 'Asia/Tokyo' });
    const answer = await door.ask(tokyo, `POST /api/office-hours/${tokyo.personId}/preview`, {
      ...draft,
      weekOf: '2026-12-06',
    });
    expect(starts(answer.json<HoursPreview>().slots)).toEqual(['2026-11-29T15:00:00Z', '2026-12-05T15:00:00Z']);
  });

  test('belongs to the champion and the owner', async () => {
    const { problem } = await refusal(door, learner, `POST /api/office-hours/${mei.personId}/preview`, {
      ...hours(),
      weekOf: '2026-11-26',
    });
    expect(problem).toMatchObject({ type: 'not-allowed', status: 403 });
    expect((await preview(hours(), '2026-11-26', owner)).status).toBe(200);
    const nobody = await door.ask(learner, `POST /api/office-hours/${learner.personId}/preview`, {
      ...hours(),
      weekOf: '2026-11-26',
    });
    expect(nobody.json()).toMatchObject({ type: 'not-a-champion', status: 404 });
  });

  test('says what could not be published either', async () => {
    expect((await preview(hours({ startsAt: '10:00', endsAt: '10:00' }))).json()).toMatchObject({
      type: 'empty-window',
      status: 422,
    });
    const { windows, ...rest } = hours();
    const roomless = {
      ...rest,
      windows: windows.map((window) => ({ ...window, place: 'room' })),
      weekOf: '2026-11-26',
    };
    const { problem, words } = await refusal(door, mei, `POST /api/office-hours/${mei.personId}/preview`, roomless);
    expect(problem).toMatchObject({ type: 'room-missing', status: 422 });
    expect(words).toMatch(/no room is named.*falta o nome da sala/);
  });
});

describe('coverage', () => {
  const coverage = async (query = '') =>
    (await door.ask(owner, `GET /api/office-hours/coverage${query}`)).json<HoursCoverage>();
  const of = ({ departments }: HoursCoverage, name: string) =>
    departments.find(({ department }) => department === name);

  test('has the departments first in which nothing can be booked, the larger ones before', async () => {
    const ana = await champion('Finance');
    await publish(door.world.deps, ana);
    await champion('Legal'); // has published nothing
    await hire(organisation, { department: 'Sales' });
    const { departments } = await coverage();
    expect(departments.map(({ department, champions }) => [department, champions])).toEqual([
      ['Sales', 0],
      ...departments.slice(1, 3).map(({ department }) => [department, department === 'Legal' ? 1 : 0]),
      ['Finance', 1],
    ]);
    expect(
      departments
        .slice(1, 3)
        .map(({ department }) => department)
        .sort(),
    ).toEqual(['Legal', 'People']);
  });

  test('counts the sessions that could still be had, not every free slot', async () => {
    const ana = await champion('Finance', { capacityPerWeek: 2 });
    await publish(door.world.deps, ana, { weekdays: [2, 3], sessionsPerDay: 1 });
    await book(learner, ana, '2026-11-24T10:00:00Z');
    // Eight slots a week, but two sessions a week and one a day: one more this week, two in each of the next three.
    expect(of(await coverage(), 'Finance')).toMatchObject({ champions: 1, free: 1 + 3 * 2, booked: 1 });
  });

  test('counts a group session with places left as one that can be had', async () => {
    const ana = await champion('Finance', { capacityPerWeek: 1 });
    const group = hours({ horizonDays: 6 });
    const draft = { ...group, windows: group.windows.map((window) => ({ ...window, seats: 2 })) };
    await door.ask(ana, `PUT /api/office-hours/${ana.personId}`, draft);
    await book(learner, ana, '2026-11-24T10:00:00Z');
    expect(of(await coverage(), 'Finance')).toMatchObject({ free: 1, booked: 1 });
    await book(await hire(organisation), ana, '2026-11-24T10:00:00Z');
    expect(of(await coverage(), 'Finance')).toMatchObject({ free: 0, booked: 1 });
  });

  test('shows how many champions offer each hour, in the reader’s zone or another', async () => {
    for (const department of ['Finance', 'Legal']) await publish(door.world.deps, await champion(department));
    const { hours: offered, timeZone } = await coverage();
    expect(timeZone).toBe('Europe/Lisbon');
    expect(offered[1]?.slice(9, 13)).toEqual([0, 2, 2, 0]);
    expect(offered.flat().reduce((sum, count) => sum + count)).toBe(4);
    const tokyo = await coverage('?timeZone=Asia/Tokyo');
    expect(tokyo.hours[1]?.slice(18, 22)).toEqual([0, 2, 2, 0].map((count, i) => (i === 0 ? 0 : count)).slice(0, 4));
    const legal = await coverage('?department=Legal');
    expect(legal.hours[1]?.slice(9, 13)).toEqual([0, 1, 1, 0]);
    expect(legal.departments.map(({ department }) => department)).toContain('Finance');
  });

  test('leaves out who takes a break, until they are back', async () => {
    await publish(door.world.deps, await champion('Finance', { pausedUntil: '2027-02-01' }));
    await publish(door.world.deps, await champion('Legal', { pausedUntil: '2026-12-10' }));
    const found = await coverage();
    expect(of(found, 'Finance')).toMatchObject({ champions: 1, free: 0 });
    expect(found.hours[1]?.[10]).toBe(1);
  });

  test('is empty, not broken, in an organisation without champions', async () => {
    const found = await coverage();
    expect(found.departments.map(({ free }) => free)).toEqual([0, 0]);
    expect(found.hours.flat().every((count) => count === 0)).toBe(true);
  });

  test('is for the owner', async () => {
    expect((await door.ask(learner, 'GET /api/office-hours/coverage')).json()).toMatchObject({ type: 'not-allowed' });
  });
});
