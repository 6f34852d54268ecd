import { describe, expect, test } from 'vitest';
import type { ChannelStanding } from '../../api/src/leadership/schema.ts';
import { refusal } from '../support/refusal.ts';
import { beginWithTeam, door, team } from './leaders-channel.ts';

beginWithTeam();

const calls = (endpoint: string) => door.world.graph.calls.filter((call) => call.endpoint === endpoint).length;
const choose = (place = team.place) => ({ ...place, everyoneMayRead: true });

describe('choosing the channel', () => {
  test('shows the owner their own teams, and the standard channels of one, by name', async () => {
    const { channels, owner, place } = team;
    const other = channels.createTeam({ name: 'Board', members: [owner.personId] });
    channels.createTeam({ name: 'Elsewhere', members: [team.rita.personId] });
    channels.createChannel(place.teamId, { name: 'Ångström', members: [] });
    channels.createChannel(place.teamId, { name: 'Secret', membershipType: 'private', members: [owner.personId] });
    const teams = await door.ask(owner, 'GET /api/leadership/teams');
    expect(teams.json<{ items: unknown }>().items).toEqual([
      { teamId: other.id, name: 'Board' },
      { teamId: place.teamId, name: 'Whole company' },
    ]);
    const { items } = (await door.ask(owner, `GET /api/leadership/teams/${place.teamId}/channels`)).json<{
      items: { name: string }[];
    }>();
    expect(items.map(({ name }) => name)).toEqual(['Ångström', 'Leaders learning AI']);
  });

  test('answers at once, and says where the missing permissions are granted', async () => {
    team.channels.post(team.place, team.rita.personId, 'Hello');
    door.world.graph.faults.add({ kind: 'slow', milliseconds: 300 }, 1, { endpoint: 'channelMessages' });
    const answer = await door.ask(team.owner, 'PUT /api/leadership/channel', choose());
    const standing = answer.json<ChannelStanding>();
    expect(standing).toMatchObject({ standing: 'reading', asOf: null, messagesRead: 0, toldUntil: null });
    expect(standing.owners).toEqual([expect.objectContaining({ displayName: 'Olga Owner' })]);
    const { TEAMS_APP_ID, CLIENT_ID, AUTHORITY } = door.world.config;
    expect(standing.addToTeamUrl).toBe(`https://teams.microsoft.com/l/app/${TEAMS_APP_ID}`);
    const consent = new URL(standing.adminConsentUrl);
    expect(consent.href).toContain(`${AUTHORITY}/${team.organisation.tenantId}/v2.0/adminconsent?`);
    expect(consent.searchParams.get('client_id')).toBe(CLIENT_ID);
    expect(consent.searchParams.get('redirect_uri')).toBe('http://localhost:5301/consent.html');
    expect(consent.searchParams.get('scope')).toContain(`${door.world.config.GRAPH_URL}/ChannelMessage.Send`);
    await team.choose();
  });

  test('says plainly that everybody will read, or does nothing', async () => {
    const { status } = await door.ask(team.owner, 'PUT /api/leadership/channel', { ...team.place });
    expect([status, (await team.standing()).standing]).toEqual([400, 'none']);
  });

  test('is for the programme owner', async () => {
    for (const operation of [
      'PUT /api/leadership/channel',
      'GET /api/leadership/channel',
      'GET /api/leadership/teams',
    ]) {
      expect((await door.ask(team.rita, operation, operation.startsWith('PUT') ? choose() : undefined)).status).toBe(
        403,
      );
    }
  });

  test('refuses a private channel, one that is not there and one of strangers, in words', async () => {
    const { channels, owner, place } = team;
    const secret = { name: 'Secret', membershipType: 'private', members: [owner.personId] } as const;
    const hidden = channels.createChannel(place.teamId, { ...secret, members: [...secret.members] });
    const refused = await refusal(
      door,
      owner,
      'PUT /api/leadership/channel',
      choose({ ...place, channelId: hidden.id }),
    );
    expect(refused.problem).toMatchObject({ status: 422 });
    expect(refused.words).toBe(
      "Only the people of a private or shared channel can read it. Choose a standard channel of a team, or have one made for leaders' posts. | Só quem está num canal privado ou partilhado o pode ler. Escolha um canal padrão de uma equipa, ou peça que se crie um para as publicações dos líderes.",
    );
    const missing = { ...place, channelId: '19:nothing@thread.tacv2' };
    expect((await refusal(door, owner, 'PUT /api/leadership/channel', choose(missing))).words).toContain(
      'is not there',
    );
    const theirs = channels.createTeam({ name: 'Elsewhere', members: [team.rita.personId] });
    const foreign = { teamId: theirs.id, channelId: channels.createChannel(theirs.id, { name: 'General' }).id };
    expect((await refusal(door, owner, 'PUT /api/leadership/channel', choose(foreign))).problem.status).toBe(404);
  });

  test('says which permission is missing where nobody consented', async () => {
    door.world.issuer.tenant(team.organisation.tenantId).consents.delegated.delete('Team.ReadBasic.All');
    const { problem } = await refusal(door, team.owner, 'GET /api/leadership/teams');
    expect(problem).toMatchObject({ status: 403, permission: 'Team.ReadBasic.All' });
  });

  test('shows that Open Door was not added to the team, and reads as soon as it is', async () => {
    const bare = team.channels.createTeam({ name: 'Bare', members: 'everybody' });
    const place = { teamId: bare.id, channelId: team.channels.createChannel(bare.id, { name: 'Leaders' }).id };
    team.channels.post(place, team.rita.personId, 'I tried it');
    expect((await team.choose(place)).standing).toBe('not-allowed');
    team.channels.installApp(bare.id);
    const checked = (await door.ask(team.owner, 'POST /api/leadership/channel/check')).json<ChannelStanding>();
    expect(checked).toMatchObject({ standing: 'following', messagesRead: 1 });
  });

  test('takes over the name it has by now, when it is chosen again', async () => {
    await team.choose();
    const channel = team.channels.channels.find(({ id }) => id === team.place.channelId);
    if (channel) channel.name = 'Learning AI in public';
    expect((await team.choose()).channel).toMatchObject({ channelName: 'Learning AI in public' });
  });

  test('lets go of the channel before, and goes on with one that was chosen before', async () => {
    const before = team.channels.post(team.place, team.rita.personId, 'In the first');
    await team.choose();
    const subscriptions = () => door.world.graph.subscriptions().filter(({ tid }) => tid === team.rita.tenantId);
    const [first] = subscriptions();
    const second = team.channels.createChannel(team.place.teamId, { name: 'Second' });
    const place = { ...team.place, channelId: second.id };
    team.channels.post(place, team.rita.personId, 'In the second');
    await team.choose(place);
    expect((await feed()).map(({ html }) => html)).toEqual(['In the second']);
    expect(subscriptions().map(({ id }) => id)).not.toContain(first?.id);
    expect(subscriptions()).toHaveLength(1);
    team.channels.post(team.place, team.rita.personId, 'Meanwhile in the first');
    const read = calls('channelMessages');
    expect(await team.choose()).toMatchObject({ standing: 'following', messagesRead: 1 });
    expect(calls('channelMessages') - read).toBe(1);
    expect((await feed()).map(({ html }) => html)).toEqual(['Meanwhile in the first', 'In the first']);
    expect((await feed()).map(({ messageId }) => messageId)).toContain(before.id);
    const left = (await door.ask(team.owner, 'DELETE /api/leadership/channel')).json<ChannelStanding>();
    expect([left.standing, left.channel, await feed()]).toEqual(['none', null, []]);
  });
});

