import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openGraph } from '../../api/src/platform/graph.ts';
import type { ShownAs } from '../../infra/local/graph/event-form.ts';
import { type LocalCloud, person, startCloud } from '../identity/local-cloud.ts';
import { byHand, errorOf, inUtc, meeting, signedIn } from './calendar-calls.ts';

let cloud: LocalCloud;
const [ada, bram, carl] = [person('Ada Quill'), person('Bram Ostler'), person('Carl Vane', { mailbox: null })];
beforeAll(async () => {
  cloud = await startCloud([ada, bram, carl]);
  // Microsoft's libraries may take longer to load than an answer about free time may.
  const as = await signedIn(cloud, ada);
  await openGraph(cloud.config).call('mailboxSettings', { as, schema: z.unknown() });
});
afterAll(() => cloud.stop());
afterEach(() => {
  cloud.graph.faults.clear();
  for (const { id } of [ada, bram]) for (const event of calendars().of(id)) calendars().remove(id, event.id);
});

const calendars = () => cloud.graph.calendars(cloud.tid);
const at = (time: string) => Temporal.Instant.from(`2026-11-24T${time}:00Z`);

function plan({ id }: typeof ada, start: string, end: string, showAs: ShownAs = 'busy') {
  const made = calendars().create(id, { subject: 'Plans', start: at(start), end: at(end), showAs });
  if (!made.ok) throw new Error(made.reason);
  return made.event;
}

const itemSchema = z.object({ status: z.string(), start: z.object({ dateTime: z.string() }) });
const answerSchema = z.object({
  value: z.array(
    z.object({
      scheduleId: z.string(),
      availabilityView: z.string(),
      scheduleItems: z.array(itemSchema),
      error: z.object({ responseCode: z.string() }).optional(),
    }),
  ),
});

const spanOf = (start: string, end: string) => ({
  startTime: { dateTime: `${start}:00`, timeZone: 'UTC' },
  endTime: { dateTime: `${end}:00`, timeZone: 'UTC' },
});

async function ask(schedules: string[], span = spanOf('2026-11-24T08:00', '2026-11-24T12:00')) {
  const as = await signedIn(cloud, ada);
  const body = { schedules, ...span, availabilityViewInterval: 60 };
  return openGraph(cloud.config).call('getSchedule', { as, schema: answerSchema, body, prefer: inUtc });
}

async function schedulesOf(...people: string[]) {
  const answer = await ask(people);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.answer.value;
}

describe('free/busy', () => {
  it('tells when colleagues are taken, and how', async () => {
    plan(bram, '08:30', '09:00');
    plan(bram, '10:00', '11:00', 'oof');
    plan(bram, '11:00', '12:00', 'tentative');
    const [schedule] = await schedulesOf(bram.userPrincipalName.toUpperCase());
    expect(schedule?.scheduleItems.map(({ status, start }) => [start.dateTime.slice(11, 16), status])).toEqual([
      ['08:30', 'busy'],
      ['10:00', 'oof'],
      ['11:00', 'tentative'],
    ]);
    expect(schedule?.availabilityView).toBe('2031');
  });

  it('leaves out what takes no time, was called off or is of another day', async () => {
    plan(bram, '08:00', '09:00', 'free');
    plan(bram, '12:00', '13:00');
    plan(bram, '07:00', '08:00');
    const hers = await byHand(cloud, ada);
    await hers('POST', '/me/events', meeting(9, 10, bram));
    const [waiting] = await schedulesOf(bram.userPrincipalName);
    expect(waiting?.scheduleItems.map(({ status }) => status)).toEqual(['tentative']);
    for (const event of calendars().of(ada.id)) calendars().cancel(ada.id, event.id);
    const [cancelled] = await schedulesOf(bram.userPrincipalName);
    expect(cancelled?.scheduleItems).toEqual([]);
  });

  it('says for each unknown address that it is unknown, and answers for the others', async () => {
    plan(bram, '08:30', '09:00');
    const schedules = await schedulesOf('nobody@quill.example', bram.userPrincipalName, carl.userPrincipalName);
    expect(schedules.map(({ error }) => error?.responseCode)).toEqual([
      'ErrorMailRecipientNotFound',
      undefined,
      'ErrorMailRecipientNotFound',
    ]);
    expect(schedules[1]?.scheduleItems).toHaveLength(1);
  });

  it('refuses more than twenty mailboxes and more than 62 days', async () => {
    const hand = await byHand(cloud, ada);
    const span = spanOf('2026-11-24T08:00', '2026-11-24T12:00');
    const addresses = Array.from({ length: 21 }, (_nothing, index) => `somebody.${index}@quill.example`);
    const tooMany = await hand('POST', '/me/calendar/getSchedule', { schedules: addresses, ...span });
    expect(await errorOf(tooMany)).toEqual({ status: 400, code: 'ErrorMailboxDataArrayTooBig' });
    expect((await schedulesOf(...addresses.slice(1))).length).toBe(20);
    const schedules = [ada.userPrincipalName];
    const tooLong = { schedules, ...spanOf('2026-01-01T00:00', '2026-03-05T00:00') };
    expect((await hand('POST', '/me/calendar/getSchedule', tooLong)).status).toBe(400);
    expect(await ask(schedules, spanOf('2026-01-01T00:00', '2026-03-04T00:00'))).toMatchObject({ ok: true });
  });

  it('is asked again after a broken connection, though it is a POST', async () => {
    await schedulesOf(ada.userPrincipalName);
    cloud.graph.faults.add({ kind: 'drop' });
    expect(await ask([ada.userPrincipalName])).toMatchObject({ ok: true });
  });

  it('is given up after two seconds', async () => {
    await schedulesOf(ada.userPrincipalName);
    cloud.graph.faults.add({ kind: 'slow', milliseconds: 10_000 });
    const began = performance.now();
    expect(await ask([ada.userPrincipalName])).toMatchObject({ ok: false, reason: 'unreachable' });
    expect(performance.now() - began).toBeLessThan(4_000);
  });
});
