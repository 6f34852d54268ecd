/** At most so many messages in any so many seconds. */
export type Window = { seconds: number; messages: number };

/**
 * Teams' limits for sending: in one conversation, and by one app in one tenant.
 * Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit ("Per bot per thread limit", "global limit").
 */
export const conversationWindows: readonly Window[] = [
  { seconds: 1, messages: 7 },
  { seconds: 2, messages: 8 },
  { seconds: 30, messages: 60 },
  { seconds: 3_600, messages: 1_800 },
];
/** 50 a second is for everything the app does in the tenant; the rest is left for answering people. */
export const tenantWindows: readonly Window[] = [{ seconds: 1, messages: 30 }];

/** How long to wait before one more, in ms, when earlier ones went at these times (ascending, ms) and it is `now`. */
export function pauseBefore(sent: readonly number[], now: number, windows: readonly Window[]): number {
  const pauses = windows.map(({ seconds, messages }) => {
    const oldestThatCounts = sent.at(-messages);
    return oldestThatCounts === undefined ? 0 : oldestThatCounts + seconds * 1000 - now;
  });
  return Math.max(0, ...pauses);
}

/** Keeps a run of messages within Teams' windows. Times in ms since 1970. */
export type Pace = {
  /** How long a message to this conversation has to wait. */
  pause(tenantId: string, conversationId: string, now: number): number;
  /** Takes a place in the windows for a message that goes at `at`. */
  take(tenantId: string, conversationId: string, at: number): void;
};

export function openPace(): Pace {
  const threads = keepTimes(conversationWindows);
  const tenants = keepTimes(tenantWindows);
  return {
    pause: (tenantId, conversationId, now) =>
      Math.max(threads.pause(conversationId, now), tenants.pause(tenantId, now)),
    take(tenantId, conversationId, at) {
      threads.take(conversationId, at);
      tenants.take(tenantId, at);
    },
  };
}

/** Times by key; forgets what has left the longest window. */
function keepTimes(windows: readonly Window[]) {
  const longest = Math.max(...windows.map(({ seconds }) => seconds)) * 1000;
  const times = new Map<string, number[]>();
  return {
    pause: (key: string, now: number) => pauseBefore(times.get(key) ?? [], now, windows),
    take(key: string, at: number) {
      const kept = (times.get(key) ?? []).filter((time) => time > at - longest);
      // Set anew, so that the map stays in the order of last use and the forgotten are at its front.
      times.delete(key);
      times.set(
        key,
        [...kept, at].sort((a, b) => a - b),
      );
      for (const [oldest, sent] of times) {
        if ((sent.at(-1) ?? 0) > at - longest) break;
        times.delete(oldest);
      }
    },
  };
}
