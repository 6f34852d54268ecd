import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Deps } from '../../api/src/deps.ts';
import { followChannel } from '../../api/src/leadership/actions/keep-in-step.ts';
import { takeReading } from '../../api/src/leadership/actions/take-message.ts';
import type { ChannelMessage } from '../../infra/local/graph/messages.ts';
import type { Hired } from '../support/organisation.ts';
import { openReachableDoor, openTeam, type Team } from './leaders-channel.ts';

let door: Awaited<ReturnType<typeof openReachableDoor>>;
let team: Team;
let rita: Hired;
let mei: Hired;

beforeAll(async () => {
  door = await openReachableDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  team = await openTeam(door);
  [rita, mei] = [await team.employ('Rita Sousa'), await team.employ('Mei Tan')];
});
afterEach(() => {
  door.world.graph.faults.clear();
  door.world.graph.notifications.release();
  door.setNow(undefined as never);
});

const minutes = (count: number) => door.setNow(Temporal.Now.instant().add({ minutes: count }));
const subscriptions = () => door.world.graph.subscriptions().filter(({ tid }) => tid === team.organisation.tenantId);
const post = (words: string, who = rita) => team.channels.post(team.place, who.personId, `<p>${words}</p>`);
const reply = (root: ChannelMessage, words: string, who = mei) =>
  team.channels.reply(root, who.personId, `<p>${words}</p>`);

/** Everything that can happen to messages, among them what was there before. */
function live(name: string): ChannelMessage {
  const root = post(`${name}: I tried it`);
  const answer = reply(root, `${name}: so did I`);
  team.channels.react(answer, rita.personId, '👍');
  team.channels.edit(root, `<p>${name}: I tried it twice</p>`);
  team.channels.react(root, mei.personId, '❤️');
  team.channels.delete(reply(root, `${name}: a slip`));
  team.channels.postAs(null, team.place, '<p>Polly was added</p>');
  return root;
}

/** Nothing is lost, nothing doubled: what is kept is what Teams has. */
async function expectInStep() {
  expect(await team.kept()).toEqual(team.inTeams());
}

describe('the first reading', () => {
  test('reads every page, every reply behind a link, and nothing that Teams says by itself', async () => {
    team.channels.repliesExpanded = 3;
    for (let i = 0; i < 120; i++) post(`Post ${i}`);
    const root = live('Before');
    for (let i = 0; i < 70; i++) reply(root, `Reply ${i}`);
    const standing = await team.choose();
    expect(standing).toMatchObject({ standing: 'following', channel: { channelName: 'Leaders learning AI' } });
    // Twenty of the last hundred and twenty-two come with each page; a deleted reply is read, and empty.
    expect(standing.messagesRead).toBe(120 + 3 + 70);
    expect(standing.toldUntil).not.toBeNull();
    await expectInStep();
    expect((await team.kept()).length).toBe(192);
  });

  test('misses nothing of what happens while it reads', async () => {
    for (let i = 0; i < 60; i++) post(`Post ${i}`);
    const [oldest] = team.channels.messages.of(team.place.channelId);
    door.world.graph.notifications.hold();
    const calls = door.world.graph.calls.length;
    const read = () =>
      door.world.graph.calls.slice(calls).filter(({ endpoint }) => endpoint === 'channelMessages').length;
    door.world.graph.faults.add({ kind: 'slow', milliseconds: 300 }, 2, { endpoint: 'channelMessages' });
    const chosen = team.choose();
    while (read() === 0) await door.world.deps.db.tenantIds();
    // The oldest moves to the front, past the page that is read next.
    if (oldest) reply(oldest, 'Late, but here');
    live('Meanwhile');
    await chosen;
    await expectInStep();
  });

  test('is gone on with by another process when the first one dies', async () => {
    for (let i = 0; i < 160; i++) post(`Post ${i}`);
    const dying = dyingAfter('channelMessages', 2);
    await door.ask(team.owner, 'DELETE /api/leadership/channel');
    await chooseQuietly();
    void followChannel(dying.deps, team.organisation.tenantId, door.apiUrl);
    await dying.died;
    expect(await team.standing()).toMatchObject({ standing: 'reading', messagesRead: 100, asOf: null });
    await team.follow();
    expect((await team.standing()).messagesRead).toBe(100);
    minutes(4);
    await team.follow();
    // Gone on with, not begun again.
    expect(await team.standing()).toMatchObject({ standing: 'following', messagesRead: 160 });
    dying.wake();
    await dying.over;
    expect(await team.standing()).toMatchObject({ standing: 'following', messagesRead: 160 });
    await expectInStep();
  });
});

