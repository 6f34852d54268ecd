import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import {
  changedEvent,
  foundEvent,
  newEvent,
  nextStep,
  type Shown,
  type Step,
  type Wanted,
  type Written,
} from './event.ts';

const person = 'learner';

/** A calendar that knows an event by its transaction, as Outlook does, and what the product knows of it. */
type World = { event: { time: number; invites: boolean } | null; wanted: Wanted & { time: number }; written: Written };

const start: World = {
  event: null,
  wanted: { state: 'booked', changes: 0, isOver: false, invites: true, meetingIsKnown: false, time: 0 },
  written: { organizerId: null, eventId: null, changes: null, as: null },
};

/** What a step does in the calendar; answers the event there is then. */
function effect(world: World, step: Step): void {
  const { wanted } = world;
  if (step === 'create') world.event ??= { time: wanted.time, invites: wanted.invites };
  if (step === 'find') world.event ??= { time: wanted.time, invites: false };
  if (step === 'update') world.event = { time: wanted.time, invites: wanted.invites };
  if (step === 'cancel') world.event = null;
}

/** What is kept of a step, for the booking as it was when the step was decided. */
function record(world: World, step: Step, at: World['wanted']): void {
  const { event, written } = world;
  if (step === 'cancel' || !event) {
    world.written = { ...written, changes: at.changes, as: 'cancelled' };
    return;
  }
  const changes = step !== 'find' && event.time === at.time ? at.changes : null;
  world.written = { ...written, eventId: 'event', changes, as: event.invites ? 'invitation' : 'entry' };
}

type Crash = 'nowhere' | 'before the claim' | 'before Graph' | 'before the record';

function attempt(world: World, crash: Crash): Step {
  const step = nextStep(world.wanted, world.written);
  if (step === 'nothing' || step === 'wait' || crash === 'before the claim') return step;
  world.written = { ...world.written, organizerId: person };
  if (crash === 'before Graph') return step;
  const decided = { ...world.wanted };
  effect(world, step);
  if (crash !== 'before the record') record(world, step, decided);
  return step;
}

const change = fc.oneof(
  fc.record({ kind: fc.constant('move' as const), time: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ kind: fc.constant('end' as const) }),
  fc.record({ kind: fc.constant('invite' as const), invites: fc.boolean() }),
  fc.record({
    kind: fc.constant('attempt' as const),
    crash: fc.constantFrom<Crash>('nowhere', 'before the claim', 'before Graph', 'before the record'),
  }),
);

test('brings the calendar into step after any changes and any crashes, and then rests', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), fc.boolean(), (changes, meetingIsKnown) => {
      const world: World = structuredClone(start);
      world.wanted.meetingIsKnown = meetingIsKnown;
      for (const one of changes) {
        const { wanted } = world;
        if (one.kind === 'attempt') attempt(world, one.crash);
        else if (wanted.state !== 'booked') continue;
        else if (one.kind === 'move') world.wanted = { ...wanted, time: one.time, changes: wanted.changes + 1 };
        else if (one.kind === 'invite') world.wanted = { ...wanted, invites: one.invites };
        else world.wanted = { ...wanted, state: 'cancelled', changes: wanted.changes + 1 };
      }
      for (let steps = 0; steps < 4; steps++) attempt(world, 'nowhere');
      const { event, wanted, written } = world;
      if (!wanted.invites && !meetingIsKnown && wanted.state === 'booked') {
        expect(nextStep(wanted, written)).toBe('wait');
        return;
      }
      expect(nextStep(wanted, written)).toBe('nothing');
      const { time, invites } = wanted;
      expect(event).toEqual(wanted.state === 'booked' ? { time, invites } : null);
    }),
    { numRuns: 2_000 },
  );
});

const written: Written = { organizerId: person, eventId: 'event', changes: 0, as: 'invitation' };
const wanted = start.wanted;

test('writes nothing for a slot that is only held, a session that is over, or one that ended before anything was written', () => {
  expect(nextStep({ ...wanted, state: 'held' }, start.written)).toBe('nothing');
  expect(nextStep({ ...wanted, isOver: true }, start.written)).toBe('nothing');
  expect(nextStep({ ...wanted, isOver: true, changes: 1 }, written)).toBe('nothing');
  expect(nextStep({ ...wanted, state: 'cancelled', changes: 1 }, start.written)).toBe('nothing');
});

test('lets the next seat of a group take over inviting the champion', () => {
  const entry: Written = { ...written, as: 'entry' };
  const seat = { ...wanted, invites: false, meetingIsKnown: true };
  expect(nextStep(seat, entry)).toBe('nothing');
  expect(nextStep({ ...seat, invites: true }, entry)).toBe('update');
});

const shown: Shown = {
  bookingId: 'b',
  startsAt: Temporal.Instant.from('2026-11-24T10:00:00Z'),
  endsAt: Temporal.Instant.from('2026-11-24T10:30:00Z'),
  place: 'teams',
  room: '',
  meetingUrl: null,
  invited: { displayName: 'Mei Tan', username: 'mei@example.org' },
  words: { subject: 'Office hour', text: 'How?' },
};

test('makes one private meeting with the other side invited, known by the booking', () => {
  expect(newEvent(shown)).toEqual({
    subject: 'Office hour',
    body: { contentType: 'text', content: 'How?' },
    start: { dateTime: '2026-11-24T10:00:00', timeZone: 'UTC' },
    end: { dateTime: '2026-11-24T10:30:00', timeZone: 'UTC' },
    isOnlineMeeting: true,
    onlineMeetingProvider: 'teamsForBusiness',
    attendees: [{ type: 'required', emailAddress: { name: 'Mei Tan', address: 'mei@example.org' } }],
    sensitivity: 'private',
    transactionId: 'b',
  });
});

test("carries the first seat's meeting in a later seat's event, which invites nobody and makes no meeting", () => {
  const later = newEvent({ ...shown, invited: null, meetingUrl: 'https://teams.example/meet' });
  expect(later).toMatchObject({ attendees: [], location: { displayName: 'https://teams.example/meet' } });
  expect(later).not.toHaveProperty('isOnlineMeeting');
});

test('says the room, and makes no meeting for it', () => {
  const inRoom = newEvent({ ...shown, place: 'room', room: 'Floor 2' });
  expect(inRoom).toMatchObject({ location: { displayName: 'Floor 2' } });
  expect(inRoom).not.toHaveProperty('isOnlineMeeting');
});

test('leaves the text alone when a session moves, as the meeting lives in it, and never changes the transaction', () => {
  const moved = changedEvent({ ...shown, meetingUrl: 'https://teams.example/meet' });
  expect(Object.keys(moved).sort()).toEqual(['attendees', 'end', 'start']);
});

test('invites nobody while it looks for an event that may never have been made', () => {
  expect(foundEvent(shown)).not.toHaveProperty('attendees');
  expect(foundEvent(shown)).toHaveProperty('transactionId', 'b');
});
