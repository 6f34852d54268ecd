import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Match } from '../../api/src/matching/schema.ts';
import type { Notice } from '../../api/src/notices/actions.ts';
import { kinds } from '../../api/src/notices/kinds/all.ts';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import type { OfferedSlotOnWire } from '../../api/src/office-hours/schema/slots.ts';
import type { Waiting } from '../../api/src/office-hours/schema/waiting-list.ts';
import { readCardAction } from '../../bot/src/card-actions.ts';
import { askGoalCard } from '../../bot/src/cards/ask-goal.ts';
import { championsCard, soonestCard } from '../../bot/src/cards/champions.ts';
import { helpCard } from '../../bot/src/cards/help.ts';
import { nearestCard } from '../../bot/src/cards/nearest.ts';
import { noticeMessage } from '../../bot/src/cards/notices/all.ts';
import type { Addressee } from '../../bot/src/cards/parts.ts';
import { refusedCard } from '../../bot/src/cards/refused.ts';
import { askCancelCard, askMoveCard, cancelledCard, helpedCard, standingCard } from '../../bot/src/cards/session.ts';
import { sessionsCard } from '../../bot/src/cards/sessions.ts';
import { placeCard, waitingCard } from '../../bot/src/cards/waiting.ts';
import { welcomeCard } from '../../bot/src/cards/welcome.ts';
import { deepLinks } from '../../bot/src/links.ts';
import type { Message } from '../../bot/src/message.ts';
import { buttons, type Card } from './teams.ts';

// The package's ES modules do not load in Node; its bundle does.
const cards: typeof AdaptiveCards = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

const links = deepLinks({ TEAMS_URL: 'https://teams.microsoft.com', TEAMS_APP_ID: randomUUID() });
const now = Temporal.Instant.from('2026-11-23T08:00:00Z');
const personId = randomUUID();
const reader = (locale: string): Addressee => ({ personId, locale, timeZone: 'Europe/Lisbon', now, links });

const slots = ['10:00', '10:30', '11:00'].map((time) => ({
  startsAt: `2026-11-24T${time}:00Z`,
  endsAt: Temporal.Instant.from(`2026-11-24T${time}:00Z`).add({ minutes: 30 }).toString(),
}));
const [slot] = slots as [(typeof slots)[0]];

