import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { getRule, refreshLeaders, setRule } from '../../api/src/leadership/actions/leaders.ts';
import type { Leader, LeaderRule, Post, RulePreview } from '../../api/src/leadership/schema.ts';
import { importAndApply } from '../../api/src/people/actions/import-csv.ts';
import { openChannel } from '../support/channel.ts';
import { type Hired, hire } from '../support/organisation.ts';
import { beginOnMonday, door, organisation } from './monday.ts';

beginOnMonday();

let owner: Hired;
let ruth: Hired;
let helena: Hired;
let bram: Hired;
let rita: Hired;

/** Ruth leads Helena, who leads Bram, who leads Rita. */
beforeEach(async () => {
  owner = await hire(organisation, { name: 'Teresa Almada', roles: ['owner'] });
  ruth = await hire(organisation, { name: 'Ruth Abernathy' });
  helena = await hire(organisation, { name: 'Helena Sarmento', managerId: ruth.personId });
  bram = await hire(organisation, { name: 'Bram Ostler', managerId: helena.personId });
  rita = await hire(organisation, { name: 'Rita Sousa', managerId: bram.personId });
});

const rule = (head: Hired | null, levels: number, nudgeWeeks = 3) =>
  door.ask(owner, 'PUT /api/leadership/rule', { headId: head?.personId ?? null, levels, nudgeWeeks });
const choose = async (person: Hired, choice: 'in' | 'out' | 'by-rule') =>
  (await door.ask(owner, `PUT /api/leadership/leaders/${person.personId}`, { choice })).json<{
    isLeader: boolean;
    before: string;
  }>();
const listed = async () => (await door.ask(owner, 'GET /api/leadership/leaders')).json<{ items: Leader[] }>().items;
const leaders = async () => (await listed()).map(({ displayName, because }) => `${displayName}: ${because}`);
const rolesOf = async (person: Hired) => (await door.ask(person, 'GET /api/me')).json<{ roles: string[] }>().roles;
const leave = (person: Hired) =>
  door.world.owner.query('update people set active = false, left_at = now() where person_id = $1', [person.personId]);

test('everyone down to so many levels below the head is a leader, and has the role at once', async () => {
  expect((await rule(helena, 0)).status).toBe(200);
  expect(await leaders()).toEqual(['Helena Sarmento: line']);
  expect((await rule(ruth, 2)).json<LeaderRule>()).toEqual({
    head: { personId: ruth.personId, displayName: 'Ruth Abernathy', jobTitle: 'Analyst' },
    levels: 2,
    nudgeWeeks: 3,
  });
  expect(await leaders()).toEqual(['Bram Ostler: line', 'Helena Sarmento: line', 'Ruth Abernathy: line']);
  expect(await rolesOf(bram)).toContain('leader');
  expect(await rolesOf(rita)).not.toContain('leader');
  await rule(null, 2);
  expect(await leaders()).toEqual([]);
  expect(await rolesOf(bram)).not.toContain('leader');
});

test('while nobody decided anything, nobody leads by the line', async () => {
  expect((await door.ask(owner, 'GET /api/leadership/rule')).json()).toEqual({ head: null, levels: 2, nudgeWeeks: 3 });
  expect(await leaders()).toEqual([]);
});

test('a rule is shown level by level before it holds, without whoever was left out by hand', async () => {
  await choose(bram, 'out');
  const answer = await door.ask(owner, 'POST /api/leadership/rule/preview', { headId: ruth.personId, levels: 3 });
  const preview = answer.json<RulePreview>();
  expect(preview.byLevel).toEqual([1, 1, 0, 1]);
  expect(preview.first.map(({ displayName }) => displayName)).toEqual([
    'Ruth Abernathy',
    'Helena Sarmento',
    'Rita Sousa',
  ]);
  expect(await leaders()).toEqual(['Bram Ostler: left-out']);
  const nobody = { headId: crypto.randomUUID(), levels: 1 };
  expect((await door.ask(owner, 'POST /api/leadership/rule/preview', nobody)).status).toBe(404);
});

