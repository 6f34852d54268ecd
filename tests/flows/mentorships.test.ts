import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mentorshipClock } from '../../api/src/mentorships/actions/clock.ts';
import { proposeMentorships } from '../../api/src/mentorships/actions/propose.ts';
import type { Ending, Mentorship } from '../../api/src/mentorships/schema.ts';
import { lease, settle } from '../../api/src/notices/actions.ts';
import { type Door, openDoor } from '../support/door.ts';
import { type Hired, hire, makeChampion, type Organisation } from '../support/organisation.ts';
import { refusal } from '../support/refusal.ts';
import { insertSeat } from '../support/seats.ts';

let door: Door;
let organisation: Organisation;
let now: Temporal.Instant;
let rita: Hired;
let mei: Hired;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  organisation = await door.found();
  now = Temporal.Instant.from('2026-11-23T09:00:00Z'); // a Monday
  door.setNow(now);
  rita = await hire(organisation, { name: 'Rita Sousa' });
  mei = await makeChampion(organisation, await hire(organisation, { name: 'Mei Tan' }), { kind: 'mentor' });
  for (const who of [rita, mei]) await opensBot(who);
});

const sql = <Row extends object>(text: string, values: unknown[]) =>
  door.world.owner.query<Row>(text, values).then(({ rows }) => rows);
const opensBot = (who: Hired) =>
  sql("insert into conversations values ($1, $2, '{}', now())", [organisation.tenantId, who.personId]);
const tick = () => mentorshipClock(door.world.deps, organisation.tenantId);
function later(duration: Temporal.DurationLike) {
  now = now.add(duration);
  door.setNow(now);
}
const days = (count: number) => ({ hours: 24 * count });

async function propose(learner = rita, mentor = mei): Promise<string> {
  await proposeMentorships(door.world.deps, organisation.tenantId, [
    {
      cohortId: null,
      learnerId: learner.personId,
      mentorId: mentor.personId,
      goal: 'a weekly report without copying',
      work: 'https://example.org/report',
      topic: 'pivot-tables',
      reasons: [{ kind: 'skill', topic: 'pivot-tables', level: 3 }],
    },
  ]);
  const [made] = (await door.ask(learner, 'GET /api/mentorships')).json<{ items: Mentorship[] }>().items;
  return made?.mentorshipId ?? '';
}

