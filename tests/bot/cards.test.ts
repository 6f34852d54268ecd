import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Match } from '../../api/src/matching/schema.ts';
import type { Mentorship } from '../../api/src/mentorships/schema.ts';
import type { Notice } from '../../api/src/notices/actions.ts';
import { kinds } from '../../api/src/notices/kinds/all.ts';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import type { OfferedSlotOnWire } from '../../api/src/office-hours/schema/slots.ts';
import type { Waiting } from '../../api/src/office-hours/schema/waiting-list.ts';
import type { Queue } from '../../api/src/queue/schema/queues.ts';
import {
  type DeskTicket,
  type OwnTicket,
  type TicketStateOnWire,
  ticketState,
} from '../../api/src/queue/schema/tickets.ts';
import { readCardAction } from '../../bot/src/card-actions.ts';
import { askGoalCard } from '../../bot/src/cards/ask-goal.ts';
import { championsCard, soonestCard } from '../../bot/src/cards/champions.ts';
import { askResolveCard, awayCard, deskTicketsCard, lineCard } from '../../bot/src/cards/desk.ts';
import { helpCard } from '../../bot/src/cards/help.ts';
import { askLearnedCard, learnedCard, notLeaderCard, pausedCard } from '../../bot/src/cards/learning.ts';
import {
  askDeclineCard,
  askPartCard,
  checkedInCard,
  cohortAnsweredCard,
  cohortCard,
  mentorshipCard,
} from '../../bot/src/cards/mentoring.ts';
import { nearestCard } from '../../bot/src/cards/nearest.ts';
import { noticeMessage } from '../../bot/src/cards/notices/all.ts';
import type { Addressee } from '../../bot/src/cards/parts.ts';
import { askJoinCard, queuesCard } from '../../bot/src/cards/queues.ts';
import { refusedCard } from '../../bot/src/cards/refused.ts';
import { askCancelCard, askMoveCard, cancelledCard, helpedCard, standingCard } from '../../bot/src/cards/session.ts';
import { sessionsCard } from '../../bot/src/cards/sessions.ts';
import { ticketCard } from '../../bot/src/cards/ticket.ts';
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
const person = (displayName: string) => ({ personId: randomUUID(), displayName, jobTitle: 'Analyst' });
const topic = { topic: 'pivot-tables', label: 'Pivot tables' };
const queue = (changed: Partial<Queue> = {}): Queue => ({
  queueId: randomUUID(),
  name: 'Mei’s hour',
  host: person('Mei Tan'),
  department: 'Finance',
  state: 'open',
  note: 'Back at 11:20',
  champions: (['free', 'helping', 'paused'] as const).map((state) => ({
    ...person('Mei Tan'),
    state,
    until: null,
    topics: [topic, { topic: 'excel-formulas', label: 'Excel formulas' }],
  })),
  waiting: 3,
  wait: { low: 10, high: 25, afterHours: true },
  joinable: true,
  yours: false,
  ...changed,
});
const basics = {
  ticketId: randomUUID(),
  queueId: randomUUID(),
  queueName: 'Mei’s hour',
  topic,
  question: '“Why?” [x](https://evil.example) '.repeat(60),
  attachmentUrl: 'https://caldervale.example/sales.xlsx',
  anonymity: 'named' as const,
  joinedAt: '2026-11-23T07:40:00Z',
  since: '2026-11-23T07:59:00Z',
  until: '2026-11-23T08:01:30Z',
  champion: person('Mei Tan'),
  waitsFor: 'anyone' as const,
  missedChecks: 0,
  together: 3,
  whatHelped: 'Group the dates by month. '.repeat(70),
  helped: null,
  bookingId: null,
};
const ended: Partial<Record<TicketStateOnWire, string>> = {
  resolved: 'resolve',
  'no-show': 'no-show',
  withdrawn: 'withdraw',
  converted: 'convert',
};
const ticket = (state: TicketStateOnWire, changed: Partial<OwnTicket> = {}): OwnTicket => ({
  ...basics,
  state,
  endedBy: ended[state] ?? null,
  role: 'asker',
  place: { place: 2, of: 5, because: ['Somebody who was escalated goes first.'] },
  wait: { low: 0, high: 5, afterHours: false },
  queueState: 'paused',
  queueNote: 'Back at 11:20',
  holdNote: 'Find the file first',
  placeIsKept: true,
  reopenUntil: '2026-11-23T08:10:00Z',
  championUsername: 'mei@caldervale.example',
  messages: [],
  ...changed,
});
const deskTicket = (state: TicketStateOnWire, changed: Partial<DeskTicket> = {}): DeskTicket => ({
  ...basics,
  state,
  endedBy: ended[state] ?? null,
  role: 'champion',
  asker: person('Ana Sousa'),
  askerUsername: 'ana@caldervale.example',
  place: 1,
  groupId: randomUUID(),
  waitedMinutes: 12,
  recentHelps: 1,
  forYou: true,
  waitsForChampion: null,
  lastNote: 'Knows the file already',
  ...changed,
});
const inWriting = { anonymity: 'for-good', asker: null, askerUsername: null } as const;
const mine = { champion: { ...person('Mei Tan'), personId } };
const toAsker = {
  ticketId: basics.ticketId,
  queueId: basics.queueId,
  queueName: basics.queueName,
  question: 'How? [x](https://evil.example)',
  to: 'asker' as const,
  championId: randomUUID(),
  championName: 'Mei Tan',
  championUsername: 'mei@caldervale.example',
  askerName: null,
};
const news = { note: 'Knows more', body: 'Look here', until: '2026-11-23T08:30:00Z' };
const mentorship = (changed: Partial<Mentorship> = {}): Mentorship => ({
  mentorshipId: randomUUID(),
  cohort: { cohortId: randomUUID(), name: 'Early adopters' },
  learner: { ...side('Ana Sousa'), personId },
  mentor: side('Mei Tan'),
  yourPart: 'learner',
  state: 'proposed',
  goal: '“Why?” [x](https://evil.example) '.repeat(18),
  work: 'https://caldervale.example/sales.xlsx',
  topic,
  reasons: ['Both speak Portuguese'],
  proposedAt: '2026-11-23T08:00:00Z',
  startedAt: null,
  accepted: { you: false, them: false },
  pausedUntil: null,
  endedAt: null,
  ended: null,
  sessionsHeld: 0,
  nextSession: null,
  checkIns: [],
  ...changed,
});
const answered = (point: 'fit' | 'week-2', going: 'well' | 'not') =>
  mentorship({
    state: 'active',
    checkIns: [{ point, dueAt: '2026-11-23T08:00:00Z', answeredAt: '2026-11-23T08:00:00Z', going, changed: '' }],
  });