describe('an image', () => {
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>').toString('base64');
  const withImages = (...images: { type: string; base64: string }[]) => ({
    body: {
      contentType: 'html' as const,
      content: images.map((_, at) => `<p>x</p><img src="../hostedContents/${at}/$value" alt="Chart ${at}">`).join(''),
    },
    hostedContents: images.map((image, at) => ({ ...image, id: String(at) })),
  });
  const get = (messageId: string, image: number) =>
    door.world.as({ tid: team.rita.tenantId, oid: team.rita.personId })(
      `GET /api/leadership/images/${messageId}/${image}`,
    );

  test('of a post and of a reply is read as the app, once for a roomful of readers', async () => {
    const image = { type: 'image/png', base64: png };
    const root = team.channels.post(team.place, team.rita.personId, withImages(image));
    const answer = team.channels.reply(root, team.rita.personId, withImages(image));
    await team.choose();
    const before = calls('channelImage');
    const answers = await Promise.all(Array.from({ length: 20 }, () => get(root.id, 0)));
    for (const { status, headers } of answers)
      expect([status, headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Buffer.from((await answers[0]?.arrayBuffer()) ?? new ArrayBuffer(0)).toString('base64')).toBe(png);
    expect(calls('channelImage') - before).toBe(1);
    expect((await get(answer.id, 0)).headers.get('content-type')).toBe('image/png');
    expect(door.world.graph.calls.findLast(({ endpoint }) => endpoint === 'replyImage')?.as).toBe('application');
  });

  test('is a picture and nothing else, whatever it calls itself', async () => {
    const root = team.channels.post(
      team.place,
      team.rita.personId,
      withImages({ type: 'image/svg+xml', base64: svg }, { type: 'image/png', base64: svg }),
    );
    await team.choose();
    expect([(await get(root.id, 0)).status, (await get(root.id, 1)).status]).toEqual([404, 404]);
  });

  test('is not there when it never was, when its message is deleted, and for who cannot be told', async () => {
    const root = team.channels.post(team.place, team.rita.personId, withImages({ type: 'image/png', base64: png }));
    await team.choose();
    expect([(await get(root.id, 1)).status, (await get('123', 0)).status]).toEqual([404, 404]);
    door.world.graph.faults.add({ kind: 'throttle', retryAfterSeconds: 60 }, Number.POSITIVE_INFINITY);
    expect((await get(root.id, 0)).status).toBe(503);
    door.world.graph.faults.clear();
    expect((await get(root.id, 0)).status).toBe(200);
    team.channels.delete(root);
    await team.taken();
    expect((await get(root.id, 0)).status).toBe(404);
  });
});

async function feed() {
  const answer = await door.ask(team.rita, 'GET /api/leadership/feed');
  return answer.json<{ items: { html: string; messageId: string }[] }>().items;
}
