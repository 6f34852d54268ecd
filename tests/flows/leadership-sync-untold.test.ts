import { describe, expect, test } from 'vitest';
import { followChannel } from '../../api/src/leadership/actions/keep-in-step.ts';
import { ahead, beginWithTeam, door, expectInStep, team } from './leaders-channel.ts';

beginWithTeam();

describe('what Graph did not tell', () => {
  test('is found when Graph says that something was missed: also replies, reactions and deletions', async () => {
    const before = team.live('Before');
    const posts = Array.from({ length: 60 }, (_, i) => team.post(`Post ${i}`));
    await team.choose();
    const rounds = () => door.world.graph.calls.filter(({ endpoint }) => endpoint === 'channelMessagesDelta').length;
    const first = rounds();
    await team.untold(() => {
      team.live('Missed');
      for (const one of posts) team.reply(one, 'A late reply');
      team.channels.delete(before);
    });
    await team.taken();
    await expectInStep(team);
    expect((await team.standing()).standing).toBe('following');
    // Delta went on from where it stood: three messages changed, of sixty-two.
    expect(rounds() - first).toBe(1);
  });

  test('is found after a subscription was removed, which is begun anew at once', async () => {
    await team.choose();
    const [first] = team.subscriptions();
    const { notifications } = door.world.graph;
    notifications.hold();
    team.live('Untold');
    notifications.release(() => []);
    if (first) door.world.graph.lifecycle(first.id, 'subscriptionRemoved');
    await team.taken();
    await expectInStep(team);
    expect(team.subscriptions().map(({ id }) => id)).not.toContain(first?.id);
    expect(team.subscriptions()).toHaveLength(1);
    expect((await team.standing()).standing).toBe('following');
  });

  test('is found when the subscription ran out, whatever became of the timer', async () => {
    await team.choose();
    ahead(door, 61);
    expect(await team.standing()).toMatchObject({ standing: 'behind', toldUntil: null });
    // Nor that it told nothing: Graph knows nobody any more to tell it.
    door.world.graph.notifications.hold();
    team.live('Untold');
    await team.follow();
    await expectInStep(team);
    expect(await team.standing()).toMatchObject({ standing: 'following' });
  });

  test('is found once a day, and no more often: Graph is not asked again and again', async () => {
    await team.choose();
    const asked = () => door.world.graph.calls.filter(({ endpoint }) => endpoint?.startsWith('channelMessages')).length;
    const before = asked();
    for (const later of [10, 20, 30, 40, 50, 600, 610]) {
      ahead(door, later);
      await team.follow();
    }
    // Once, for the hours in which nobody renewed.
    expect(asked() - before).toBe(2);
    door.world.graph.notifications.hold();
    team.live('Lost');
    ahead(door, 25 * 60);
    await team.follow();
    await expectInStep(team);
  });

  test('is found by comparing everything when more was left behind than is worth reading one by one', async () => {
    await team.choose();
    team.live('Kept');
    await team.taken();
    door.world.graph.notifications.hold();
    team.live('Untold');
    await door.world.owner.query(
      `insert into leadership_told (tenant_id, channel_key, message_id, told_at)
       select tenant_id, channel_key, 1000 + n, now() from leadership_channels, generate_series(1, 101) as n
       where tenant_id = $1`,
      [team.organisation.tenantId],
    );
    ahead(door, 2);
    await team.follow();
    await expectInStep(team);
    expect(door.world.graph.calls.filter(({ path }) => path.endsWith('/messages/1001'))).toEqual([]);
  });

  test('is found once a day where Graph does not reach the API, and the screen says since when', async () => {
    const follow = () => followChannel(door.world.deps, team.organisation.tenantId, undefined);
    team.live('Before');
    await team.chooseQuietly();
    await follow();
    await expectInStep(team);
    const { asOf, ...first } = await team.standing();
    expect(first).toMatchObject({ standing: 'behind', toldUntil: null, troubleSince: null });
    team.live('Later');
    ahead(door, 60);
    await follow();
    expect(await team.standing()).toMatchObject({ asOf });
    expect(await team.kept()).toHaveLength(2);
    ahead(door, 24 * 60 + 1);
    await follow();
    await expectInStep(team);
  });

  test('is found when the place where delta stood is too old', async () => {
    for (let i = 0; i < 60; i++) team.post(`Post ${i}`);
    await team.choose();
    door.world.graph.expireChannelLinks(team.organisation.tenantId);
    await team.untold(() => team.live('Missed'));
    await team.taken();
    await expectInStep(team);
    expect((await team.standing()).standing).toBe('following');
  });
});

