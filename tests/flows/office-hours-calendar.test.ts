import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import { type Door, openDoor } from '../support/door.ts';
import { publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';

let door: Door;
let learner: Hired;
let champion: Hired;
let session: Booking;

const question =
  'Our report, "the big one"; takes a day.\nCan Copilot draft the commentary? Não sei por onde começar. ☂';

beforeAll(async () => {
  door = await openDoor();
  const organisation = await door.found();
  door.setNow(Temporal.Instant.from('2026-11-23T09:00:00Z'));
  learner = await hire(organisation, { name: 'Rita "Ri" Sousa' });
  champion = await makeChampion(organisation, await hire(organisation, { name: 'Mei Tan' }));
  await publish(door.world.deps, champion);
  const request = { championId: champion.personId, startsAt: '2026-11-24T10:00:00Z', topic: 'pivot-tables', question };
  session = (await door.ask(learner, 'POST /api/bookings', request)).json();
});
afterAll(() => door.close());

/** Lets time pass. */
function later(time: Temporal.DurationLike) {
  door.setNow(door.world.deps.now().add(time));
}

type Property = { parameters: string[]; value: string };

/** The event of an iCalendar file, read as RFC 5545, 3.1 and 3.3.11 say; throws when the file breaks the form. */
function readEvent(text: string): Record<string, Property[]> {
  if (!text.endsWith('\r\n') || /[^\r]\n/.test(text)) throw new Error('a line does not end with CRLF');
  for (const line of text.split('\r\n')) {
    if (Buffer.byteLength(line) > 75) throw new Error(`a line has more than 75 octets: ${line}`);
  }
  const properties: Record<string, Property[]> = {};
  for (const line of text
    .replace(/\r\n[ \t]/g, '')
    .trimEnd()
    .split('\r\n')) {
    const parts = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:]*))*):(.*)$/.exec(line);
    if (!parts) throw new Error(`not a content line: ${line}`);
    const [, name = '', parameters = '', raw = ''] = parts;
    const value = raw.replace(/\\([\\;,nN])/g, (_, escaped) => (/n/i.test(escaped) ? '\n' : escaped));
    properties[name] = [...(properties[name] ?? []), { parameters: parameters.split(';').slice(1), value }];
  }
  return properties;
}

const calendarFor = async (who: Hired) => {
  const answer = await door.ask(who, `GET /api/bookings/${session.bookingId}/calendar.ics`);
  expect([answer.status, answer.type]).toEqual([200, 'text/calendar; charset=utf-8']);
  return readEvent(answer.body);
};
const value = (event: Record<string, Property[]>, name: string) => event[name]?.[0]?.value;

test('is a request to the learner, in UTC, with both people and a link into Teams', async () => {
  const event = await calendarFor(learner);
  expect(value(event, 'METHOD')).toBe('REQUEST');
  expect(value(event, 'STATUS')).toBe('CONFIRMED');
  expect(value(event, 'SEQUENCE')).toBe('0');
  expect(value(event, 'UID')).toBe(`${session.bookingId}@open-door`);
  expect(value(event, 'DTSTAMP')).toBe('20261123T090000Z');
  expect(event.DTSTART).toEqual([{ parameters: [], value: '20261124T100000Z' }]);
  expect(event.DTEND).toEqual([{ parameters: [], value: '20261124T103000Z' }]);
  expect(value(event, 'SUMMARY')).toBe('Pivot tables: office hour with Mei Tan');
  expect(value(event, 'ORGANIZER')?.toLowerCase()).toBe(`mailto:${champion.username}`);
  expect(value(event, 'ATTENDEE')?.toLowerCase()).toBe(`mailto:${learner.username}`);
  const link = new URL(value(event, 'URL') ?? '');
  expect(link.pathname).toMatch(/^\/l\/entity\/[0-9a-f-]{36}\/sessions$/);
  expect(JSON.parse(link.searchParams.get('context') ?? '')).toEqual({ subEntityId: `sessions/${session.bookingId}` });
  expect(value(event, 'DESCRIPTION')).toBe(`${question}\n\nOpen this session in Teams: ${link}`);
});

test("is the champion's own event, published, since RFC 5546 keeps attendees out of what is published", async () => {
  const event = await calendarFor(champion);
  expect(value(event, 'METHOD')).toBe('PUBLISH');
  expect(value(event, 'SUMMARY')).toBe('Pivot tables: office hour with Rita "Ri" Sousa');
  expect(event.ATTENDEE).toBeUndefined();
});

test('is written in the language of the reader', async () => {
  const event = await calendarFor({ ...learner, locale: 'pt-PT' });
  expect(value(event, 'SUMMARY')).toBe('Tabelas dinâmicas: sessão com Mei Tan');
  expect(value(event, 'DESCRIPTION')).toMatch(/Abrir esta sessão no Teams: https:/);
});

test('cancels the same event once the session is called off', async () => {
  later({ hours: 1 });
  await door.ask(champion, `POST /api/bookings/${session.bookingId}/cancellation`, { note: 'A fire alarm, sorry.' });
  for (const who of [learner, champion]) {
    const event = await calendarFor(who);
    expect(value(event, 'METHOD')).toBe('CANCEL');
    expect(value(event, 'STATUS')).toBe('CANCELLED');
    expect(value(event, 'UID')).toBe(`${session.bookingId}@open-door`);
    expect(value(event, 'SEQUENCE')).toBe('1');
    expect(value(event, 'DTSTAMP')).toBe('20261123T100000Z');
    expect(value(event, 'DESCRIPTION')).toMatch(/A fire alarm, sorry\./);
  }
});