function side(displayName: string) {
  return { personId: randomUUID(), displayName, jobTitle: 'Analyst', department: 'Finance', timeZone: 'Europe/Lisbon' };
}
/** As long as anything may be that people write. */
const booking = (changed: Partial<Booking> = {}): Booking => ({
  bookingId: randomUUID(),
  sessionId: randomUUID(),
  champion: side('Mei Tan'),
  learner: { ...side('Ana Sousa'), personId },
  ...slot,
  topic: { topic: 'pivot-tables', label: 'Pivot tables' },
  question: '“Why?” [x](https://evil.example) '.repeat(60),
  state: 'booked',
  endedBy: null,
  endedNote: '',
  yourPart: 'learner',
  heldUntil: null,
  seats: null,
  place: 'teams',
  room: '',
  meetingUrl: null,
  calendar: 'in-step',
  seriesId: null,
  absent: null,
  helped: null,
  askHelped: false,
  lateFrom: slot.startsAt,
  ...changed,
});
const match = (): Match => ({
  person: {
    ...side('Mei Tan'),
    office: 'Lisbon',
    languages: ['en'],
    champion: { kind: 'champion', skills: [], pausedUntil: null },
  },
  reasons: Array.from({ length: 5 }, (_, i) => ({
    kind: `reason ${i}`,
    words: 'Has helped 6 people with pivot tables',
  })),
  nextFreeSlot: slot,
});
const offered = (changed: Partial<OfferedSlotOnWire> = {}): OfferedSlotOnWire => ({
  ...slot,
  seats: null,
  sessionId: null,
  place: 'teams',
  room: '',
  topics: [],
  languages: [],
  ...changed,
});
const full = offered({ seats: { left: 0, of: 8 }, sessionId: randomUUID() });
const waiting = (changed: Partial<Waiting> = {}): Waiting => ({
  waitingId: randomUUID(),
  champion: side('Mei Tan'),
  learner: side('Ana Sousa'),
  session: null,
  topic: null,
  question: '',
  joinedAt: '2026-11-23T08:00:00Z',
  ahead: 2,
  offer: null,
  past: [],
  state: 'waiting',
  ended: null,
  ...changed,
});
const meetingUrl = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting';
const session = {
  bookingId: randomUUID(),
  ...slot,
  championId: randomUUID(),
  championName: 'Mei Tan',
  championTimeZone: 'Asia/Singapore',
  learnerId: personId,
  learnerName: 'Ana Sousa',
  learnerTimeZone: 'Europe/Lisbon',
  question: 'How? [x](https://evil.example)',
  seats: null,
  place: 'teams' as const,
  room: '',
  meetingUrl: null,
};
const theirs = { ...session, championId: personId, learnerId: randomUUID() };
const series = {
  seriesId: randomUUID(),
  championId: session.championId,
  championName: 'Mei Tan',
  learnerId: personId,
  learnerName: 'Ana Sousa',
  question: 'How?',
  sessions: Array.from({ length: 12 }, () => ({ bookingId: randomUUID(), ...slot })),
};
const offer = () => ({ ...slot, bookingId: randomUUID(), until: '2026-11-23T10:00:00Z' });
const inLine = { waitingId: randomUUID(), championId: session.championId, championName: 'Mei Tan' };
const { startsAt } = slot;
const notices: Notice[] = [
  { kind: 'booking-made', payload: session },
  { kind: 'booking-made', payload: theirs },
  { kind: 'booking-made', payload: { ...theirs, seats: { taken: 3, of: 8 }, place: 'room', room: 'R 2.1' } },
  {
    kind: 'booking-moved',
    payload: { ...session, from: '2026-11-25T10:00:00Z', movedById: session.championId, note: 'x' },
  },
  { kind: 'booking-stays', payload: { ...session, wanted: '2026-11-25T10:00:00Z' } },
  { kind: 'booking-reminder', payload: { ...session, meetingUrl } },
  {
    kind: 'group-reminder',
    payload: { ...slot, sessionId: randomUUID(), seats: { taken: 3, of: 8 }, place: 'teams', room: '', meetingUrl },
  },
  { kind: 'help-asked', payload: session },
  { kind: 'absence-said', payload: { ...session, absent: 'learner', saidByUsername: 'mei@caldervale.example' } },
  { kind: 'series-booked', payload: series },
  { kind: 'series-booked', payload: { ...series, championId: personId, learnerId: session.championId } },
  { kind: 'series-cancelled', payload: { ...series, cancelledById: series.championId, note: 'Ill' } },
  { kind: 'offer-made', payload: { ...inLine, ...slot, until: '2026-11-23T10:00:00Z' } },
  { kind: 'offer-missed', payload: { ...inLine, startsAt } },
  { kind: 'offer-while-busy', payload: { ...inLine, startsAt } },
  ...(['offers-missed', 'session-over', 'champion-left', 'booked-otherwise'] as const).map(
    (because): Notice => ({ kind: 'waiting-ended', payload: { ...inLine, because } }),
  ),
  {
    kind: 'booking-cancelled',
    payload: { ...session, cancelledById: session.championId, cancelledByName: 'Mei Tan', note: 'Ill' },
  },
  { kind: 'booking-released', payload: { ...session, departedId: session.championId, departedName: 'Mei Tan' } },
  ...(['confirmed', 'declined', 'ended'] as const).map(
    (decision): Notice => ({ kind: 'nomination-decided', payload: { kind: 'mentor', decision } }),
  ),
];