describe('the subscription', () => {
  test('is renewed in time, and when Graph wants it confirmed', async () => {
    await team.choose();
    const [first] = team.subscriptions();
    const expiry = () => team.subscriptions()[0]?.expiresAt.epochMilliseconds ?? 0;
    const begun = expiry();
    ahead(door, 20);
    await team.follow();
    expect(expiry()).toBe(begun);
    ahead(door, 40);
    await team.follow();
    expect(expiry() - begun).toBeGreaterThan(30 * 60_000);
    const renewed = expiry();
    ahead(door, 50);
    if (first) door.world.graph.lifecycle(first.id, 'reauthorizationRequired');
    await team.taken();
    expect(expiry()).toBeGreaterThan(renewed);
    expect(team.subscriptions().map(({ id }) => id)).toEqual([first?.id]);
  });

  test('that nobody knows of, as the answer was lost, is waited out: the channel is read meanwhile', async () => {
    const { faults } = door.world.graph;
    faults.add({ kind: 'drop', when: 'after' }, 1, { endpoint: 'watchChannel' });
    const post = team.live('Before');
    await team.chooseQuietly();
    await team.follow();
    await team.follow();
    expect(team.subscriptions()).toHaveLength(1);
    expect(await team.standing()).toMatchObject({ standing: 'behind', toldUntil: null });
    await expectInStep(team);
    team.reply(post, 'Untold');
    ahead(door, 61);
    await team.follow();
    await expectInStep(team);
    expect(await team.standing()).toMatchObject({ standing: 'following' });
  });

  test('is begun anew when Graph has lost it without a word', async () => {
    await team.choose();
    const [first] = team.subscriptions();
    await team.untold(() => {
      team.channels.uninstallApp(team.place.teamId);
      team.channels.installApp(team.place.teamId);
    });
    ahead(door, 40);
    await team.follow();
    expect(team.subscriptions()).toHaveLength(1);
    expect(team.subscriptions()[0]?.id).not.toBe(first?.id);
    team.live('After');
    await team.taken();
    await expectInStep(team);
  });
});

describe('Graph in trouble', () => {
  test('loses no message by one that is in no form anybody knows', async () => {
    team.live('Before');
    const odd = team.post('Odd');
    const answer = team.reply(odd, 'Answer');
    Object.assign(odd, { id: 'not a number' });
    await team.choose();
    expect((await team.kept()).map(({ words }) => words)).toContain('Before: I tried it twice');
    expect((await team.kept()).map(({ id }) => id)).not.toContain(answer.id);
    expect((await team.standing()).standing).toBe('following');
  });

  test('is waited for as long as it says, and then gone on with', async () => {
    for (let i = 0; i < 60; i++) team.post(`Post ${i}`);
    const fault = { kind: 'throttle', retryAfterSeconds: 1 } as const;
    door.world.graph.faults.add(fault, 1, { endpoint: 'channelMessages' });
    const began = performance.now();
    await team.choose();
    expect(performance.now() - began).toBeGreaterThan(1_000);
    await expectInStep(team);
  });

  test('leaves the copy readable and says since when it may be out of date', async () => {
    team.live('Before');
    const { asOf } = await team.choose();
    const fault = { kind: 'throttle', retryAfterSeconds: 3_600 } as const;
    door.world.graph.faults.add(fault, Number.POSITIVE_INFINITY);
    door.world.graph.notifications.hold();
    team.live('During');
    ahead(door, 50);
    await team.follow();
    const troubled = await team.standing();
    expect(troubled).toMatchObject({ standing: 'behind', asOf });
    expect(troubled.troubleSince).not.toBeNull();
    expect(await team.kept()).toHaveLength(2);
    door.world.graph.faults.clear();
    ahead(door, 65);
    await team.follow();
    await expectInStep(team);
    expect(await team.standing()).toMatchObject({ standing: 'following', troubleSince: null });
  });

  test('says that Open Door may not read once it is taken out of the team, and goes on once it is back', async () => {
    team.live('Before');
    await team.choose();
    team.channels.uninstallApp(team.place.teamId);
    await team.taken();
    expect((await team.standing()).standing).toBe('not-allowed');
    expect(await team.kept()).toHaveLength(2);
    team.live('Without us');
    const calls = door.world.graph.calls.length;
    ahead(door, 10);
    await team.follow();
    expect(door.world.graph.calls.slice(calls)).toEqual([]);
    team.channels.installApp(team.place.teamId);
    await door.ask(team.owner, 'POST /api/leadership/channel/check');
    expect((await team.standing()).standing).toBe('following');
    await expectInStep(team);
  });

  test('says that the channel is gone when it was deleted, and keeps what was read', async () => {
    team.live('Before');
    await team.choose();
    team.channels.deleteChannel(team.place.channelId);
    await team.taken();
    expect((await team.standing()).standing).toBe('gone');
    expect(await team.kept()).toHaveLength(2);
  });
});
