import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { KeptTenant } from './graph/tenant.ts';

const pauseMilliseconds = 300;

/** The file is this machine's own: it only has to be whole. */
const keptSchema = z.object({
  channels: z.custom<KeptTenant['channels']>(Boolean),
  subscriptions: z.custom<KeptTenant['subscriptions']>(Array.isArray),
});

export type GraphKeeper = {
  /** What was kept of a tenant; `undefined` when nothing was. */
  read(tid: string): KeptTenant | undefined;
  /** Soon writes what the tenant has by then. */
  keep(tid: string): void;
  /** Writes what is still to be written. */
  stop(): Promise<void>;
};

/**
 * Keeps what is in channels in files, one for each tenant, from one run to the next: what the product read is in its database,
 * and would otherwise be of messages that are not there any more.
 */
export function keepGraph(folder: string, now: (tid: string) => KeptTenant): GraphKeeper {
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
