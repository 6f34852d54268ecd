import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Channels } from '../../infra/local/graph/channels.ts';
import type { Place } from '../../infra/local/graph/teams.ts';
import { type LocalCloud, person, startCloud } from '../identity/local-cloud.ts';
import { byHand, errorOf, nothing, signedIn } from './calendar-calls.ts';
import { channelCalls, html, must, openChannel, pageSchema } from './channel-calls.ts';

let cloud: LocalCloud;
let channels: Channels;
let place: Place;
let calls: ReturnType<typeof channelCalls>;
const [ada, bram, cleo] = [person('Ada Quill'), person('Bram Ostler'), person('Cleo Marsh')];
beforeAll(async () => {
  cloud = await startCloud([ada, bram, cleo]);
  channels = cloud.graph.channels(cloud.tid);
});
afterAll(async () => {
  expect(cloud.graph.unknownCalls()).toEqual([]);
  await cloud.stop();
});
beforeEach(() => {
  place = openChannel(channels, [ada, bram]);
  calls = channelCalls(cloud, place);
});
afterEach(() => {
  cloud.graph.faults.clear();
  channels.repliesExpanded = 1_000;
});

const ago = (minutes: number) => ({ at: Temporal.Now.instant().subtract({ minutes }) });
const namesSchema = z.object({ value: z.array(z.object({ displayName: z.string() })) });

describe('teams', () => {
  it('are told to their members, with the channels they may see', async () => {
    channels.createChannel(place.teamId, { name: 'Board only', membershipType: 'private', members: [bram.id] });
    const seen = async (who: typeof ada) => {
      const as = await signedIn(cloud, who);
      const path = { team: place.teamId };
      const teams = must(await calls.graph.call('joinedTeams', { as, schema: namesSchema }));
      const here = await calls.graph.call('teamChannels', { as, schema: namesSchema, path });
      return [teams.value.length > 0, here.ok ? here.answer.value.map((each) => each.displayName) : here.reason];
    };
    expect(await seen(ada)).toEqual([true, ['Leaders learning AI']]);
    expect(await seen(bram)).toEqual([true, ['Leaders learning AI', 'Board only']]);
    expect(await seen(cleo)).toEqual([false, 'forbidden']);
  });

  it('of the whole organisation have everybody as a member', async () => {
    channels.createTeam({ name: 'Whole company', members: 'everybody' });
    const teams = await calls.graph.call('joinedTeams', { as: await signedIn(cloud, cleo), schema: namesSchema });
    expect(must(teams).value).toEqual([{ displayName: 'Whole company' }]);
  });
});

describe('reading as the app', () => {
  it('needs the app in the team, reaches no private channel, and finds none that is gone', async () => {
    const read = (channel = place.channelId) =>
      calls.graph.call('channelMessages', { as: calls.as, schema: pageSchema, path: { ...calls.path, channel } });
    const { id: secret } = channels.createChannel(place.teamId, { name: 'Board only', membershipType: 'private' });
    expect(await read(secret)).toMatchObject({ ok: false, reason: 'permission-missing' });
    channels.uninstallApp(place.teamId);
    expect(await read()).toMatchObject({ reason: 'permission-missing', permission: 'ChannelMessage.Read.Group' });
    channels.installApp(place.teamId);
    expect(await read()).toMatchObject({ ok: true });
    channels.deleteChannel(place.channelId);
    expect(await read()).toEqual({ ok: false, reason: 'not-found' });
  });

  it('goes through the chains page by page, the one that changed last first', async () => {
    const [first, second, third] = [30, 20, 10].map((minutes) =>
      channels.post(place, ada.id, `<p>${minutes}</p>`, ago(minutes)),
    );
    if (first) channels.reply(first, bram.id, '<p>Good.</p>', ago(5));
    const top = await calls.page({ $top: '2', $expand: 'replies' });
    expect(top.value.map(({ id }) => id)).toEqual([first?.id, third?.id]);
    expect(top.value[0]?.replies?.map(({ body }) => body.content)).toEqual(['<p>Good.</p>']);
    const rest = await calls.page({}, top['@odata.nextLink']);
    expect(rest.value.map(({ id }) => id)).toEqual([second?.id]);
    expect(rest).not.toHaveProperty(['@odata.nextLink']);
  });

  it('gives the newest replies with a message and leads to the others', async () => {
    channels.repliesExpanded = 2;
    const root = channels.post(place, ada.id, '<p>Who else?</p>', ago(30));
    for (const minutes of [4, 3, 2, 1]) channels.reply(root, bram.id, `<p>${minutes}</p>`, ago(minutes));
    const [chain] = (await calls.page({ $expand: 'replies' })).value;
    const link = chain?.['replies@odata.nextLink'];
    const path = { ...calls.path, message: root.id };
    const more = must(await calls.graph.call('channelReplies', { as: calls.as, schema: pageSchema, path, link }));
    const words = [...(chain?.replies ?? []), ...more.value].map(({ body }) => body.content);
    expect(words).toEqual(['<p>1</p>', '<p>2</p>', '<p>3</p>', '<p>4</p>']);
  });

  it('refuses pages of more than fifty, and options that Graph does not have', async () => {
    const read = (query: Record<string, string>) =>
      calls.graph.call('channelMessages', { as: calls.as, schema: pageSchema, path: calls.path, query });
    await expect(read({ $top: '51' })).rejects.toThrow('400 BadRequest');
    await expect(read({ $orderby: 'id' })).rejects.toThrow('400 BadRequest');
  });
});

