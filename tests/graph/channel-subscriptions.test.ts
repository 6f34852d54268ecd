import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Channels } from '../../infra/local/graph/channels.ts';
import type { Place } from '../../infra/local/graph/teams.ts';
import { type LocalCloud, person, startCloud } from '../identity/local-cloud.ts';
import { nothing } from './calendar-calls.ts';
import { channelCalls, must, openChannel } from './channel-calls.ts';
import { type Receiver, startReceiver } from './receiver.ts';

let cloud: LocalCloud;
let channels: Channels;
let place: Place;
let calls: ReturnType<typeof channelCalls>;
let receiver: Receiver;
const [ada, bram] = [person('Ada Quill'), person('Bram Ostler')];
beforeAll(async () => {
  cloud = await startCloud([ada, bram], { retryPausesMilliseconds: [1] });
  channels = cloud.graph.channels(cloud.tid);
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  place = openChannel(channels, [ada, bram]);
  calls = channelCalls(cloud, place);
  receiver = await startReceiver();
});
afterEach(() => {
  channels.uninstallApp(place.teamId);
  receiver.close();
});

const soon = (minutes: number) => String(Temporal.Now.instant().add({ minutes }));
const subscriptionSchema = z.object({ id: z.guid(), expirationDateTime: z.string() });

function watch(more: object = {}) {
  const body = {
    changeType: 'created,updated,deleted',
    resource: `/teams/${place.teamId}/channels/${place.channelId}/messages`,
    notificationUrl: receiver.url,
    lifecycleNotificationUrl: receiver.url,
    expirationDateTime: soon(59),
    clientState: 'between us',
    ...more,
  };
  return calls.graph.call('watchChannel', { as: calls.as, schema: subscriptionSchema, body });
}

const renew = (subscription: string, minutes: number) =>
  calls.graph.call('renewChannelWatch', {
    as: calls.as,
    schema: subscriptionSchema,
    path: { subscription },
    body: { expirationDateTime: soon(minutes) },
  });

const end = (subscription: string) =>
  calls.graph.call('endChannelWatch', { as: calls.as, schema: nothing, path: { subscription } });

/** What arrived, as `created …/messages('1')`, when everything under way has. */
async function told(): Promise<string[]> {
  await cloud.graph.delivered();
  return receiver.batches.flat().map(({ changeType, lifecycleEvent, resource }) => {
    const short = String(resource).replace(`teams('${place.teamId}')/channels('${place.channelId}')/`, '');
    return `${changeType ?? lifecycleEvent} ${short}`;
  });
}

describe('a watch of a channel', () => {
  it('tells of messages and replies, edits, reactions and deletions, by name only', async () => {
    const { id: subscriptionId } = must(await watch());
    const root = channels.post(place, ada.id, '<p>I tried it.</p>');
    const reply = channels.reply(root, bram.id, '<p>So did I.</p>');
    channels.react(reply, ada.id, '👍');
    channels.edit(root, '<p>I tried it twice.</p>');
    channels.delete(reply);
    channels.undelete(reply);
    const [messageName, replyName] = [`messages('${root.id}')`, `messages('${root.id}')/replies('${reply.id}')`];
    expect(await told()).toEqual([
      `created ${messageName}`,
      `created ${replyName}`,
      `updated ${replyName}`,
      `updated ${messageName}`,
      `deleted ${replyName}`,
      `updated ${replyName}`,
    ]);
    expect(receiver.batches[0]?.[0]).toMatchObject({ subscriptionId, clientState: 'between us', tenantId: cloud.tid });
    expect(JSON.stringify(receiver.batches)).not.toContain('tried');
  });

  it('tells nothing of other channels, and nothing once it is ended', async () => {
    const { id } = must(await watch());
    channels.post(openChannel(channels, [ada]), ada.id, '<p>Elsewhere</p>');
    expect(await end(id)).toMatchObject({ ok: true });
    expect(await end(id)).toEqual({ ok: false, reason: 'not-found' });
    channels.post(place, ada.id, '<p>Here</p>');
    expect(await told()).toEqual([]);
  });

  it('lasts an hour at most, or three days for who hears what becomes of it', async () => {
    await expect(watch({ expirationDateTime: soon(61), lifecycleNotificationUrl: null })).rejects.toThrow('400');
    await expect(watch({ expirationDateTime: soon(4_321) })).rejects.toThrow('400');
    const { id } = must(await watch({ expirationDateTime: soon(4_319) }));
    await expect(renew(id, 4_321)).rejects.toThrow('400');
    expect(await renew(id, 60)).toMatchObject({ ok: true });
  });

  it('needs the app in the team and no permission of the tenant; it ends when the app is taken out', async () => {
    const { id } = must(await watch());
    expect(cloud.issuer.tenant(cloud.tid).consents.application.has('Calendars.Read')).toBe(false);
    channels.uninstallApp(place.teamId);
    const resource = `/teams/${place.teamId}/channels/${place.channelId}/messages`;
    expect(await told()).toEqual([`subscriptionRemoved ${resource}`]);
    expect(await renew(id, 60)).toEqual({ ok: false, reason: 'not-found' });
    expect(await watch()).toMatchObject({ reason: 'permission-missing', permission: 'ChannelMessage.Read.Group' });
  });

  it('is not found when Graph never had it', async () => {
    expect(await renew(crypto.randomUUID(), 60)).toEqual({ ok: false, reason: 'not-found' });
  });
});

describe('notifications that are held back', () => {
  it('arrive late, in another order, twice or never, of which Graph tells that they were missed', async () => {
    must(await watch());
    cloud.graph.notifications.hold();
    const [one, two] = ['one', 'two', 'three'].map((words) => channels.post(place, ada.id, words).id);
    expect(await told()).toEqual([]);
    cloud.graph.notifications.release(([first, second]) => [second, first, second].flatMap((each) => each ?? []));
    const arrived = await told();
    const missed = `missed /teams/${place.teamId}/channels/${place.channelId}/messages`;
    expect(arrived).toEqual([
      `created messages('${two}')`,
      `created messages('${one}')`,
      `created messages('${two}')`,
      missed,
    ]);
  });

  it('come again when they are replayed', async () => {
    must(await watch());
    const { id } = channels.post(place, ada.id, 'one');
    await told();
    cloud.graph.notifications.replay();
    expect(await told()).toEqual([`created messages('${id}')`, `created messages('${id}')`]);
  });
});