describe('what Graph tells', () => {
  test('is followed at once: posts, replies, edits, deletions, what is brought back, reactions', async () => {
    await team.choose();
    const root = live('Told');
    await team.taken();
    await expectInStep();
    team.channels.unreact(root, mei.personId, '❤️');
    team.channels.delete(root);
    await team.taken();
    await expectInStep();
    team.channels.undelete(root);
    await team.taken();
    await expectInStep();
    expect((await team.kept()).map(({ words }) => words)).toContain('Told: I tried it twice');
  });

  test('may come late, in another order, twice, and all over again', async () => {
    await team.choose();
    const { notifications } = door.world.graph;
    notifications.hold();
    live('Twice');
    notifications.release((held) => [...held, ...held].reverse());
    await team.taken();
    await expectInStep();
    notifications.replay();
    await team.taken();
    await expectInStep();
    expect(subscriptions()).toHaveLength(1);
  });

  test('is believed of nobody: forged, foreign and made-up notifications read nothing and change nothing', async () => {
    await team.choose();
    const root = post('True');
    await team.taken();
    const [subscription] = subscriptions();
    const calls = door.world.graph.calls.length;
    const { teamId, channelId } = team.place;
    const resource = `teams('${teamId}')/channels('${channelId}')/messages('${root.id}')`;
    const { tenantId } = team.organisation;
    const told = {
      subscriptionId: subscription?.id,
      tenantId,
      clientState: subscription?.clientState,
      changeType: 'deleted',
      resource,
    };
    const strangers = [
      { ...told, clientState: 'a guess' },
      { ...told, clientState: undefined, lifecycleEvent: 'subscriptionRemoved' },
      { ...told, clientState: 'a guess', lifecycleEvent: 'missed' },
      { ...told, subscriptionId: crypto.randomUUID() },
      { ...told, tenantId: crypto.randomUUID() },
      { ...told, tenantId: (await openTeam(door)).organisation.tenantId },
      { ...told, resource: resource.replace(teamId, crypto.randomUUID()) },
      { ...told, resource: resource.replace(channelId, '19:other@thread.tacv2') },
      { ...told, resource: `${resource}/replies('../../../users')` },
      { ...told, resource: resource.replace(root.id, "1')/hostedContents('1") },
      { ...told, resource: 'users/somebody/messages' },
    ];
    for (const one of strangers) expect((await notify(one)).status).toBe(200);
    expect(door.world.graph.calls.slice(calls)).toEqual([]);
    expect(subscriptions()).toHaveLength(1);
    await expectInStep();
    // With the secret, what is told is still only a hint: the message is there.
    await notify(told);
    await expectInStep();
  });

  test('never brings an older reading back', async () => {
    await team.choose();
    const root = post('First words');
    await team.taken();
    const older = {
      id: root.id,
      etag: String(root.changedAt),
      createdDateTime: Temporal.Instant.fromEpochMilliseconds(root.createdAt),
      from: { user: { id: rita.personId, displayName: 'Rita Sousa' } },
      body: { contentType: 'html', content: '<p>First words</p>' },
    };
    team.channels.edit(root, '<p>Second thoughts</p>');
    await team.taken();
    await takeReading(door.world.deps, team.organisation.tenantId, older);
    await expectInStep();
    team.channels.delete(root);
    await team.taken();
    await takeReading(door.world.deps, team.organisation.tenantId, older);
    expect(await team.kept()).toEqual([]);
  });

  test('is read later when the process dies before reading it, or Graph does not answer', async () => {
    await team.choose();
    const fault = { kind: 'fail', status: 503 } as const;
    door.world.graph.faults.add(fault, Number.POSITIVE_INFINITY, { endpoint: 'channelMessage' });
    const told = post('Unread');
    await door.world.graph.delivered();
    expect(await team.kept()).toEqual([]);
    door.world.graph.faults.clear();
    const calls = door.world.graph.calls.length;
    minutes(2);
    await team.follow();
    await expectInStep();
    // The one that was told, and nothing else.
    expect(door.world.graph.calls.slice(calls).map(({ path }) => path.split('/').at(-1))).toEqual([told.id]);
  });
});

