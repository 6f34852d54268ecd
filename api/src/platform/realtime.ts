import type { WebPubSubServiceClient } from '@azure/web-pubsub';
import type { Config } from './config.ts';

/** Tells the people who have a page open that something changed: which topic, and its version; never what. */
export type Realtime = {
  /** Rejects when it could not be said; whoever watches then hears of it when they ask for versions. */
  publish(tenantId: string, changes: readonly { topic: string; version: number }[]): Promise<void>;
  /** An address to connect to, which is good for exactly these topics; null where nothing is pushed. */
  connection(tenantId: string, personId: string, topics: readonly string[]): Promise<{ url: string } | null>;
};

/** Nothing is pushed: everybody asks for versions. */
export const noRealtime: Realtime = { publish: async () => {}, connection: async () => null };

/** Topics are of one tenant, groups are of the whole hub. */
export function groupOf(tenantId: string, topic: string): string {
  return `${tenantId}:${topic}`;
}

/** As main.bicep names it. */
const hub = 'open_door';
/** Late news is no news: by then everybody has asked. */
const patienceMilliseconds = 5_000;
const minutesToConnect = 5;
/** An import can call off the sessions of hundreds. */
const atOnce = 16;

/**
 * Azure Web PubSub at `WEB_PUBSUB_URL`, signed in to with `WEB_PUBSUB_KEY`, or as the managed identity where there is no
 * key. Its library is loaded with the first use.
 */
export function openRealtime({ WEB_PUBSUB_URL: url, WEB_PUBSUB_KEY: key }: PubSubConfig): Realtime {
  if (!url) return noRealtime;
  let opened: Promise<WebPubSubServiceClient> | undefined;
  const service = () => {
    opened ??= openService(url, key);
    return opened;
  };
  return {
    publish: async (tenantId, changes) => {
      const client = await service();
      const waiting = changes.values();
      const speak = async () => {
        for (const { topic, version } of waiting) {
          const abortSignal = AbortSignal.timeout(patienceMilliseconds);
          await client.group(groupOf(tenantId, topic)).sendToAll({ version }, { abortSignal });
        }
      };
      await Promise.all(Array.from({ length: Math.min(atOnce, changes.length) }, speak));
    },
    connection: async (tenantId, personId, topics) => {
      const client = await service();
      const { url: address } = await client.getClientAccessToken({
        userId: personId,
        roles: topics.map((topic) => `webpubsub.joinLeaveGroup.${groupOf(tenantId, topic)}`),
        expirationTimeInMinutes: minutesToConnect,
        abortSignal: AbortSignal.timeout(patienceMilliseconds),
      });
      return { url: address };
    },
  };
}

type PubSubConfig = Pick<Config, 'WEB_PUBSUB_URL' | 'WEB_PUBSUB_KEY'>;

async function openService(url: string, key: string | undefined): Promise<WebPubSubServiceClient> {
  const { AzureKeyCredential, WebPubSubServiceClient } = await import('@azure/web-pubsub');
  const options = { allowInsecureConnection: url.startsWith('http:'), retryOptions: { maxRetries: 1 } };
  if (key) return new WebPubSubServiceClient(url, new AzureKeyCredential(key), hub, options);
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new WebPubSubServiceClient(url, new DefaultAzureCredential(), hub, options);
}
