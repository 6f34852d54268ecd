import { WebPubSubClient, WebPubSubJsonProtocol } from '@azure/web-pubsub-client';

export type Socket = { close(): void };

export type SocketEvents = {
  onVersion: (group: string, version: number) => void;
  /** The connection is gone, though nobody closed it. */
  onLost: () => void;
};

const patienceMilliseconds = 10_000;
/** A connection that is gone without a word is found out by its silence: it is asked for a sign of life three times. */
const silenceMilliseconds = 45_000;

/** Connects to Azure Web PubSub and joins the groups; resolves when all of them are heard. Reconnecting is the caller's. */
export async function openSocket(url: string, groups: readonly string[], events: SocketEvents): Promise<Socket> {
  const client = new WebPubSubClient(url, {
    protocol: WebPubSubJsonProtocol(),
    autoReconnect: false,
    autoRejoinGroups: false,
    keepAliveIntervalInMs: silenceMilliseconds / 3,
    keepAliveTimeoutInMs: silenceMilliseconds,
    messageRetryOptions: { maxRetries: 0 },
  });
  let wanted = true;
  const close = () => {
    wanted = false;
    client.stop();
  };
  client.on('group-message', ({ message }) => {
    const version = versionIn(message.data);
    if (wanted && version !== undefined) events.onVersion(message.group, version);
  });
  // One that opens after it was given up is not kept.
  client.on('connected', () => {
    if (!wanted) client.stop();
  });
  const joined = client.start().then(() => Promise.all(groups.map((group) => client.joinGroup(group))));
  try {
    await inTime(joined);
  } catch (error) {
    close();
    throw error;
  }
  client.on('stopped', () => {
    if (wanted) events.onLost();
  });
  return { close };
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no live connection in time')), patienceMilliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function versionIn(data: unknown): number | undefined {
  const { version } = (data ?? {}) as { version?: unknown };
  return typeof version === 'number' ? version : undefined;
}