test('by hand somebody is added or left out, and the line may decide again', async () => {
  await rule(ruth, 1);
  expect(await choose(rita, 'in')).toEqual({ isLeader: true, before: 'by-rule' });
  expect(await choose(helena, 'out')).toEqual({ isLeader: false, before: 'by-rule' });
  expect(await leaders()).toEqual(['Rita Sousa: hand', 'Ruth Abernathy: line', 'Helena Sarmento: left-out']);
  expect(await choose(helena, 'by-rule')).toEqual({ isLeader: true, before: 'out' });
  expect(await choose(rita, 'by-rule')).toEqual({ isLeader: false, before: 'in' });
  expect(await leaders()).toEqual(['Helena Sarmento: line', 'Ruth Abernathy: line']);
  const nobody = `PUT /api/leadership/leaders/${crypto.randomUUID()}`;
  expect((await door.ask(owner, nobody, { choice: 'in' })).json()).toMatchObject({ type: 'no-such-person' });
});

test('only the programme owner decides who leads', async () => {
  for (const operation of ['GET /api/leadership/leaders', 'GET /api/leadership/rule', 'GET /api/leadership/overview']) {
    expect((await door.ask(ruth, operation)).status).toBe(403);
  }
  const choice = { choice: 'in' };
  expect((await door.ask(ruth, `PUT /api/leadership/leaders/${ruth.personId}`, choice)).status).toBe(403);
});

test('who goes on keeps the day they began; who comes back begins anew', async () => {
  const since = async () =>
    (await door.world.owner.query('select since from leaders where person_id = $1', [helena.personId])).rows[0].since;
  await rule(ruth, 1);
  const first = await since();
  door.setNow(door.world.deps.now().add({ hours: 24 }));
  await refreshLeaders(door.world.deps, organisation.tenantId);
  await choose(helena, 'in');
  expect(await since()).toEqual(first);
  await choose(helena, 'by-rule');
  await rule(ruth, 0);
  await rule(ruth, 1);
  expect((await since()) > first).toBe(true);
});

test('who ceases keeps their posts; what somebody wrote who is left out becomes a reply', async () => {
  const channel = await openChannel(organisation, owner);
  await rule(ruth, 1);
  const first = await channel.write({ by: ruth });
  const second = await channel.write({ by: helena });
  const feed = async () =>
    (await door.ask(rita, 'GET /api/leadership/feed'))
      .json<{ items: Post[] }>()
      .items.map(({ messageId, replies }) => [messageId, replies]);
  await rule(ruth, 0);
  expect(await feed()).toEqual([
    [second, 0],
    [first, 0],
  ]);
  await choose(helena, 'out');
  expect(await feed()).toEqual([[first, 1]]);
  await choose(helena, 'in');
  expect(await feed()).toEqual([
    [second, 0],
    [first, 0],
  ]);
});

test('posts of before somebody became a leader are found by their words', async () => {
  const channel = await openChannel(organisation, owner);
  const post = await channel.write({ by: rita, words: 'Summaries that lied' });
  await choose(rita, 'in');
  const found = await door.ask(bram, 'GET /api/leadership/feed?search=lied');
  expect(found.json<{ items: Post[] }>().items.map(({ messageId }) => messageId)).toEqual([post]);
});

test('the longest silent stand first, those who never posted before them, page by page', async () => {
  const channel = await openChannel(organisation, owner);
  await rule(ruth, 2);
  await channel.write({ by: ruth, at: '2026-10-01T09:00:00Z' });
  await channel.write({ by: ruth, at: '2026-11-20T09:00:00Z' });
  await channel.write({ by: bram, at: '2026-11-02T09:00:00Z' });
  await choose(rita, 'out');
  const seen: Pick<Leader, 'displayName' | 'posts' | 'lastPostAt'>[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await door.ask(owner, `GET /api/leadership/leaders?limit=1&cursor=${cursor}`);
    const { items, next } = page.json<{ items: Leader[]; next: string | null }>();
    seen.push(...items);
    cursor = next;
  }
  expect(seen.map(({ displayName, posts, lastPostAt }) => [displayName, posts, lastPostAt])).toEqual([
    ['Helena Sarmento', 0, null],
    ['Bram Ostler', 1, '2026-11-02T09:00:00Z'],
    ['Ruth Abernathy', 2, '2026-11-20T09:00:00Z'],
    ['Rita Sousa', 0, null],
  ]);
});

test('people who left, guests and accounts that nobody is lead nobody, and the line goes on below them', async () => {
  await hire(organisation, { name: 'Backup service account', managerId: ruth.personId });
  const guest = await hire(organisation, { name: 'Gil Guest', managerId: ruth.personId });
  await door.world.owner.query('update people set is_guest = true where person_id = $1', [guest.personId]);
  await leave(helena);
  await rule(ruth, 2);
  expect(await leaders()).toEqual(['Bram Ostler: line', 'Ruth Abernathy: line']);
});

