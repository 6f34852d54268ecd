import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openGraph } from '../../api/src/platform/graph.ts';
import { type LocalCloud, person, startCloud } from '../identity/local-cloud.ts';
import { byHand, errorOf, eventSchema, inUtc, meeting, signedIn } from './calendar-calls.ts';

let cloud: LocalCloud;
const [ada, bram] = [person('Ada Quill'), person('Bram Ostler')];
let adas: Awaited<ReturnType<typeof byHand>>;
let brams: Awaited<ReturnType<typeof byHand>>;
beforeAll(async () => {
  cloud = await startCloud([ada, bram]);
  adas = await byHand(cloud, ada);
  brams = await byHand(cloud, bram);
});
afterAll(() => cloud.stop());
afterEach(() => {
  cloud.graph.faults.clear();
  const calendars = cloud.graph.calendars(cloud.tid);
  for (const { id } of [ada, bram]) for (const event of calendars.of(id)) calendars.remove(id, event.id);
});

const entrySchema = z.looseObject({ id: z.string(), '@removed': z.object({ reason: z.string() }).optional() });
const pageSchema = z.object({
  value: z.array(entrySchema),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});
const theDay = { startDateTime: '2026-11-24T00:00:00Z', endDateTime: '2026-11-25T00:00:00Z' };

async function page(link: string | undefined, who = bram, pageSize = 50) {
  const as = await signedIn(cloud, who);
  const from = link === undefined ? { query: theDay } : { link };
  const call = { as, schema: pageSchema, ...from, pageSize, prefer: inUtc };
  return openGraph(cloud.config).call('calendarViewDelta', call);
}

/** Reads a whole round: what was told, in how many pages, and the link to the next round. */
async function round(link?: string, { who = bram, pageSize = 50 } = {}) {
  const value: z.output<typeof entrySchema>[] = [];
  let next = link;
  for (let pages = 1; ; pages++) {
    const answer = await page(next, who, pageSize);
    if (!answer.ok) throw new Error(answer.reason);
    value.push(...answer.answer.value);
    next = answer.answer['@odata.nextLink'];
    if (!next) return { value, pages, deltaLink: answer.answer['@odata.deltaLink'] ?? '' };
  }
}

async function invite(from = 9, until = 10) {
  return eventSchema.parse(await (await adas('POST', '/me/events', meeting(from, until, bram))).json());
}

const removed = (id: string | undefined) => ({ id, '@removed': { reason: 'deleted' } });

/** In his calendar, of the meeting in hers. */
const copyOf = ({ iCalUId }: { iCalUId: string }) =>
  cloud.graph
    .calendars(cloud.tid)
    .of(bram.id)
    .find((event) => event.iCalUId === iCalUId)?.id;

