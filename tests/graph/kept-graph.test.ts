import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startGraph } from '../../infra/local/graph/server.ts';
import { keepGraph } from '../../infra/local/kept-graph.ts';
import { type LocalCloud, person, startCloud } from '../identity/local-cloud.ts';
import { channelCalls, openChannel } from './channel-calls.ts';
import { startReceiver } from './receiver.ts';

let cloud: LocalCloud;
let folder: string;
const ada = person('Ada Quill');
beforeAll(async () => {
  cloud = await startCloud([ada]);
  folder = await mkdtemp(path.join(tmpdir(), 'open-door-graph-'));
});
afterAll(async () => {
  await cloud.stop();
  await rm(folder, { recursive: true });
});

it('begins the next run where the last one ended: messages, delta links and who watches', async () => {
  const { graph, certificate, issuer, tid } = cloud;
  const channels = graph.channels(tid);
  const place = openChannel(channels, [ada]);
  const root = channels.post(place, ada.id, { body: { contentType: 'html', content: '<p>Kept</p>' } });
  channels.react(root, ada.id, '👍');
  const calls = channelCalls(cloud, place);
  const receiver = await startReceiver();
  const body = {
    changeType: 'created',
    resource: `/teams/${place.teamId}/channels/${place.channelId}/messages`,
    notificationUrl: receiver.url,
    expirationDateTime: new Date(Date.now() + 3_000_000).toISOString(),
    clientState: 'between us',
  };
  await calls.graph.call('watchChannel', { as: calls.as, schema: z.unknown(), body });
  const { '@odata.deltaLink': link = '' } = await calls.delta();
  const keeper = keepGraph(folder, graph.keep);
  keeper.keep(tid);
  await keeper.stop();

  const kept = keepGraph(folder, graph.keep).read(tid);
  const next = await startGraph({ port: 0, certificate, issuer, organisations: [{ tid, people: [ada], kept }] });
  const again = { ...cloud, graph: next, config: { ...cloud.config, GRAPH_URL: next.url } };
  const nextCalls = channelCalls(again, place);
  expect((await nextCalls.read(root.id)).reactions).toHaveLength(1);
  const second = next.channels(tid).post(place, ada.id, '<p>New</p>');
  const { value } = await nextCalls.delta(link.replace(graph.url, next.url));
  expect(value.map(({ id }) => id)).toEqual([second.id]);
  await next.delivered();
  expect(receiver.batches.flat()).toMatchObject([{ clientState: 'between us' }]);
  receiver.close();
  await next.stop();
});
