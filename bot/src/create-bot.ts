import type { Deps } from '@open-door/api/deps.ts';
import type { Adapter, Registration } from './adapter.ts';
import type { Delivery } from './deliver.ts';
import { deepLinks } from './links.ts';
import { openPace } from './pace.ts';

export type BotConfig = Registration & {
  BOT_ANONYMOUS: 'allowed' | 'refused';
  TEAMS_URL: string;
  TEAMS_APP_ID: string;
  /** `tenantId/objectId` of the configured programme owners. */
  OWNERS: readonly string[];
};

export type Bot = {
  /** Answers POST /api/messages. */
  messages(request: Request): Promise<Response>;
  /** Delivers the notices that are due. */
  deliver(): Promise<Delivery>;
};

/**
 * The bot. botbuilder and the conversation are loaded with the first message, not before: they cost a third of a second.
 * Nobody is let in without credentials, unless the bot has none itself and anonymous callers were expressly allowed.
 */
export function createBot(deps: Deps, config: BotConfig, channel?: Record<string, string>): Bot {
  const mayServe = Boolean(config.BOT_ID) || config.BOT_ANONYMOUS === 'allowed';
  const surroundings = { deps, links: deepLinks(config), owners: config.OWNERS };
  const pace = openPace();
  let opened: Promise<Adapter> | undefined;
  const adapter = () => {
    opened ??= import('./adapter.ts').then(({ openAdapter }) => openAdapter(config, deps.log, channel));
    return opened;
  };
  return {
    async messages(request) {
      if (!mayServe) return new Response(null, { status: 401 });
      const [{ receive }, { answer }] = await Promise.all([adapter(), import('./bot.ts')]);
      return receive(request, (incoming) => answer(surroundings, incoming));
    },
    async deliver() {
      if (!mayServe) return { delivered: 0, retried: 0, failed: 0, dropped: 0 };
      const { deliverDue } = await import('./deliver.ts');
      return deliverDue({
        ...surroundings,
        pace,
        send: async (reference, message) => (await adapter()).send(reference, message),
      });
    },
  };
}