const toLearner = {
  mentorshipId: randomUUID(),
  to: 'learner' as const,
  learnerId: personId,
  learnerName: 'Ana Sousa',
  mentorId: randomUUID(),
  mentorName: 'Mei Tan',
  cohortName: 'Early adopters',
  goal: 'Reports in an hour [x](https://evil.example)',
};
const toMentor = { ...toLearner, to: 'mentor' as const, learnerId: randomUUID(), mentorId: personId, cohortName: null };
const cohort = { cohortId: randomUUID(), name: 'Early adopters [x](https://evil.example)' };
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
  { kind: 'ticket-called', payload: { ...toAsker, until: '2026-11-23T08:01:30Z' } },
  { kind: 'ticket-next', payload: toAsker },
  ...kinds['ticket-news'].payload.shape.news.options.flatMap((what): Notice[] => [
    { kind: 'ticket-news', payload: { ...toAsker, ...news, news: what } },
    { kind: 'ticket-news', payload: { ...toAsker, ...news, news: what, to: 'champion', championName: null } },
  ]),
  { kind: 'cohort-asked', payload: { ...cohort, learnerId: personId } },
  ...[toLearner, toMentor].flatMap((payload): Notice[] => [
    { kind: 'mentorship-proposed', payload },
    { kind: 'mentorship-started', payload },
    ...kinds['check-in-due'].payload.shape.point.options.map(
      (point): Notice => ({ kind: 'check-in-due', payload: { ...payload, point } }),
    ),
    ...kinds['mentorship-news'].payload.shape.news.options.map(
      (what): Notice => ({
        kind: 'mentorship-news',
        payload: { ...payload, news: what, until: '2026-12-01', outcome: 'partly-reached', nextRunOn: '2026-12-07' },
      }),
    ),
  ]),
  ...[{ postedAt: '2026-10-30T10:00:00Z', on: '2026-10-30', weeksAgo: 3 }, null].map(
    (last): Notice => ({ kind: 'learning-nudge', payload: { personId, last, until: slot.startsAt } }),
  ),
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
  ['help', (to) => helpCard(to, { unsure: false, isChampion: false })],
  ['help for a champion', (to) => helpCard(to, { unsure: true, isChampion: true })],
  ['help for a leader', (to) => helpCard(to, { isLeader: true })],
  ['kept in the draft', (to) => learnedCard(to, '[x](https://evil.example) '.repeat(80))],
  ['asking what was learned', askLearnedCard],
  ['learned, but no leader', notLeaderCard],
  ['quiet for a while', (to) => pausedCard(to, '2026-12-21')],
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
  ['queues', (to) => queuesCard(to, { queues: Array.from({ length: 7 }, () => queue({ state: 'paused' })) })],
  ['no queue', (to) => queuesCard(to, { queues: [], before: 'You are in no line.' })],
  ['join', (to) => askJoinCard(to, queue({ wait: null }), { question: 'How? '.repeat(400), before: 'Write first' })],
  ['join nobody', (to) => askJoinCard(to, queue({ champions: [] }), { question: '' })],
  ...ticketState.options.flatMap((state): [string, (to: Addressee) => Message][] => [
    [`own ticket ${state}`, (to) => ticketCard(to, ticket(state))],
    [
      `own ticket ${state} bare`,
      (to) =>
        ticketCard(
          to,
          ticket(state, {
            place: null,
            wait: null,
            waitsFor: 'specialist',
            champion: null,
            helped: 'partly',
            until: null,
          }),
          'Not now',
        ),
    ],
    [`desk ticket ${state}`, (to) => deskTicketsCard(to, [deskTicket(state), deskTicket(state), deskTicket(state)])],
    [`desk ticket ${state} in writing`, (to) => deskTicketsCard(to, [deskTicket(state, inWriting)], 'Not now')],
  ]),
  [
    'line',
    (to) =>
      lineCard(to, queue(), {
        line: {
          waiting: Array.from({ length: 9 }, () => deskTicket('waiting')),
          onHold: [deskTicket('on-hold')],
          inHelp: [deskTicket('claimed', mine), deskTicket('claimed', { asker: null })],
        },
        before: 'Somebody was quicker',
      }),
  ],
  ['empty line', (to) => lineCard(to, queue(), { line: { waiting: [], onHold: [], inHelp: [] } })],
  ['at no queue', awayCard],
  ['resolve', (to) => askResolveCard(to, deskTicket('claimed', inWriting))],
  ['cohort', (to) => cohortCard(to, cohort, 'Write first')],
  ['cohort joined', (to) => cohortAnsweredCard(to, cohort, 'joined')],
  ['cohort declined', (to) => cohortAnsweredCard(to, cohort, 'declined')],
  ...(['proposed', 'active', 'paused', 'declined', 'ended'] as const).flatMap(
    (state): [string, (to: Addressee) => Message][] => [
      [`mentorship ${state}`, (to) => mentorshipCard(to, mentorship({ state }))],
      [
        `mentorship ${state} of a mentor`,
        (to) =>
          mentorshipCard(to, mentorship({ state, yourPart: 'mentor', accepted: { you: true, them: false } }), 'No'),
      ],
    ],
  ),
  ['ask decline', (to) => askDeclineCard(to, mentorship())],
  ['ask part', (to) => askPartCard(to, { mentorshipId: randomUUID(), name: 'Mei Tan' })],
  ['fit', (to) => checkedInCard(to, answered('fit', 'not'), 'fit')],
  ['check-in', (to) => checkedInCard(to, answered('week-2', 'well'), 'week-2')],
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
        expect(button.url).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/(entity|chat|call|meetup-join)\//);
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
