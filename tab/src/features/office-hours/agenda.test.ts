import { expect, test } from 'vitest';
import { agendaOf } from './agenda.ts';

/** A Wednesday afternoon in Singapore, still Wednesday morning in Lisbon. */
const reading = { timeZone: 'Asia/Singapore', now: '2026-11-25T08:00:00Z' };

function agenda(...seats: [sessionId: string, startsAt: string][]) {
  const parts = agendaOf(
    seats.map(([sessionId, startsAt]) => ({ sessionId, startsAt })),
    reading,
  );
  return parts.map(({ period, days }) => [
    period,
    ...days.map(({ sessions }) => sessions.map(([{ sessionId }, ...more]) => `${sessionId} ${1 + more.length}`)),
  ]);
}

test('goes by the reader’s days and weeks, from Monday on', () => {
  expect(
    agenda(
      ['under way', '2026-11-25T07:45:00Z'],
      ['before midnight', '2026-11-25T15:30:00Z'],
      ['after midnight', '2026-11-25T16:30:00Z'],
      ['on Sunday', '2026-11-29T01:00:00Z'],
      ['on Monday', '2026-11-29T16:00:00Z'],
      ['in a fortnight', '2026-12-09T01:00:00Z'],
    ),
  ).toEqual([
    ['today', ['under way 1', 'before midnight 1']],
    ['this-week', ['after midnight 1'], ['on Sunday 1']],
    ['next-week', ['on Monday 1']],
    ['later', ['in a fortnight 1']],
  ]);
});

test('keeps what began yesterday and goes on among what is today', () => {
  expect(agenda(['late', '2026-11-24T15:50:00Z'], ['early', '2026-11-25T09:00:00Z'])).toEqual([
    ['today', ['late 1', 'early 1']],
  ]);
});

test('says a group once, with all who come', () => {
  expect(
    agenda(['group', '2026-11-25T09:00:00Z'], ['group', '2026-11-25T09:00:00Z'], ['alone', '2026-11-25T10:00:00Z']),
  ).toEqual([['today', ['group 2', 'alone 1']]]);
});