const everyCard: [string, (to: Addressee) => Message][] = [
  ['welcome', welcomeCard],
  ['help', (to) => helpCard(to, { unsure: false })],
  ['ask goal', askGoalCard],
  ['nobody found', (to) => askGoalCard(to, { before: 'Nobody', goal: 'pivot tables' })],
  [
    'champions',
    (to) =>
      championsCard(to, {
        found: [1, 2, 3].map(() => ({
          match: match(),
          free: slots.map((one) => offered({ ...one, seats: { left: 3, of: 8 } })),
          full,
        })),
        topics: [{ topic: 'x', label: 'X' }],
        question: 'How?',
      }),
  ],
  [
    'a champion without slots',
    (to) => championsCard(to, { found: [{ match: match(), free: [], full: undefined }], topics: [], question: '' }),
  ],
  [
    'nearest',
    (to) =>
      nearestCard(to, 'Taken', slots, { championId: randomUUID(), name: 'Mei Tan', topic: null, question: 'How?' }),
  ],
  [
    'nothing near',
    (to) => nearestCard(to, 'Taken', [], { championId: randomUUID(), name: 'Mei Tan', topic: null, question: '' }),
  ],
  [
    'full',
    (to) =>
      nearestCard(to, 'Full', slots, {
        championId: randomUUID(),
        name: 'Mei Tan',
        topic: null,
        question: '',
        full: { startsAt, sessionId: randomUUID() },
      }),
  ],
  [
    'soonest',
    (to) =>
      soonestCard(
        to,
        Array.from({ length: 5 }, () => ({ champion: side('Mei Tan'), slot: offered() })),
      ),
  ],
  ['booked', (to) => standingCard(to, booking({ calendar: 'pending' }), 'book')],
  ['moved', (to) => standingCard(to, booking({ meetingUrl, seats: { taken: 3, of: 8 } }), 'moved')],
  ['ask move', (to) => askMoveCard(to, { booking: booking(), nearest: slots })],
  [
    'ask move again',
    (to) => askMoveCard(to, { booking: booking(), nearest: slots, before: 'Taken', note: 'x'.repeat(1_000) }),
  ],
  ['nowhere to move', (to) => askMoveCard(to, { booking: booking(), nearest: [] })],
  ...(['yes', 'partly', 'no'] as const).map((helped): [string, (to: Addressee) => Message] => [
    `helped ${helped}`,
    (to) => helpedCard(to, booking({ helped })),
  ]),
  ['no waiting list', (to) => waitingCard(to, [])],
  [
    'waiting lists',
    (to) => waitingCard(to, [waiting(), waiting({ session: slot }), waiting({ offer: offer() }), waiting()], 'Over'),
  ],
  ['joined', (to) => placeCard(to, waiting(), 'joined')],
  ['passed', (to) => placeCard(to, waiting({ session: slot }), 'passed')],
  ['left', (to) => placeCard(to, waiting({ state: 'left' }), 'left')],
  ['ask cancel', (to) => askCancelCard(to, booking({ yourPart: 'champion' }))],
  ['cancelled', (to) => cancelledCard(to, booking({ endedNote: 'Ill', state: 'cancelled' }))],
  [
    'sessions',
    (to) =>
      sessionsCard(to, {
        bookings: [1, 2, 3, 4, 5].map(() => booking({ meetingUrl })),
        more: true,
        waiting: [1, 2, 3, 4].map(() => waiting({ offer: offer() })),
      }),
  ],
  ['no sessions', (to) => sessionsCard(to, { bookings: [], more: false, waiting: [waiting()] })],
  ['refused', (to) => refusedCard(to, 'No')],
  ...notices.map((notice, i): [string, (to: Addressee) => Message] => [
    `notice ${i} ${notice.kind}`,
    (to) => noticeMessage(to, notice),
  ]),
];

test('every kind of notice is among them', () => {
  expect(new Set(notices.map(({ kind }) => kind))).toEqual(new Set(Object.keys(kinds)));
});

describe.each(['en-GB', 'pt-PT'])('in %s', (locale) => {
  test.each(everyCard)('%s is a card that Teams renders', (_name, build) => {
    const { text, card: built } = build(reader(locale));
    const wire = JSON.stringify(built);
    const card = JSON.parse(wire) as Card & { version: string };
    expect(problemsOf(card)).toEqual([]);
    expect(text).not.toBe('');
    expect(card.fallbackText).toBe(text);
    expect(card.version).toBe('1.5');
    // Teams takes messages of about 28 KB; the rest of the activity is small.
    expect(Buffer.byteLength(wire)).toBeLessThan(26_000);
  });

  test.each(everyCard)('the buttons of %s have names and carry what the bot reads', (_name, build) => {
    const { card: built } = build(reader(locale));
    for (const button of buttons(JSON.parse(JSON.stringify(built)))) {
      expect(button.title).toEqual(expect.stringMatching(/\S/));
      expect(['Action.Execute', 'Action.OpenUrl']).toContain(button.type);
      if (button.type === 'Action.OpenUrl')
        expect(button.url).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/(entity|chat|meetup-join)\//);
      if (button.type !== 'Action.Execute') continue;
      const pressed = readCardAction({ action: { type: button.type, verb: button.verb, data: button.data } });
      expect(pressed).toMatchObject({ for: personId, action: { verb: button.verb } });
    }
  });
});

/** What Microsoft's own renderer finds wrong with a card. */
function problemsOf(json: object): string[] {
  const card = new cards.AdaptiveCard();
  const context = new cards.SerializationContext(cards.Versions.v1_5);
  card.parse(json, context);
  const parsing = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
  return [...parsing, ...card.validateProperties().validationEvents.map(({ message }) => message)];
}
