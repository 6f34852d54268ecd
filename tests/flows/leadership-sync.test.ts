import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Deps } from '../../api/src/deps.ts';
import { followChannel } from '../../api/src/leadership/actions/keep-in-step.ts';
import { takeReading } from '../../api/src/leadership/actions/take-message.ts';
import { ahead, beginWithTeam, door, expectInStep, openTeam, team } from './leaders-channel.ts';

beginWithTeam();

describe('the first reading', () => {
  test('reads every page, every reply behind a link, and nothing that Teams says by itself', async () => {
    team.channels.repliesExpanded = 3;
    for (let i = 0; i < 120; i++) team.post(`Post ${i}`);
    const root = team.live('Before');
    for (let i = 0; i < 70; i++) team.reply(root, `Reply ${i}`);
    const standing = await team.choose();
    expect(standing).toMatchObject({ standing: 'following', channel: { channelName: 'Leaders learning AI' } });
    // Twenty of the last hundred and twenty-two come with each page; a deleted reply is read, and empty.
    expect(standing.messagesRead).toBe(120 + 3 + 70);
    expect(standing.toldUntil).not.toBeNull();
    await expectInStep(team);
    expect((await team.kept()).length).toBe(192);
  });

  test('misses nothing of what happens while it reads', async () => {
    for (let i = 0; i < 60; i++) team.post(`Post ${i}`);
    const [oldest] = team.channels.messages.of(team.place.channelId);
    door.world.graph.notifications.hold();
    const calls = door.world.graph.calls.length;
    const read = () =>
      door.world.graph.calls.slice(calls).filter(({ endpoint }) => endpoint === 'channelMessages').length;
    door.world.graph.faults.add({ kind: 'slow', milliseconds: 300 }, 2, { endpoint: 'channelMessages' });
    const chosen = team.choose();
    while (read() === 0) await door.world.deps.db.tenantIds();
    // The oldest moves to the front, past the page that is read next.
    if (oldest) team.reply(oldest, 'Late, but here');
    team.live('Meanwhile');
    await chosen;
    await expectInStep(team);
  });

  test('is gone on with by another process when the first one dies', async () => {
    for (let i = 0; i < 160; i++) team.post(`Post ${i}`);
    const dying = dyingAfter('channelMessages', 2);
    await team.chooseQuietly();
    const dead = followChannel(dying.deps, team.organisation.tenantId, door.apiUrl);
    await dying.died;
    expect(await team.standing()).toMatchObject({ standing: 'reading', messagesRead: 100, asOf: null });
    await team.follow();
    expect((await team.standing()).messagesRead).toBe(100);
    ahead(door, 4);
    await team.follow();
    // Gone on with, not begun again.
    expect(await team.standing()).toMatchObject({ standing: 'following', messagesRead: 160 });
    dying.wake();
    await dead;
    expect(await team.standing()).toMatchObject({ standing: 'following', messagesRead: 160 });
    await expectInStep(team);
  });
});

describe('what Graph tells', () => {
  test('is followed at once: posts, replies, edits, deletions, what is brought back, reactions', async () => {
    await team.choose();
    const root = team.live('Told');
    await team.taken();
    await expectInStep(team);
    team.channels.unreact(root, team.mei.personId, '❤️');
    team.channels.delete(root);
    await team.taken();
    await expectInStep(team);
    team.channels.undelete(root);
    await team.taken();
    await expectInStep(team);
    expect((await team.kept()).map(({ words }) => words)).toContain('Told: I tried it twice');
  });

  test('may come late, in another order, twice, and all over again', async () => {
    await team.choose();
    const { notifications } = door.world.graph;
    notifications.hold();
    team.live('Twice');
    notifications.release((held) => [...held, ...held].reverse());
    await team.taken();
    await expectInStep(team);
    notifications.replay();
    await team.taken();
    await expectInStep(team);
    expect(team.subscriptions()).toHaveLength(1);
  });

  test('is believed of nobody: forged, foreign and made-up notifications read nothing and change nothing', async () => {
    await team.choose();
    const root = team.post('True');
    await team.taken();
    const [subscription] = team.subscriptions();
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
    expect(team.subscriptions()).toHaveLength(1);
    await expectInStep(team);
    // With the secret, what is told is still only a hint: the message is there.
    await notify(told);
    await expectInStep(team);
  });

  test('never brings an older reading back', async () => {
    await team.choose();
    const root = team.post('First words');
    await team.taken();
    const older = {
      id: root.id,
      etag: String(root.changedAt),
      createdDateTime: Temporal.Instant.fromEpochMilliseconds(root.createdAt),
      from: { user: { id: team.rita.personId, displayName: 'Rita Sousa' } },
      body: { contentType: 'html', content: '<p>First words</p>' },
    };
    team.channels.edit(root, '<p>Second thoughts</p>');
    await team.taken();
    await takeReading(door.world.deps, team.organisation.tenantId, older);
    await expectInStep(team);
    team.channels.delete(root);
    await team.taken();
    await takeReading(door.world.deps, team.organisation.tenantId, older);
    expect(await team.kept()).toEqual([]);
  });

  test('is read later when the process dies before reading it, or Graph does not answer', async () => {
    await team.choose();
    const fault = { kind: 'throttle', retryAfterSeconds: 3_600 } as const;
    door.world.graph.faults.add(fault, 1, { endpoint: 'channelMessage' });
    const told = team.post('Unread');
    await door.world.graph.delivered();
    expect(await team.kept()).toEqual([]);
    const calls = door.world.graph.calls.length;
    ahead(door, 2);
    await team.follow();
    await expectInStep(team);
    // The one that was told, and nothing else.
    expect(door.world.graph.calls.slice(calls).map(({ path }) => path.split('/').at(-1))).toEqual([told.id]);
  });
});

/** A process that stands still after so many calls of an endpoint, until it is woken. */
function dyingAfter(endpoint: string, calls: number) {
  const died = Promise.withResolvers<void>();
  const woken = Promise.withResolvers<void>();
  let left = calls;
  const call = async (key: never, request: never) => {
    if (key === endpoint && left-- === 0) {
      died.resolve();
      await woken.promise;
    }
    return door.world.deps.graph.call(key, request);
  };
  const deps: Deps = { ...door.world.deps, graph: { call } as Deps['graph'] };
  return { deps, died: died.promise, wake: woken.resolve };
}

function notify(one: object) {
  return fetch(`${door.apiUrl}/api/graph/notifications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ value: [one] }),
  });
}