describe('the delta of a calendar', () => {
  it('begins with every event of the days that are read, and no other', async () => {
    const event = await invite();
    await adas('POST', '/me/events', { ...meeting(9, 10, bram), ...tomorrow });
    const { value } = await round();
    expect(value).toMatchObject([{ id: copyOf(event), iCalUId: event.iCalUId, subject: 'Office hour' }]);
    expect(value[0]).not.toHaveProperty('@removed');
  });

  it('tells nothing when nothing changed', async () => {
    await invite();
    const { deltaLink } = await round();
    expect((await round(deltaLink)).value).toEqual([]);
  });

  it('tells of what is new, moved and answered, once', async () => {
    const event = await invite();
    const { deltaLink } = await round(undefined, { who: ada });
    await brams('POST', `/me/events/${copyOf(event)}/tentativelyAccept`, {});
    const second = await round(deltaLink, { who: ada });
    expect(second.value).toMatchObject([
      { id: event.id, attendees: [{ status: { response: 'tentativelyAccepted' } }] },
    ]);
    const { start, end } = meeting(14, 15);
    await adas('PATCH', `/me/events/${event.id}`, { start, end });
    const other = await invite(16, 17);
    const third = await round(second.deltaLink, { who: ada });
    expect(third.value.map(({ id }) => id)).toEqual([event.id, other.id]);
    expect((await round(third.deltaLink, { who: ada })).value).toEqual([]);
  });

  it('says that an event was called off to whoever was invited, and that it is gone to its organizer', async () => {
    const event = await invite();
    const [hers, his] = [await round(undefined, { who: ada }), await round()];
    await adas('POST', `/me/events/${event.id}/cancel`, {});
    expect((await round(hers.deltaLink, { who: ada })).value).toMatchObject([removed(event.id)]);
    expect((await round(his.deltaLink)).value).toMatchObject([{ id: copyOf(event), isCancelled: true }]);
  });

  it('says that what somebody declined or deleted is gone from their calendar', async () => {
    const [declined, deleted] = [copyOf(await invite()), copyOf(await invite(11, 12))];
    const { deltaLink } = await round();
    await brams('POST', `/me/events/${declined}/decline`, {});
    await brams('DELETE', `/me/events/${deleted}`);
    expect((await round(deltaLink)).value).toMatchObject([removed(declined), removed(deleted)]);
  });

  it('says that an event is gone when it moved to other days, and nothing of what came and went', async () => {
    const event = await invite();
    const id = copyOf(event);
    const { deltaLink } = await round();
    await adas('PATCH', `/me/events/${event.id}`, tomorrow);
    const passing = await invite(11, 12);
    await adas('DELETE', `/me/events/${passing.id}`);
    await brams('DELETE', `/me/events/${copyOf(passing)}`);
    const next = await round(deltaLink);
    expect(next.value).toMatchObject([removed(id)]);
    const { start, end } = meeting(9, 10);
    await adas('PATCH', `/me/events/${event.id}`, { start, end });
    expect((await round(next.deltaLink)).value).toMatchObject([{ id, isCancelled: false }]);
  });

  it('comes in pages, each event once', async () => {
    const events = [await invite(8, 9), await invite(9, 10), await invite(10, 11)];
    const { value, pages } = await round(undefined, { pageSize: 2 });
    expect(value.map(({ id }) => id)).toEqual(events.map(copyOf));
    expect(pages).toBe(2);
  });

  it('leaves what changes while its pages are read to the next round', async () => {
    const events = [await invite(8, 9), await invite(9, 10), await invite(10, 11)];
    const first = await page(undefined, bram, 2);
    if (!first.ok) throw new Error(first.reason);
    await adas('PATCH', `/me/events/${events[2]?.id}`, { location: { displayName: 'Room 4' } });
    const rest = await round(first.answer['@odata.nextLink'], { pageSize: 2 });
    const next = await round(rest.deltaLink);
    expect(first.answer.value.map(({ id }) => id)).toEqual(events.slice(0, 2).map(copyOf));
    expect(rest.value).toEqual([]);
    expect(next.value).toMatchObject([{ location: { displayName: 'Room 4' } }]);
  });

  it('asks for a new beginning when its link is too old, or a fault says so', async () => {
    const { deltaLink } = await round();
    cloud.graph.faults.add({ kind: 'expire' });
    expect(await page(deltaLink)).toEqual({ ok: false, reason: 'resync-needed' });
    expect(await page(deltaLink)).toMatchObject({ ok: true });
    cloud.graph.expireCalendarLinks(cloud.tid);
    expect(await page(deltaLink)).toEqual({ ok: false, reason: 'resync-needed' });
    expect(await page((await round()).deltaLink)).toMatchObject({ ok: true });
  });

  it('is nobody else’s to follow, and needs to know which days', async () => {
    const { deltaLink } = await round();
    expect(await errorOf(await adas('GET', deltaLink))).toMatchObject({ status: 400 });
    expect(await errorOf(await adas('GET', '/me/calendarView/delta'))).toMatchObject({ status: 400 });
    const selecting = await adas('GET', `/me/calendarView/delta?${new URLSearchParams(theDay)}&$select=id`);
    expect(selecting.status).toBe(400);
  });
});

const tomorrow = {
  start: { dateTime: '2026-11-25T09:00:00', timeZone: 'UTC' },
  end: { dateTime: '2026-11-25T10:00:00', timeZone: 'UTC' },
};
