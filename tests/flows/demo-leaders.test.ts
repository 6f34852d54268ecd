import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FeedStanding, LeadershipOverview, Post, Reply } from '../../api/src/leadership/schema.ts';
import { demoOrganisation } from '../../infra/local/demo/organisation.ts';
import { graphPeople } from '../../infra/local/graph/from-directory.ts';
import { demo } from '../../infra/local/organisation.ts';
import { seedDemo } from '../../infra/local/seed.ts';
import { createWorld, type World } from '../support/world.ts';

const { tenantId, owner, people, postBookings } = demoOrganisation();
const named = (name: string) => people.find(({ displayName }) => displayName === name) ?? expect.fail(name);
let world: World;
type Items<Item> = { items: Item[] };

beforeAll(async () => {
  world = await createWorld({
    tenants: [{ tid: tenantId, people: graphPeople(people) }],
    owners: [`${tenantId}/${owner.id}`],
  });
  const { config, deps, graph, issuer } = world;
  demo().writeChannels?.(graph.channels(tenantId));
  await seedDemo(deps, () => {}, { places: config, channels: graph.channels, tokenFor: issuer.issueTabToken });
});
afterAll(() => world.close());

async function ask<Answer>(name: string, key: string): Promise<Answer> {
  const answer = await world.as({ tid: tenantId, oid: named(name).id })(key);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Answer;
}

test('everybody reads twelve posts of five leaders, what replies came, and what was written beside', async () => {
  const feed = await ask<Items<Post> & FeedStanding>('Inês Carvalho', 'GET /api/leadership/feed?limit=50');
  expect(feed.channel).toMatchObject({ teamName: 'Whole company', channelName: 'Leaders learning AI' });
  expect(feed.items).toHaveLength(12);
  expect(new Set(feed.items.map(({ author }) => author.displayName)).size).toBe(5);
  const chart = feed.items.find(({ images }) => images.length > 0);
  const replies = await ask<Items<Reply>>(
    'Inês Carvalho',
    `GET /api/leadership/posts/${chart?.messageId}/replies?limit=50`,
  );
  const besides = replies.items.filter(({ beside }) => beside);
  expect(besides).toMatchObject([{ author: { displayName: 'Marcus Bell' } }]);
});

test('the owner sees what posts led to, and where no leader is visible', async () => {
  const overview = await ask<LeadershipOverview>('Teresa Almada', 'GET /api/leadership/overview?weeks=12');
  const over = postBookings.filter(({ outcome }) => outcome !== null).length;
  expect(overview).toMatchObject({ leaders: 12, visible: 5, started: { bookings: postBookings.length, held: over } });
  const departments = overview.withoutVisibleLeader.map(({ department }) => department);
  expect(departments).toEqual(expect.arrayContaining(['Sales', 'Facilities']));
  expect(departments).not.toContain('Finance');
});

test('the owner is shown standard channels to choose from, in teams of theirs', async () => {
  const { items: teams } = await ask<Items<{ teamId: string; name: string }>>(
    'Teresa Almada',
    'GET /api/leadership/teams',
  );
  expect(teams.map(({ name }) => name)).toEqual(['Lisbon office', 'Whole company']);
  const { items } = await ask<Items<{ name: string }>>(
    'Teresa Almada',
    `GET /api/leadership/teams/${teams[1]?.teamId}/channels`,
  );
  expect(items.map(({ name }) => name)).toEqual(['General', 'Leaders learning AI']);
});