test('an import that moves people under somebody else, or lets them go, changes who leads', async () => {
  await rule(ruth, 1);
  const header = 'userPrincipalName,displayName,id,jobTitle,manager,accountEnabled\n';
  const row = (person: Hired, manager: Hired | null) =>
    `${person.username},${person.displayName},${person.personId},Analyst,${manager?.username ?? ''},TRUE\n`;
  const csv = header + row(owner, null) + row(ruth, null) + row(bram, ruth) + row(rita, bram);
  async function* bytes() {
    yield new TextEncoder().encode(csv);
  }
  expect(await importAndApply(door.world.deps, organisation.tenantId, bytes())).toMatchObject({ ok: true });
  expect(await leaders()).toEqual(['Bram Ostler: line', 'Ruth Abernathy: line']);
  expect(await rolesOf(bram)).toContain('leader');
});

test('what the product holds on a leader is given out to them', async () => {
  const channel = await openChannel(organisation, owner);
  await choose(ruth, 'in');
  await channel.write({ by: ruth, words: 'Mine', reactions: [{ reaction: '👍', by: [rita.personId] }] });
  await channel.write({ by: rita, words: 'Not hers' });
  const { held } = (await door.ask(ruth, 'GET /api/me/export')).json<{ held: Record<string, unknown[]> }>();
  expect(held.leaders).toMatchObject([{ because: 'hand' }]);
  expect(held.leadership_messages).toMatchObject([{ plain: 'Mine' }]);
  expect(JSON.stringify(held.leadership_messages)).not.toContain(rita.personId);
});

test('in any organisation exactly those lead who the rule and the choices say, however often it is looked at', async () => {
  const people = [owner, ruth, helena, bram, rita, ...(await Promise.all([1, 2, 3].map(() => hire(organisation))))];
  const index = fc.integer({ min: 0, max: people.length - 1 });
  const drawn = fc.record({
    managers: fc.array(fc.option(index), { minLength: people.length, maxLength: people.length }),
    left: fc.uniqueArray(index, { maxLength: 3 }),
    head: index,
    levels: fc.integer({ min: 0, max: 4 }),
    choices: fc.dictionary(index.map(String), fc.constantFrom('in', 'out')),
  });
  await fc.assert(
    fc.asyncProperty(drawn, async ({ managers, left, head, levels, choices }) => {
      // Nobody's manager comes after them, so that there are no circles.
      const managerOf = managers.map((manager, place) => (manager !== null && manager < place ? manager : null));
      for (const [place, person] of people.entries()) {
        const manager = managerOf[place];
        await door.world.owner.query(
          'update people set manager_id = $2, active = $3, left_at = case when $3 then null else now() end where person_id = $1',
          [person.personId, manager == null ? null : people[manager]?.personId, !left.includes(place)],
        );
      }
      await door.world.owner.query('delete from leader_choices where tenant_id = $1', [organisation.tenantId]);
      for (const [place, choice] of Object.entries(choices)) {
        const row = [organisation.tenantId, people[Number(place)]?.personId, choice];
        await door.world.owner.query('insert into leader_choices values ($1, $2, $3)', row);
      }
      const { deps } = door.world;
      const headId = people[head]?.personId ?? '';
      const set = await setRule(deps, owner, { headId, levels, nudgeWeeks: 3 });
      expect(set.ok).toBe(!left.includes(head));
      if (!set.ok) return;
      await refreshLeaders(deps, organisation.tenantId);
      const depth = (place: number): number => {
        if (place === head) return 0;
        const manager = managerOf[place];
        return manager == null ? Number.POSITIVE_INFINITY : 1 + depth(manager);
      };
      const leads = (_: Hired, place: number) =>
        !left.includes(place) && choices[place] !== 'out' && (choices[place] === 'in' || depth(place) <= levels);
      const { rows } = await door.world.owner.query(
        'select person_id from leaders where tenant_id = $1 and ended_at is null order by 1',
        [organisation.tenantId],
      );
      expect(rows.map((row) => row.person_id)).toEqual(
        people
          .filter(leads)
          .map(({ personId }) => personId)
          .sort(),
      );
      expect(await getRule(deps, owner)).toMatchObject({ levels });
    }),
    { numRuns: 40 },
  );
});