describe('writing as oneself', () => {
  it('makes a message that names its author and stands in the channel', async () => {
    const posted = must(await calls.post(ada, { ...html('<p>I tried it.</p>'), subject: 'Week one' }));
    expect(posted).toMatchObject({ subject: 'Week one', importance: 'normal', replyToId: null, etag: posted.id });
    expect(posted.from?.user).toMatchObject({ id: ada.id, displayName: 'Ada Quill' });
    const answered = must(await calls.reply(bram, posted.id, html('<p>Me too.</p>')));
    expect(answered.replyToId).toBe(posted.id);
    expect(await calls.read(posted.id)).toEqual(posted);
  });

  it('is for members, and with their consent', async () => {
    expect(await calls.post(cleo, html('<p>Hello</p>'))).toEqual({ ok: false, reason: 'forbidden' });
    channels.addMember(place.teamId, cleo.id);
    expect(await calls.post(cleo, html('<p>Hello</p>'))).toMatchObject({ ok: true });
    const granted = cloud.issuer.tenant(cloud.tid).consents.delegated;
    granted.delete('ChannelMessage.Send');
    const refused = await channelCalls(cloud, place).post(ada, html('<p>Hello</p>'));
    granted.add('ChannelMessage.Send');
    expect(refused).toMatchObject({ reason: 'permission-missing', permission: 'ChannelMessage.Send' });
  });

  it('says that it may be done when the answer is lost, and is not done twice', async () => {
    cloud.graph.faults.add({ kind: 'drop', when: 'after' }, 5, { endpoint: 'postMessage' });
    expect(await calls.post(ada, html('<p>Once</p>'))).toEqual({ ok: false, reason: 'unreachable', maybeDone: true });
    expect(channels.messages.of(place.channelId)).toHaveLength(1);
  });

  it('hands images on by Graph’s own address, with their type', async () => {
    const image = { '@microsoft.graph.temporaryId': '1', contentBytes: 'iVBORw0KGgo=', contentType: 'image/png' };
    const content = '<p>Look:</p><img src="../hostedContents/1/$value" alt="A chart">';
    const posted = must(await calls.post(ada, { ...html(content), hostedContents: [image] }));
    const pattern = /src="([^"]+\/messages\/\d+\/hostedContents\/([^"]+)\/\$value)"/;
    const [, address = '', hosted = ''] = pattern.exec(posted.body.content) ?? [];
    expect(address).toContain(`${cloud.graph.url}/v1.0/teams/${place.teamId}/`);
    const path = { ...calls.path, message: posted.id };
    const read = (of: string) =>
      calls.graph.call('channelImage', { as: calls.as, schema: z.instanceof(Blob), path: { ...path, content: of } });
    const file = must(await read(hosted));
    expect([file.type, Buffer.from(await file.arrayBuffer()).toString('base64')]).toEqual([
      'image/png',
      'iVBORw0KGgo=',
    ]);
    expect(await read('nothing')).toEqual({ ok: false, reason: 'not-found' });
    cloud.graph.faults.add({ kind: 'fail', status: 503 });
    cloud.graph.faults.add({ kind: 'throttle', retryAfterSeconds: 1 });
    expect(must(await read(hosted)).size).toBe(8);
  });

  it('hands on no file of more than twelve megabytes', async () => {
    const base64 = Buffer.alloc(12 * 1024 * 1024 + 1).toString('base64');
    const message = channels.post(place, ada.id, {
      ...html('<img src="../hostedContents/1/$value">'),
      hostedContents: [{ id: '1', type: 'image/png', base64 }],
    } as never);
    const { body } = await calls.read(message.id);
    const content = /hostedContents\/([^/]+)\//.exec(body.content)?.[1] ?? '';
    const path = { ...calls.path, message: message.id, content };
    const read = await calls.graph.call('channelImage', { as: calls.as, schema: z.instanceof(Blob), path });
    expect(read).toEqual({ ok: false, reason: 'not-found' });
  });

  it.each<[string, object, string]>([
    ['more than 28 KB', html('x'.repeat(28 * 1024 + 1)), '413'],
    ['nothing', html(''), '400'],
    [
      'a mention that is not in the words',
      { ...html('<p>Hi</p>'), mentions: [{ id: 0, mentionText: 'Ada', mentioned: {} }] },
      '400',
    ],
    ['a property that there is not', { ...html('<p>Hi</p>'), stickers: [] }, '400'],
  ])('refuses %s', async (_what, body, status) => {
    await expect(calls.post(ada, body)).rejects.toThrow(`Microsoft Graph refused postMessage: ${status}`);
  });
});

describe('what people do to a message', () => {
  it('reacts once for each kind, and takes it back', async () => {
    const { id: message } = channels.post(place, ada.id, '<p>Done.</p>', ago(10));
    const act = async (key: 'setReaction' | 'unsetReaction', reactionType: string) =>
      must(
        await calls.graph.call(key, {
          as: await signedIn(cloud, bram),
          schema: nothing,
          path: { ...calls.path, message },
          body: { reactionType },
        }),
      );
    const before = await calls.read(message);
    for (const reaction of ['👍', '👍', 'heart']) await act('setReaction', reaction);
    const after = await calls.read(message);
    expect(after.reactions.map(({ reactionType, user }) => [reactionType, user.user?.id])).toEqual([
      ['👍', bram.id],
      ['heart', bram.id],
    ]);
    expect(Number(after.etag)).toBeGreaterThan(Number(before.etag));
    expect(after.lastEditedDateTime).toBeNull();
    await act('unsetReaction', '👍');
    expect((await calls.read(message)).reactions.map(({ reactionType }) => reactionType)).toEqual(['heart']);
  });

  it('is edited and deleted by its author only, and leaves its place when deleted', async () => {
    const { id } = channels.post(place, ada.id, '<p>First</p>', ago(10));
    const address = `/teams/${place.teamId}/channels/${place.channelId}/messages/${id}`;
    const [adas, brams] = [await byHand(cloud, ada), await byHand(cloud, bram)];
    expect(await errorOf(await brams('PATCH', address, html('<p>Mine</p>')))).toEqual({
      status: 403,
      code: 'Forbidden',
    });
    expect((await adas('PATCH', address, html('<p>Second</p>'))).status).toBe(204);
    const edited = await calls.read(id);
    expect([edited.body.content, edited.lastEditedDateTime === null]).toEqual(['<p>Second</p>', false]);
    expect((await adas('POST', `${address}/softDelete`)).status).toBe(204);
    const deleted = await calls.read(id);
    expect([deleted.body.content, deleted.deletedDateTime === null]).toEqual(['', false]);
    expect((await adas('POST', `${address}/undoSoftDelete`)).status).toBe(204);
    expect((await calls.read(id)).body.content).toBe('<p>Second</p>');
  });

  it('tells what Teams itself says to who knows of such messages', async () => {
    const { id: message } = channels.postAs(null, place, '<systemEventMessage/>');
    const named = must(
      await calls.graph.call('channelMessage', {
        as: calls.as,
        schema: z.object({ messageType: z.string() }),
        path: { ...calls.path, message },
        prefer: ['include-unknown-enum-members'],
      }),
    );
    expect([(await calls.read(message)).messageType, named.messageType]).toEqual([
      'unknownFutureValue',
      'systemEventMessage',
    ]);
  });
});

describe('the delta of messages', () => {
  it('begins with every message in pages, and then tells what changed, replies aside', async () => {
    const roots = [9, 8, 7].map((minutes) => channels.post(place, ada.id, `<p>${minutes}</p>`, ago(minutes)));
    const first = await calls.delta(undefined, { $top: '2' });
    expect(first).not.toHaveProperty(['@odata.deltaLink']);
    const rest = await calls.delta(first['@odata.nextLink']);
    expect([...first.value, ...rest.value].map(({ id }) => id)).toEqual(roots.map(({ id }) => id));
    const [one, two, three] = roots;
    if (!one || !two || !three) throw new Error('three were posted');
    channels.reply(one, bram.id, '<p>A reply</p>');
    channels.react(two, bram.id, '👍');
    channels.delete(three);
    const next = await calls.delta(rest['@odata.deltaLink']);
    expect(next.value.map(({ id, deletedDateTime }) => [id, deletedDateTime === null])).toEqual([
      [two.id, true],
      [three.id, false],
    ]);
    expect((await calls.delta(next['@odata.deltaLink'])).value).toEqual([]);
  });

  it('misses nothing that changes while a round is read', async () => {
    const [one] = [9, 8, 7].map((minutes) => channels.post(place, ada.id, `<p>${minutes}</p>`, ago(minutes)));
    const first = await calls.delta(undefined, { $top: '1' });
    if (one) channels.edit(one, '<p>Better</p>');
    const rest = await calls.delta(first['@odata.nextLink']);
    const last = rest['@odata.deltaLink'] ? rest : await calls.delta(rest['@odata.nextLink']);
    const next = await calls.delta(last['@odata.deltaLink']);
    expect(next.value.map(({ body }) => body.content)).toEqual(['<p>Better</p>']);
  });

  it('does not reach further back than eight months', async () => {
    channels.post(place, ada.id, '<p>Long ago</p>', ago(60 * 24 * 300));
    expect((await calls.delta()).value).toEqual([]);
    expect((await calls.page()).value).toHaveLength(1);
  });

  it('asks to begin anew when its link is too old', async () => {
    const { '@odata.deltaLink': link } = await calls.delta();
    cloud.graph.expireChannelLinks(cloud.tid);
    const again = await calls.graph.call('channelMessagesDelta', {
      as: calls.as,
      schema: pageSchema,
      path: calls.path,
      link,
    });
    expect(again).toEqual({ ok: false, reason: 'resync-needed' });
  });
});
