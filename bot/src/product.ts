import { product } from '@open-door/api/product.ts';
import { type Bot, createBot } from './create-bot.ts';

let opened: Bot | undefined;

/** The bot over the product of this process, opened once. */
export function bot(): Bot {
  const { config, deps } = product();
  opened ??= createBot(deps, config);
  return opened;
}
