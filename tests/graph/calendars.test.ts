import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { openGraph } from '../../api/src/platform/graph.ts';
import type { LocalEvent } from '../../infra/local/graph/event-form.ts';
import type { GraphPerson } from '../../infra/local/graph/organisation.ts';
import { type LocalCloud, person, startCloud } from '../identity/local-cloud.ts';
import { byHand, errorOf, eventSchema, inUtc, meeting, nothing, signedIn } from './calendar-calls.ts';

let cloud: LocalCloud;
const [ada, bram, carl] = [person('Ada Quill'), person('Bram Ostler'), person('Carl Vane')];
const mailbox = { timeZone: 'GMT Standard Time', locale: 'en-GB', keepsDeclined: true };
const dov = person('Dov Harrow', { mailbox });
type ByHand = Awaited<ReturnType<typeof byHand>>;
let adas: ByHand;
let brams: ByHand;
let dovs: ByHand;
beforeAll(async () => {
  cloud = await startCloud([ada, bram, carl, dov]);
  adas = await byHand(cloud, ada);
  brams = await byHand(cloud, bram);
  dovs = await byHand(cloud, dov);
});
afterAll(async () => {
  expect(cloud.graph.unknownCalls()).toEqual([]);
  await cloud.stop();
});

type Event = z.output<typeof eventSchema>;

async function create(body: object): Promise<Event> {
  const as = await signedIn(cloud, ada);
  const answer = await openGraph(cloud.config).call('createEvent', { as, schema: eventSchema, body, prefer: inUtc });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.answer;
}

async function update(event: string, body: object): Promise<Event> {
  const as = await signedIn(cloud, ada);
  const call = { as, schema: eventSchema, path: { event }, body, prefer: inUtc };
  const answer = await openGraph(cloud.config).call('updateEvent', call);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.answer;
}

async function read(hand: ByHand, id: string): Promise<Event | undefined> {
  const response = await hand('GET', `/me/events/${id}`);
  return response.status === 200 ? eventSchema.parse(await response.json()) : undefined;
}

/** The copy of a meeting in somebody's calendar. */
function copyOf({ iCalUId }: Event, { id }: GraphPerson): LocalEvent {
  const copies = cloud.graph
    .calendars(cloud.tid)
    .of(id)
    .filter((event) => event.iCalUId === iCalUId);
  if (copies.length !== 1 || !copies[0]) throw new Error(`there are ${copies.length} copies`);
  return copies[0];
}

const hasCopy = ({ iCalUId }: Event, { id }: GraphPerson) =>
  cloud.graph
    .calendars(cloud.tid)
    .of(id)
    .some((event) => event.iCalUId === iCalUId);

const answers = (event: Event | undefined) => event?.attendees.map(({ status }) => status.response);

describe('an invitation', () => {
  it('is a copy with an id of its own, not yet answered, in the calendar of everybody invited', async () => {
    const event = await create(meeting(9, 10, bram, carl));
    const copy = copyOf(event, bram);
    expect(copy.id).not.toBe(event.id);
    expect(copy).toMatchObject({ isOrganizer: false, response: 'notResponded', showAs: 'tentative' });
    expect(event).toMatchObject({ isOrganizer: true, responseStatus: { response: 'organizer' }, showAs: 'busy' });
    expect(answers(event)).toEqual(['none', 'none']);
    expect(hasCopy(event, carl)).toBe(true);
    expect(hasCopy(event, dov)).toBe(false);
  });

  it.each([
    ['accept', 'accepted', 'busy'],
    ['tentativelyAccept', 'tentativelyAccepted', 'tentative'],
  ])('tells its organizer when somebody chose to %s', async (action, response, showAs) => {
    const event = await create(meeting(9, 10, bram, carl));
    const answer = await brams('POST', `/me/events/${copyOf(event, bram).id}/${action}`, { comment: 'See you' });
    expect(answer.status).toBe(202);
    expect(copyOf(event, bram)).toMatchObject({ response, showAs });
    expect(answers(await read(adas, event.id))).toEqual([response, 'none']);
  });

  it('goes to the deleted items of whoever declines, where it is still found', async () => {
    const event = await create(meeting(9, 10, bram));
    const { id } = copyOf(event, bram);
    await brams('POST', `/me/events/${id}/decline`, {});
    expect(hasCopy(event, bram)).toBe(false);
    expect(answers(await read(adas, event.id))).toEqual(['declined']);
    expect(await read(brams, id)).toMatchObject({ responseStatus: { response: 'declined' } });
    cloud.graph.calendars(cloud.tid).mailboxes.purge(bram.id);
    expect(await read(brams, id)).toBeUndefined();
  });

  it('stays where people keep what they declined, and takes none of their time', async () => {
    const event = await create(meeting(9, 10, dov));
    await dovs('POST', `/me/events/${copyOf(event, dov).id}/decline`);
    expect(copyOf(event, dov)).toMatchObject({ response: 'declined', showAs: 'free' });
  });

  it('is answered in silence when nobody is to be told', async () => {
    const event = await create(meeting(9, 10, bram));
    await brams('POST', `/me/events/${copyOf(event, bram).id}/decline`, { sendResponse: false });
    expect(answers(await read(adas, event.id))).toEqual(['none']);
  });

  it('cannot be answered by its organizer', async () => {
    const event = await create(meeting(9, 10, bram));
    const answer = await adas('POST', `/me/events/${event.id}/accept`, {});
    expect(await errorOf(answer)).toEqual({ status: 400, code: 'ErrorInvalidRequest' });
  });
});