describe('what Graph did not tell', () => {
  test('is found when Graph says that something was missed: also replies, reactions and deletions', async () => {
    const before = live('Before');
    await team.choose();
    await untold(() => {
      live('Missed');
      reply(before, 'A late reply');
      team.channels.delete(before);
    });
    await team.taken();
    await expectInStep();
    expect((await team.standing()).standing).toBe('following');
  });

  test('is found after a subscription was removed, which is begun anew at once', async () => {
    await team.choose();
    const [first] = subscriptions();
    const { notifications } = door.world.graph;
    notifications.hold();
    live('Untold');
    notifications.release(() => []);
    if (first) door.world.graph.lifecycle(first.id, 'subscriptionRemoved');
    await team.taken();
    await expectInStep();
    expect(subscriptions().map(({ id }) => id)).not.toContain(first?.id);
    expect(subscriptions()).toHaveLength(1);
    expect((await team.standing()).standing).toBe('following');
  });

  test('is found when the subscription ran out, whatever became of the timer', async () => {
    await team.choose();
    minutes(61);
    expect(await team.standing()).toMatchObject({ standing: 'behind', toldUntil: null });
    await untold(() => live('Untold'));
    await team.follow();
    await expectInStep();
    expect(await team.standing()).toMatchObject({ standing: 'following' });
  });

  test('is found once a day, and no more often: Graph is not asked again and again', async () => {
    await team.choose();
    const asked = () => door.world.graph.calls.filter(({ endpoint }) => endpoint?.startsWith('channelMessages')).length;
    const before = asked();
    for (const later of [10, 20, 30, 40, 50, 600, 610]) {
      minutes(later);
      await team.follow();
    }
    // Once, for the hours in which nobody renewed.
    expect(asked() - before).toBe(2);
    door.world.graph.notifications.hold();
    live('Lost');
    minutes(25 * 60);
    await team.follow();
    await expectInStep();
  });

  test('is found when the place where delta stood is too old', async () => {
    for (let i = 0; i < 60; i++) post(`Post ${i}`);
    await team.choose();
    door.world.graph.expireChannelLinks(team.organisation.tenantId);
    await untold(() => live('Missed'));
    await team.taken();
    await expectInStep();
    expect((await team.standing()).standing).toBe('following');
  });
});

describe('the subscription', () => {
  test('is renewed in time, and when Graph wants it confirmed', async () => {
    await team.choose();
    const [first] = subscriptions();
    const expiry = () => subscriptions()[0]?.expiresAt.epochMilliseconds ?? 0;
    const begun = expiry();
    minutes(20);
    await team.follow();
    expect(expiry()).toBe(begun);
    minutes(40);
    await team.follow();
    expect(expiry() - begun).toBeGreaterThan(30 * 60_000);
    const renewed = expiry();
    minutes(50);
    if (first) door.world.graph.lifecycle(first.id, 'reauthorizationRequired');
    await team.taken();
    expect(expiry()).toBeGreaterThan(renewed);
    expect(subscriptions().map(({ id }) => id)).toEqual([first?.id]);
  });

  test('is begun anew when Graph has lost it without a word', async () => {
    await team.choose();
    const [first] = subscriptions();
    await untold(() => {
      team.channels.uninstallApp(team.place.teamId);
      team.channels.installApp(team.place.teamId);
    });
    minutes(40);
    await team.follow();
    expect(subscriptions()).toHaveLength(1);
    expect(subscriptions()[0]?.id).not.toBe(first?.id);
    live('After');
    await team.taken();
    await expectInStep();
  });
});

