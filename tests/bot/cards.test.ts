import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Match } from '../../api/src/matching/schema.ts';
import type { Notice } from '../../api/src/notices/actions.ts';
import { kinds } from '../../api/src/notices/kinds/all.ts';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import { readCardAction } from '../../bot/src/card-actions.ts';
import { askGoalCard } from '../../bot/src/cards/ask-goal.ts';
import { championsCard } from '../../bot/src/cards/champions.ts';
import { helpCard } from '../../bot/src/cards/help.ts';
import { nearestCard } from '../../bot/src/cards/nearest.ts';
import { noticeMessage } from '../../bot/src/cards/notices/all.ts';
import type { Addressee } from '../../bot/src/cards/parts.ts';
import { refusedCard } from '../../bot/src/cards/refused.ts';
import { askCancelCard, bookedCard, cancelledCard } from '../../bot/src/cards/session.ts';
import { sessionsCard } from '../../bot/src/cards/sessions.ts';
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
const session = {
  bookingId: randomUUID(),
  ...slot,
  championId: randomUUID(),
  championName: 'Mei Tan',
  learnerId: personId,
  learnerName: 'Ana Sousa',
  question: 'How?',
};
const notices: Notice[] = [
  { kind: 'booking-made', payload: session },
  { kind: 'booking-made', payload: { ...session, championId: personId, learnerId: randomUUID() } },
  { kind: 'booking-reminder', payload: session },
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
        found: [1, 2, 3].map(() => ({ match: match(), slots })),
        topics: [{ topic: 'x', label: 'X' }],
        question: 'How?',
      }),
  ],
  [
    'a champion without slots',
    (to) => championsCard(to, { found: [{ match: match(), slots: [] }], topics: [], question: '' }),
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
  ['booked', (to) => bookedCard(to, booking())],
  ['ask cancel', (to) => askCancelCard(to, booking({ yourPart: 'champion' }))],
  ['cancelled', (to) => cancelledCard(to, booking({ endedNote: 'Ill', state: 'cancelled' }))],
  ['sessions', (to) => sessionsCard(to, { bookings: [1, 2, 3, 4, 5].map(() => booking()), more: true })],
  ['no sessions', (to) => sessionsCard(to, { bookings: [], more: false })],
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
      if (button.type === 'Action.OpenUrl') expect(button.url).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/entity\//);
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
