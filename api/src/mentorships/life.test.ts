import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { answerDays, apply, type Mentorship, type MentorshipEvent, type Side } from './apply.ts';
import { isOver, type Who } from './life.ts';

const start = Temporal.Instant.from('2026-11-23T09:00:00Z');
const proposal: Mentorship = {
  mentorshipId: 'm',
  learnerId: 'ana',
  mentorId: 'mei',
  state: 'proposed',
  goal: 'weekly report',
  work: '',
  topic: null,
  proposedAt: start,
  accepted: { learner: null, mentor: null },
  startedAt: null,
  pause: null,
  end: null,
  changes: 0,
};

const sides: Side[] = ['learner', 'mentor'];
const everybody: Who[] = [...sides, 'clock'];
const events: MentorshipEvent[] = [
  { does: 'accept' },
  { does: 'decline', because: 'no-time', note: 'busy until May' },
  { does: 'decline', because: 'other', note: '' },
  { does: 'lapse' },
  { does: 'set-goal', goal: 'charts', work: 'https://example.org/report', topic: 'charts' },
  { does: 'pause', until: '2027-01-10' },
  { does: 'resume' },
  { does: 'end', outcome: 'reached', note: 'done' },
  { does: 'end', outcome: 'no-time', note: '' },
  { does: 'part' },
  { does: 'leave', side: 'learner' },
  { does: 'leave', side: 'mentor' },
];

/** Said here a second time, apart from the table: who may cause what. */
const may: Record<MentorshipEvent['does'], Who[]> = {
  accept: sides,
  decline: sides,
  lapse: ['clock'],
  'set-goal': ['learner'],
  pause: sides,
  resume: everybody,
  end: sides,
  part: sides,
  leave: ['clock'],
};

const dayOf = (at: Temporal.Instant) => at.toString().slice(0, 10);
const at = (by: Who, now = start) => ({ by, now, today: dayOf(now) });

function after(...steps: [MentorshipEvent, Who][]): Mentorship {
  return steps.reduce((mentorship, [event, by]) => {
    const outcome = apply(mentorship, event, at(by));
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.mentorship;
  }, proposal);
}
const begun: [MentorshipEvent, Who][] = [
  [{ does: 'accept' }, 'mentor'],
  [{ does: 'accept' }, 'learner'],
];
const newsOf = (mentorship: Mentorship, event: MentorshipEvent, by: Who, now = start) => {
  const outcome = apply(mentorship, event, at(by, now));
  return outcome.ok ? outcome.news.map(({ kind, to }) => `${kind} to ${to}`) : outcome.reason;
};

describe('whatever the two and the clock do', () => {
  type Played = { before: Mentorship; event: MentorshipEvent; by: Who; now: Temporal.Instant };
  const acts = fc.array(fc.record({ who: fc.nat(2), event: fc.nat(events.length - 1), days: fc.nat({ max: 20 }) }), {
    minLength: 5,
    maxLength: 60,
    size: 'max',
  });
  const always = (check: (played: Played, outcome: ReturnType<typeof apply<Mentorship>>) => void) =>
    fc.assert(
      fc.property(acts, (played) => {
        let mentorship = proposal;
        let now = start;
        for (const { who, event: nth, days } of played) {
          now = now.add({ hours: days * 24 });
          const [event, by] = [events[nth] as MentorshipEvent, everybody[who] as Who];
          const outcome = apply(mentorship, event, at(by, now));
          check({ before: mentorship, event, by, now }, outcome);
          if (outcome.ok) mentorship = outcome.mentorship;
        }
      }),
      { numRuns: 300 },
    );

  test('nobody causes what is not theirs to cause', () =>
    always(({ event, by }, outcome) => {
      if (outcome.ok) expect(may[event.does]).toContain(by);
    }));
  test('what is over stays as it is', () =>
    always(({ before }, outcome) => {
      if (isOver(before.state)) expect(outcome).toEqual({ ok: false, reason: 'not-now' });
    }));
  test('it is under way only when both have said yes, and counts from then on', () =>
    always(({ now }, outcome) => {
      if (!outcome.ok || !outcome.mentorship.startedAt) return;
      const { accepted, startedAt } = outcome.mentorship;
      if (!accepted.learner || !accepted.mentor) throw new Error('nobody asked one of them');
      const last = Math.max(accepted.learner.epochMilliseconds, accepted.mentor.epochMilliseconds);
      expect([startedAt.epochMilliseconds, last <= now.epochMilliseconds]).toEqual([last, true]);
    }));
  test('an end, a pause and a start are there exactly when the state says so', () =>
    always((_, outcome) => {
      if (!outcome.ok) return;
      const { state, end, pause, startedAt } = outcome.mentorship;
      expect([end !== null, pause !== null]).toEqual([isOver(state), state === 'paused']);
      if (state === 'active' || state === 'paused') expect(startedAt).not.toBeNull();
    }));
  test('each change is counted, and nothing is told that did not happen', () =>
    always(({ before }, outcome) => {
      if (!outcome.ok) return;
      if (outcome.mentorship === before) expect(outcome.news).toEqual([]);
      else expect(outcome.mentorship.changes).toBe(before.changes + 1);
    }));
  test('nobody is told what they did themselves, but that it begins', () =>
    always(({ event, by }, outcome) => {
      if (!outcome.ok) return;
      for (const { kind, to } of outcome.news) {
        if (kind !== 'started') expect(to).not.toBe(by);
        if (event.does === 'leave') expect(to).not.toBe(event.side);
      }
    }));
  test('either side can leave at any time', () =>
    always((_, outcome) => {
      if (!outcome.ok || isOver(outcome.mentorship.state)) return;
      const { state } = outcome.mentorship;
      const way: MentorshipEvent =
        state === 'proposed'
          ? { does: 'decline', because: 'other', note: '' }
          : { does: 'end', outcome: 'no-time', note: '' };
      for (const side of sides) expect(apply(outcome.mentorship, way, at(side)).ok).toBe(true);
    }));
});

