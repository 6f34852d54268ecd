import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

const longestAnswerMilliseconds = 10_000;
const mostRemembered = 1_000;

export type Deliveries = {
  /** The handshake with a new address; answers what is wrong with it. */
  validate(url: string): Promise<string | undefined>;
  /** Posts a notification soon, with others for the same address. `missed` is told when nobody took it, after some attempts. */
  send(url: string, notification: object, missed: () => void): void;
  /** From now on nothing is delivered until it is let go. */
  hold(): void;
  /**
   * Lets go what was held, arranged: in another order, twice, or without what is left out, which is given up as if nobody had
   * taken it. What comes afterwards is delivered as usual.
   */
  release(arrange?: (held: readonly object[]) => readonly object[]): void;
  /** Delivers once more what was ever delivered, the oldest first. */
  replay(): void;
  /** Settles when nothing is on its way any more. */
  settled(): Promise<void>;
  stop(): void;
};

type Waiting = { notification: object; missed: () => void };
type Addressed = Waiting & { url: string };

/**
 * Brings notifications to their receivers, in order, as
 * https://learn.microsoft.com/graph/change-notifications-delivery-webhooks says; only its patience is shorter than Graph's
 * four hours: `retryPauses`, in milliseconds.
 */
export function createDeliveries({
  retryPauses = [200, 1_000, 5_000],
}: {
  retryPauses?: readonly number[];
} = {}): Deliveries {
  const queues = new Map<string, Waiting[]>();
  const sent: Addressed[] = [];
  let held: Addressed[] | undefined;
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();

  async function empty(url: string, queue: Waiting[]) {
    // What happens in the same moment goes out together.
    await wait(0);
    while (queue.length && !stopping.signal.aborted) {
      const batch = queue.splice(0);
      const taken = await attempt(url, { value: batch.map(({ notification }) => notification) });
      if (!taken) for (const { missed } of batch) missed();
    }
    queues.delete(url);
  }

  async function attempt(url: string, body: object): Promise<boolean> {
    for (const pause of [...retryPauses, undefined]) {
      if (await isTaken(url, body)) return true;
      if (pause === undefined || stopping.signal.aborted) return false;
      await wait(pause, undefined, { signal: stopping.signal }).catch(() => {});
    }
    return false;
  }

  async function isTaken(url: string, body: object): Promise<boolean> {
    const headers = { 'content-type': 'application/json' };
    const response = await post(url, { headers, body: JSON.stringify(body) });
    await response?.body?.cancel();
    return response?.ok ?? false;
  }

  function post(url: string, init: RequestInit): Promise<Response | undefined> {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(longestAnswerMilliseconds)]);
    return fetch(url, { method: 'POST', redirect: 'manual', ...init, signal }).catch(() => undefined);
  }

  function send({ url, ...waiting }: Addressed) {
    const queue = queues.get(url);
    if (queue) {
      queue.push(waiting);
      return;
    }
    const fresh = [waiting];
    queues.set(url, fresh);
    const emptied: Promise<void> = empty(url, fresh).finally(() => underWay.delete(emptied));
    underWay.add(emptied);
  }

  return {
    async validate(url) {
      const token = `Validation: Testing client application reachability ${randomBytes(12).toString('base64')}`;
      const address = new URL(url);
      address.searchParams.set('validationToken', token);
      const response = await post(address.href, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
      if (!response) return 'Notification endpoint did not answer in time.';
      const text = await response.text().catch(() => '');
      if (response.status !== 200) return 'Notification endpoint must respond with 200 OK to validation request.';
      if (!/^text\/plain\b/i.test(response.headers.get('content-type') ?? '')) {
        return 'Response to the validation request must be of the type text/plain.';
      }
      return text === token ? undefined : 'Response must exactly match validationToken query parameter.';
    },
    send(url, notification, missed) {
      const addressed = { url, notification, missed };
      sent.push(addressed);
      if (sent.length > mostRemembered) sent.shift();
      if (held) held.push(addressed);
      else send(addressed);
    },
    hold() {
      held ??= [];
    },
    release(arrange = (all) => all) {
      const waiting = held ?? [];
      held = undefined;
      const arranged = arrange(waiting.map(({ notification }) => notification));
      for (const each of arranged) {
        const addressed = waiting.find(({ notification }) => notification === each);
        if (addressed) send(addressed);
      }
      for (const { notification, missed } of waiting) if (!arranged.includes(notification)) missed();
    },
    replay() {
      for (const each of sent) send(each);
    },
    async settled() {
      while (underWay.size) await Promise.all(underWay);
    },
    stop: () => stopping.abort(),
  };
}
