import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { KeptChannels } from './graph/channels.ts';
import type { ChannelMessage } from './graph/messages.ts';
import type { Channel, Team } from './graph/teams.ts';

const pauseMilliseconds = 300;

const keptSchema = z.object({
  generation: z.string(),
  teams: z.array(z.custom<Team>()),
  channels: z.array(z.custom<Channel>()),
  messages: z.array(z.custom<ChannelMessage>()),
});

export type ChannelsKeeper = {
  /** What was kept of a tenant; `undefined` when nothing was. */
  read(tid: string): KeptChannels | undefined;
  /** Soon writes what the tenant has by then. */
  keep(tid: string): void;
  /** Writes what is still to be written. */
  stop(): Promise<void>;
};

/**
 * Keeps channels in files, one for each tenant, from one run to the next: what the product read of a channel is in its database,
 * and would otherwise be of messages that are not there any more.
 */
export function keepChannels(folder: string, now: (tid: string) => KeptChannels): ChannelsKeeper {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const fileOf = (tid: string) => path.join(folder, `${tid}.json`);

  function write() {
    clearTimeout(timer);
    timer = undefined;
    mkdirSync(folder, { recursive: true });
    for (const tid of changed) {
      writeFileSync(`${fileOf(tid)}.new`, JSON.stringify(now(tid)));
      renameSync(`${fileOf(tid)}.new`, fileOf(tid));
    }
    changed.clear();
  }

  return {
    read(tid) {
      try {
        return keptSchema.parse(JSON.parse(readFileSync(fileOf(tid), 'utf8')));
      } catch {
        return undefined;
      }
    },
    keep(tid) {
      changed.add(tid);
      timer ??= setTimeout(write, pauseMilliseconds).unref();
    },
    stop: async () => write(),
  };
}