test('begins with the second yes, and tells both', () => {
  expect(newsOf(proposal, { does: 'accept' }, 'learner')).toEqual([]);
  const once = after([{ does: 'accept' }, 'learner']);
  expect(newsOf(once, { does: 'accept' }, 'learner')).toEqual([]);
  expect(newsOf(once, { does: 'accept' }, 'mentor')).toEqual(['started to learner', 'started to mentor']);
});

test('a no says to the other side only that it came to nothing, and keeps the reason apart', () => {
  const no: MentorshipEvent = { does: 'decline', because: 'not-a-fit', note: 'we worked together before' };
  expect(newsOf(proposal, no, 'mentor')).toEqual(['declined to learner']);
  const { state, end } = after([no, 'mentor']);
  expect([state, end?.because, end?.declinedBecause, end?.note]).toEqual([
    'declined',
    'declined',
    'not-a-fit',
    'we worked together before',
  ]);
});

test('a learner without time is not matched again; one whose mentor has none is', () => {
  const [no, end] = [
    { does: 'decline', because: 'no-time', note: '' },
    { does: 'end', outcome: 'no-time', note: '' },
  ] as const;
  expect(after([no, 'learner']).end?.because).toBe('no-time');
  expect(after([no, 'mentor']).end?.because).toBe('declined');
  expect(after(...begun, [end, 'learner']).end?.because).toBe('no-time');
  expect(after(...begun, [end, 'mentor']).end?.because).toBe('withdrawn');
});

test('a proposal that nobody answers is off after two weeks, not before', () => {
  const twoWeeks = start.add({ hours: 24 * answerDays });
  expect(newsOf(proposal, { does: 'lapse' }, 'clock', twoWeeks.subtract({ seconds: 1 }))).toBe('not-now');
  const waiting = after([{ does: 'accept' }, 'learner']);
  const lapsed = apply(waiting, { does: 'lapse' }, at('clock', twoWeeks));
  expect(lapsed.ok && lapsed.mentorship.end?.because).toBe('withdrawn');
  expect(newsOf(waiting, { does: 'lapse' }, 'clock', twoWeeks)).toEqual(['declined to learner', 'declined to mentor']);
});

test('a pause ends on its day by itself, or earlier by either of the two', () => {
  const paused = after(...begun, [{ does: 'pause', until: '2026-12-01' }, 'mentor']);
  const resume = { does: 'resume' } as const;
  expect(newsOf(paused, resume, 'clock', Temporal.Instant.from('2026-11-30T23:00:00Z'))).toBe('not-now');
  expect(newsOf(paused, resume, 'clock', Temporal.Instant.from('2026-12-01T00:00:00Z'))).toEqual([
    'resumed to learner',
    'resumed to mentor',
  ]);
  expect(newsOf(paused, resume, 'learner')).toEqual(['resumed to mentor']);
  expect(newsOf(after(...begun), { does: 'pause', until: '2026-11-23' }, 'learner')).toBe('date-past');
});

test('asking for another partner blames nobody', () => {
  expect(newsOf(after(...begun), { does: 'part' }, 'learner')).toEqual(['new-partner to mentor']);
  expect(after(...begun, [{ does: 'part' }, 'learner']).end?.because).toBe('not-a-fit');
});