describe('a change', () => {
  it('by the organizer reaches every copy, and asks again whoever had answered', async () => {
    const event = await create(meeting(9, 10, bram));
    const { id } = copyOf(event, bram);
    await brams('POST', `/me/events/${id}/accept`, {});
    const { start, end } = meeting(11, 12);
    const moved = await update(event.id, { start, end });
    expect(moved.start.dateTime).toBe('2026-11-24T11:00:00.0000000');
    expect(copyOf(event, bram)).toMatchObject({ id, response: 'notResponded', showAs: 'tentative' });
    expect(copyOf(event, bram).start.toString()).toBe('2026-11-24T11:00:00Z');
    expect(answers(moved)).toEqual(['none']);
  });

  it('of the place only keeps what people answered', async () => {
    const event = await create(meeting(9, 10, bram));
    await brams('POST', `/me/events/${copyOf(event, bram).id}/accept`, {});
    const changed = await update(event.id, { location: { displayName: 'Room 4' } });
    expect(answers(changed)).toEqual(['accepted']);
    expect(copyOf(event, bram)).toMatchObject({ location: 'Room 4', response: 'accepted', showAs: 'busy' });
  });

  it('by somebody invited is theirs alone, until the organizer says otherwise', async () => {
    const event = await create(meeting(9, 10, bram));
    const { start, end } = meeting(14, 15);
    const answer = await brams('PATCH', `/me/events/${copyOf(event, bram).id}`, { start, end, attendees: [] });
    expect(answer.status).toBe(200);
    expect(copyOf(event, bram).start.toString()).toBe('2026-11-24T14:00:00Z');
    expect(copyOf(event, bram).attendees).toHaveLength(1);
    expect((await read(adas, event.id))?.start).toEqual(event.start);
    await update(event.id, { subject: 'Still at nine' });
    expect(copyOf(event, bram)).toMatchObject({ subject: 'Still at nine' });
    expect(copyOf(event, bram).start.toString()).toBe('2026-11-24T09:00:00Z');
  });

  it('of who is invited calls it off for one and invites the other', async () => {
    const event = await create(meeting(9, 10, bram));
    await update(event.id, { attendees: meeting(9, 10, carl).attendees });
    expect(copyOf(event, bram)).toMatchObject({ isCancelled: true, showAs: 'free' });
    expect(copyOf(event, carl)).toMatchObject({ isCancelled: false });
  });

  it('does not touch the transaction', async () => {
    const event = await create({ ...meeting(9, 10), transactionId: randomUUID() });
    const answer = await adas('PATCH', `/me/events/${event.id}`, { transactionId: randomUUID() });
    expect(answer.status).toBe(400);
  });
});

describe('an online meeting', () => {
  const online = { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' };

  it('has one link, for everybody and through every change', async () => {
    const event = await create({ ...meeting(9, 10, bram), ...online });
    const joinUrl = event.onlineMeeting?.joinUrl;
    expect(joinUrl).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/meetup-join\/19%3ameeting_/);
    expect(copyOf(event, bram).joinUrl).toBe(joinUrl);
    const { start, end, attendees } = meeting(15, 16, bram, carl);
    const moved = await update(event.id, { start, end, attendees, ...online, location: { displayName: 'Room 4' } });
    expect(moved.onlineMeeting?.joinUrl).toBe(joinUrl);
    expect(copyOf(event, carl).joinUrl).toBe(joinUrl);
  });

  it('is lost to whoever writes over the text that it lives in', async () => {
    const event = await create({ ...meeting(9, 10, bram), ...online });
    const changed = await update(event.id, { body: { contentType: 'text', content: 'Something else.' } });
    expect(changed.onlineMeeting).toBeNull();
  });
});