describe('Graph in trouble', () => {
  test('is waited for as long as it says, and then gone on with', async () => {
    for (let i = 0; i < 60; i++) post(`Post ${i}`);
    const fault = { kind: 'throttle', retryAfterSeconds: 1 } as const;
    door.world.graph.faults.add(fault, 1, { endpoint: 'channelMessages' });
    const began = performance.now();
    await team.choose();
    expect(performance.now() - began).toBeGreaterThan(1_000);
    await expectInStep();
  });

  test('leaves the copy readable and says since when it may be out of date', async () => {
    live('Before');
    const { asOf } = await team.choose();
    const fault = { kind: 'throttle', retryAfterSeconds: 3_600 } as const;
    door.world.graph.faults.add(fault, Number.POSITIVE_INFINITY);
    door.world.graph.notifications.hold();
    live('During');
    minutes(50);
    await team.follow();
    const troubled = await team.standing();
    expect(troubled).toMatchObject({ standing: 'behind', asOf });
    expect(troubled.troubleSince).not.toBeNull();
    expect(await team.kept()).toHaveLength(2);
    door.world.graph.faults.clear();
    minutes(65);
    await team.follow();
    await expectInStep();
    expect(await team.standing()).toMatchObject({ standing: 'following', troubleSince: null });
  });

  test('says that Open Door may not read once it is taken out of the team, and goes on once it is back', async () => {
    live('Before');
    await team.choose();
    team.channels.uninstallApp(team.place.teamId);
    await team.taken();
    expect((await team.standing()).standing).toBe('not-allowed');
    expect(await team.kept()).toHaveLength(2);
    live('Without us');
    const calls = door.world.graph.calls.length;
    minutes(10);
    await team.follow();
    expect(door.world.graph.calls.slice(calls)).toEqual([]);
    team.channels.installApp(team.place.teamId);
    await door.ask(team.owner, 'POST /api/leadership/channel/check');
    expect((await team.standing()).standing).toBe('following');
    await expectInStep();
  });

  test('says that the channel is gone when it was deleted, and keeps what was read', async () => {
    live('Before');
    await team.choose();
    team.channels.deleteChannel(team.place.channelId);
    await team.taken();
    expect((await team.standing()).standing).toBe('gone');
    expect(await team.kept()).toHaveLength(2);
  });
});

/** Something happens of which Graph tells nothing but that it told nothing. */
async function untold(happens: () => void) {
  const { notifications } = door.world.graph;
  notifications.hold();
  happens();
  notifications.release(() => []);
  await door.world.graph.delivered();
}

/** Chooses the channel without reading it: as a process does that dies right after. */
async function chooseQuietly() {
  const { teamId, channelId } = team.place;
  await door.world.owner.query(
    `insert into leadership_channels (tenant_id, channel_key, team_id, channel_id, team_name, channel_name, web_url,
       chosen_by, chosen_at) values ($1, gen_random_uuid(), $2, $3, 'Whole company', 'Leaders learning AI', '', $4, now())`,
    [team.organisation.tenantId, teamId, channelId, team.owner.personId],
  );
}

/** A process that stands still after so many calls of an endpoint, until it is woken. */
function dyingAfter(endpoint: string, calls: number) {
  const died = Promise.withResolvers<void>();
  const woken = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  let left = calls;
  const call = async (key: never, request: never) => {
    if (key === endpoint && left-- === 0) {
      died.resolve();
      await woken.promise;
      queueMicrotask(() => over.resolve());
    }
    return door.world.deps.graph.call(key, request);
  };
  const deps: Deps = { ...door.world.deps, graph: { call } as Deps['graph'] };
  return { deps, died: died.promise, wake: woken.resolve, over: over.promise };
}

function notify(one: object) {
  return fetch(`${door.apiUrl}/api/graph/notifications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ value: [one] }),
  });
}