async function act(who: Hired, id: string, what: string, body: object = {}): Promise<Mentorship> {
  const method = what === 'goal' ? 'PUT' : 'POST';
  const answer = await door.ask(who, `${method} /api/mentorships/${id}/${what}`, body);
  if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${answer.body}`);
  return answer.json<Mentorship>();
}
const see = async (who: Hired, id: string) => (await door.ask(who, `GET /api/mentorships/${id}`)).json<Mentorship>();
const refused = (who: Hired, id: string, what: string, body: object = {}) =>
  refusal(door, who, `POST /api/mentorships/${id}/${what}`, body);

async function begin(): Promise<string> {
  const id = await propose();
  await act(rita, id, 'acceptance');
  await act(mei, id, 'acceptance');
  await told();
  return id;
}

/** What is said to whom since it was asked last, as far as it is still true. */
async function told(): Promise<string[]> {
  const { tenantId } = organisation;
  const { due } = await lease(door.world.deps, tenantId, 100);
  for (const each of due) await settle(door.world.deps, tenantId, each, { outcome: 'delivered' }, 0);
  return due
    .map(({ notice, personId }) => {
      const { news, point } = { news: '', point: '', ...notice.payload } as { news: string; point: string };
      const name = personId === rita.personId ? 'Rita' : 'Mei';
      return [name, notice.kind, news, point].filter((word) => word !== '').join(' ');
    })
    .sort();
}

test('asks both, and begins when both have said yes', async () => {
  const id = await propose();
  expect(await told()).toEqual(['Mei mentorship-proposed', 'Rita mentorship-proposed']);
  expect(await see(mei, id)).toMatchObject({
    state: 'proposed',
    yourPart: 'mentor',
    goal: 'a weekly report without copying',
    topic: { topic: 'pivot-tables', label: 'Pivot tables' },
    reasons: ['Knows pivot tables inside out'],
    accepted: { you: false, them: false },
    checkIns: [],
  });
  expect(await act(rita, id, 'acceptance')).toMatchObject({ state: 'proposed', accepted: { you: true, them: false } });
  await act(rita, id, 'acceptance');
  expect(await told()).toEqual([]);
  expect(await act(mei, id, 'acceptance')).toMatchObject({ state: 'active', startedAt: '2026-11-23T09:00:00Z' });
  expect(await told()).toEqual(['Mei mentorship-started', 'Rita mentorship-started']);
});

test('asks nobody who has answered before the question reached them', async () => {
  const id = await propose();
  await act(rita, id, 'acceptance');
  expect(await told()).toEqual(['Mei mentorship-proposed']);
});

test('begins once when both say yes at the same moment', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 8; i++) ids.push(await propose(await hire(organisation)));
  const learners = new Map(
    await Promise.all(ids.map(async (id) => [id, (await see(mei, id)).learner.personId] as const)),
  );
  const yes = (personId: string, id: string) => act({ ...mei, personId }, id, 'acceptance');
  await Promise.all(ids.flatMap((id) => [yes(mei.personId, id), yes(learners.get(id) ?? '', id)]));
  for (const id of ids) {
    expect(await see(mei, id)).toMatchObject({ state: 'active', accepted: { you: true, them: true } });
  }
  const started = await sql("select person_id from notices where tenant_id = $1 and kind = 'mentorship-started'", [
    organisation.tenantId,
  ]);
  expect(started).toHaveLength(16);
});

test('a no ends it, and tells the other side neither who nor why', async () => {
  const id = await propose();
  await told();
  await act(rita, id, 'acceptance');
  const no = await act(mei, id, 'decline', { because: 'not-a-fit', note: 'we never got on' });
  expect(no).toMatchObject({ state: 'declined', ended: 'You said no to this proposal.' });
  const seen = await see(rita, id);
  expect(seen).toMatchObject({ state: 'declined', ended: 'This proposal came to nothing.' });
  expect(JSON.stringify(seen)).not.toMatch(/got on|not-a-fit/);
  expect(await told()).toEqual(['Rita mentorship-news declined']);
  const kept = await sql(
    'select declined_because, ended_note, ended_because from mentorships where mentorship_id = $1',
    [id],
  );
  expect(kept).toEqual([{ declined_because: 'not-a-fit', ended_note: 'we never got on', ended_because: 'declined' }]);
  expect((await refused(rita, id, 'acceptance')).problem).toMatchObject({ status: 409 });
});

test('only the programme owner learns who said no and why, and what people take out of Open Door says it to nobody', async () => {
  const id = await propose();
  await act(mei, id, 'decline', { because: 'not-a-fit', note: 'we never got on' });
  const owner = await hire(organisation, { roles: ['owner'] });
  const endings = async (query: string) =>
    (await door.ask(owner, `GET /api/mentorships/endings${query}`)).json<{ items: Ending[]; next: string | null }>();
  expect((await endings('')).items).toMatchObject([
    {
      learner: { displayName: 'Rita Sousa' },
      mentor: { displayName: 'Mei Tan' },
      state: 'declined',
      by: 'mentor',
      because: 'Not a fit',
      note: 'we never got on',
    },
  ]);
  expect((await endings(`?cohortId=${id}`)).items).toEqual([]);
  expect((await door.ask(rita, 'GET /api/mentorships/endings')).status).toBe(403);
  const ritas = (await door.ask(rita, 'GET /api/me/export')).body;
  expect(ritas).toContain(id);
  expect(ritas).not.toMatch(/got on|not-a-fit/);
  expect((await door.ask(mei, 'GET /api/me/export')).body).toContain('we never got on');
});

test('pages through what ended, newest first', async () => {
  const owner = await hire(organisation, { roles: ['owner'] });
  for (const name of ['One', 'Two', 'Three']) {
    const learner = await hire(organisation, { name });
    await act(learner, await propose(learner), 'decline', { because: 'no-time' });
    later({ minutes: 1 });
  }
  const names: string[] = [];
  for (let cursor = ''; ; ) {
    const answer = await door.ask(owner, `GET /api/mentorships/endings?limit=2${cursor}`);
    const { items, next } = answer.json<{ items: Ending[]; next: string | null }>();
    names.push(...items.map(({ learner }) => learner.displayName));
    if (next === null) break;
    cursor = `&cursor=${next}`;
  }
  expect(names).toEqual(['Three', 'Two', 'One']);
});

test('is nobody else’s to see or to change', async () => {
  const id = await propose();
  const other = await hire(organisation);
  const { problem, words } = await refused(other, id, 'acceptance');
  expect(problem.status).toBe(404);
  expect(words).toBe(
    'This mentorship is not one of yours, or it is no longer kept. | Esta mentoria não é sua, ou já não está guardada.',
  );
  expect((await door.ask(other, `GET /api/mentorships/${id}`)).status).toBe(404);
  expect((await door.ask(other, 'GET /api/mentorships')).json()).toEqual({ items: [] });
});

test('the goal is the learner’s, in their own words', async () => {
  const id = await begin();
  const changed = await act(rita, id, 'goal', { goal: 'charts people read', topic: 'no-such-topic' });
  expect(changed).toMatchObject({ goal: 'charts people read', work: '', topic: null });
  const answer = await door.ask(mei, `PUT /api/mentorships/${id}/goal`, { goal: 'something else' });
  expect(answer.status).toBe(403);
});

test('asks both at two, six and twelve weeks, each once, and shows nobody the other’s answer', async () => {
  const id = await begin();
  later(days(13));
  await tick();
  expect(await told()).toEqual([]);
  expect((await refused(rita, id, 'check-ins/week-2', { going: 'well' })).problem.status).toBe(409);
  later(days(1));
  await tick();
  await tick();
  expect(await told()).toEqual(['Mei check-in-due week-2', 'Rita check-in-due week-2']);
  const answered = await act(rita, id, 'check-ins/week-2', { going: 'slowly', changed: 'I stopped copying by hand' });
  expect(answered.checkIns).toMatchObject([{ point: 'week-2', going: 'slowly', changed: 'I stopped copying by hand' }]);
  expect((await see(mei, id)).checkIns).toMatchObject([{ point: 'week-2', going: null, changed: '' }]);
  expect((await refused(rita, id, 'check-ins/week-2', { going: 'well' })).problem.status).toBe(409);
  later(days(70));
  await tick();
  expect(await told()).toEqual([
    'Mei check-in-due week-12',
    'Mei check-in-due week-6',
    'Rita check-in-due week-12',
    'Rita check-in-due week-6',
  ]);
});

test('a pause is told, puts check-ins off by its length, and ends by itself on its day', async () => {
  const id = await begin();
  later(days(7));
  expect(await act(mei, id, 'pause', { until: '2026-12-14' })).toMatchObject({
    state: 'paused',
    pausedUntil: '2026-12-14',
  });
  expect(await told()).toEqual(['Rita mentorship-news paused']);
  later(days(13));
  await tick();
  expect((await see(rita, id)).state).toBe('paused');
  later(days(1)); // 14 December
  await tick();
  expect(await see(rita, id)).toMatchObject({ state: 'active', pausedUntil: null });
  expect(await told()).toEqual(['Mei mentorship-news resumed', 'Rita mentorship-news resumed']);
  later(days(6));
  await tick();
  expect(await told()).toEqual([]);
  later(days(1)); // four weeks from the start, two of them at rest
  await tick();
  expect(await told()).toEqual(['Mei check-in-due week-2', 'Rita check-in-due week-2']);
});

test('either of the two goes on before a pause is over', async () => {
  const id = await begin();
  expect((await refused(rita, id, 'pause', { until: '2026-11-23' })).problem.status).toBe(422);
  await act(rita, id, 'pause', { until: '2027-01-04' });
  expect(await act(mei, id, 'resumption')).toMatchObject({ state: 'active' });
  expect(await told()).toEqual(['Rita mentorship-news resumed']);
});

test('asks for the fit after the first session that took place, and parts without blame', async () => {
  const id = await begin();
  const people = { tenantId: organisation.tenantId, championId: mei.personId, learnerId: rita.personId };
  const missed = await insertSeat(door.world.owner, { ...people, startsAt: '2026-11-24T10:00:00Z' });
  await sql("update bookings set absent = 'learner', absence_by = $1, absence_at = now() where booking_id = $2", [
    mei.personId,
    missed,
  ]);
  const held = await insertSeat(door.world.owner, { ...people, startsAt: '2026-11-26T10:00:00Z' });
  expect(await see(rita, id)).toMatchObject({ sessionsHeld: 0, nextSession: { bookingId: missed } });
  later(days(2));
  await tick();
  expect(await told()).toEqual([]);
  expect((await see(rita, id)).nextSession).toEqual({ bookingId: held, startsAt: '2026-11-26T10:00:00Z' });
  later(days(2));
  await tick();
  expect(await told()).toEqual(['Mei check-in-due fit', 'Rita check-in-due fit']);
  expect(await act(rita, id, 'check-ins/fit', { going: 'not' })).toMatchObject({
    state: 'ended',
    sessionsHeld: 1,
    ended: "Another pairing suits better; that happens, and is nobody's fault.",
  });
  expect(await told()).toEqual(['Mei mentorship-news new-partner']);
  expect((await see(mei, id)).checkIns).toEqual([]);
  expect(await sql('select ended_because from mentorships where mentorship_id = $1', [id])).toEqual([
    { ended_because: 'not-a-fit' },
  ]);
});

test('either side ends it at any time; its outcome is for both, its note for neither', async () => {
  const id = await begin();
  const ended = await act(mei, id, 'end', { outcome: 'reached', note: 'she did it all herself' });
  expect(ended).toMatchObject({ state: 'ended', ended: 'The goal was reached.' });
  expect(JSON.stringify([ended, await see(rita, id)])).not.toContain('herself');
  expect(await told()).toEqual(['Rita mentorship-news ended']);
  later(days(14));
  await tick();
  expect(await told()).toEqual([]);
});

test('ends when one of the two leaves the organisation, and tells the other', async () => {
  const id = await begin();
  await sql('update people set active = false, left_at = now() where person_id = $1', [mei.personId]);
  await tick();
  expect(await see(rita, id)).toMatchObject({ state: 'ended', ended: 'Mei Tan left the organisation.' });
  expect(await told()).toEqual(['Rita mentorship-news left']);
});

test('a proposal nobody answers for two weeks is off', async () => {
  const id = await propose();
  await act(rita, id, 'acceptance');
  await told();
  later(days(14));
  await tick();
  expect((await see(rita, id)).state).toBe('declined');
  expect(await told()).toEqual(['Mei mentorship-news declined', 'Rita mentorship-news declined']);
});

test('does the same request once', async () => {
  const id = await begin();
  const end = (body: object) =>
    door.ask(rita, `POST /api/mentorships/${id}/end`, body, { 'idempotency-key': 'the-end-of-it' });
  const [first, again] = [await end({ outcome: 'reached' }), await end({ outcome: 'reached' })];
  expect([first.status, again.body]).toEqual([200, first.body]);
  expect((await end({ outcome: 'not-reached' })).status).toBe(422);
});