describe('an end', () => {
  it('by cancelling takes the event from its organizer and calls it off for everybody', async () => {
    const event = await create(meeting(9, 10, bram));
    const as = await signedIn(cloud, ada);
    const body = { comment: 'Something came up.' };
    await openGraph(cloud.config).call('cancelEvent', { as, schema: nothing, path: { event: event.id }, body });
    expect(hasCopy(event, ada)).toBe(false);
    expect(copyOf(event, bram)).toMatchObject({ isCancelled: true, subject: 'Canceled: Office hour', showAs: 'free' });
  });

  it('by deleting does the same when it is the organizer who does it', async () => {
    const event = await create(meeting(9, 10, bram));
    expect((await adas('DELETE', `/me/events/${event.id}`)).status).toBe(204);
    expect(copyOf(event, bram).isCancelled).toBe(true);
    expect((await adas('DELETE', `/me/events/${event.id}`)).status).toBe(404);
  });

  it('by deleting is nobody else’s business when somebody invited does it', async () => {
    const event = await create(meeting(9, 10, bram));
    await brams('DELETE', `/me/events/${copyOf(event, bram).id}`);
    expect(hasCopy(event, bram)).toBe(false);
    expect(await read(adas, event.id)).toMatchObject({ isCancelled: false });
  });

  it('by cancelling is for the organizer of a meeting only', async () => {
    const [event, own] = [await create(meeting(9, 10, bram)), await create(meeting(9, 10))];
    expect((await brams('POST', `/me/events/${copyOf(event, bram).id}/cancel`, {})).status).toBe(400);
    expect((await adas('POST', `/me/events/${own.id}/cancel`, {})).status).toBe(400);
  });
});

describe('ids', () => {
  it('stay when asked for, and else are of another kind that finds nothing among deleted items', async () => {
    const event = await create(meeting(9, 10, bram));
    const response = await adas('GET', `/me/events/${event.id}`, undefined, { prefer: 'outlook.timezone="UTC"' });
    const passing = eventSchema.parse(await response.json()).id;
    expect(passing).not.toBe(event.id);
    expect((await read(adas, passing))?.id).toBe(event.id);
    await adas('DELETE', `/me/events/${event.id}`);
    expect(await read(adas, passing)).toBeUndefined();
    expect(await read(adas, event.id)).toMatchObject({ isCancelled: true });
  });

  it('are of no use in somebody else’s calendar', async () => {
    const event = await create(meeting(9, 10, bram));
    expect(await read(brams, event.id)).toBeUndefined();
  });
});

describe('times', () => {
  it('come in the zone that was asked for, and are read in Windows’ zones too', async () => {
    const start = { dateTime: '2026-07-01T09:00:00', timeZone: 'GMT Standard Time' };
    const end = { dateTime: '2026-07-01T10:00:00', timeZone: 'Europe/Lisbon' };
    const event = await create({ ...meeting(9, 10), start, end });
    expect(event.start.dateTime).toBe('2026-07-01T08:00:00.0000000');
    const singapore = { prefer: 'outlook.timezone="Singapore Standard Time"' };
    const response = await adas('GET', `/me/events/${event.id}`, undefined, singapore);
    expect(eventSchema.parse(await response.json()).end).toEqual({
      dateTime: '2026-07-01T17:00:00.0000000',
      timeZone: 'Singapore Standard Time',
    });
  });

  it.each([
    ['a time that is none', { start: { dateTime: 'soon', timeZone: 'UTC' } }],
    ['a zone that is none', { start: { dateTime: '2026-11-24T09:00:00', timeZone: 'Mars/Olympus' } }],
    ['an end before the start', { end: { dateTime: '2026-11-24T08:00:00', timeZone: 'UTC' } }],
    ['a property that events have not', { colour: 'red' }],
  ])('are refused: %s', async (_what, wrong) => {
    const answer = await adas('POST', '/me/events', { ...meeting(9, 10), ...wrong });
    expect(answer.status).toBe(400);
  });
});
