import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Deps } from '../../api/src/deps.ts';
import { type Topic, touch } from '../../api/src/live/actions.ts';
import { type Door, openDoor } from '../support/door.ts';
import { type Hired, hire, type Organisation } from '../support/organisation.ts';

let door: Door;
let organisation: Organisation;
let ana: Hired;
let bo: Hired;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  organisation = await door.found();
  [ana, bo] = [await hire(organisation), await hire(organisation)];
});

const deps = () => door.world.deps;
const change = (topics: Topic[], within: (deps: Deps) => Promise<unknown> = async () => {}) =>
  deps().db.transaction(organisation.tenantId, async (tx) => {
    await touch({ ...deps(), db: tx }, organisation.tenantId, topics);
    return within({ ...deps(), db: tx });
  });
const versions = async (...topics: Topic[]) => {
  const answer = await door.ask(ana, `GET /api/live?topics=${topics.join(',')}`);
  return answer.json<{ topics: { topic: string; version: number }[] }>().topics.map(({ version }) => version);
};

test('counts a change of every topic once, however often it is said in one transaction', async () => {
  const [person, champion]: Topic[] = [`person:${ana.personId}`, `champion:${bo.personId}`];
  expect(await versions(person, champion)).toEqual([0, 0]);
  await change([person, champion], (joined) => touch(joined, organisation.tenantId, [person]));
  expect(await versions(person, champion)).toEqual([1, 1]);
  await change([champion]);
  expect(await versions('person:me', champion)).toEqual([1, 2]);
});
