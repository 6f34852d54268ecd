import { listSoonestSlots } from '@open-door/api/office-hours/actions/soonest.ts';
import { askGoalCard } from '../cards/ask-goal.ts';
import { soonestCard } from '../cards/champions.ts';
import type { Message } from '../message.ts';
import { say } from '../say.ts';
import type { Turn } from '../turn.ts';

const shown = 5;

/** Whoever can be talked to soonest. */
export async function soonest({ deps, actor, to }: Turn): Promise<Message> {
  const { items } = await listSoonestSlots(deps, actor, { limit: shown });
  return items.length > 0 ? soonestCard(to, items) : askGoalCard(to, { before: say(to.locale, 'soonest.none') });
}
