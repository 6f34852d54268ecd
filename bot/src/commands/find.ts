import { findChampions } from '@open-door/api/matching/actions/find-champions.ts';
import { goal as goalSchema } from '@open-door/api/matching/schema.ts';
import { listSlots } from '@open-door/api/office-hours/actions/slots.ts';
import type { OfferedSlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import { askGoalCard } from '../cards/ask-goal.ts';
import { championsCard, type Found } from '../cards/champions.ts';
import { helpCard } from '../cards/help.ts';
import type { Message } from '../message.ts';
import { say } from '../say.ts';
import { isChampion, isLeader, type Turn } from '../turn.ts';

const slotsShown = 3;
/** Full sessions are among the slots, to be waited for. */
const slotsRead = 12;

/** From a goal to three champions; without a goal, asks for one. `unsure` goals count only when they name a topic. */
export async function find(turn: Turn, said: string, { unsure = false } = {}): Promise<Message> {
  const { deps, actor, to } = turn;
  const goal = said.slice(0, 600).trim();
  if (goal === '') return askGoalCard(to);
  const { topics, matches } = await findChampions(deps, actor, goalSchema.parse({ goal }));
  if (unsure && topics.length === 0)
    return helpCard(to, { unsure: true, isChampion: isChampion(turn), isLeader: isLeader(turn) });
  if (matches.length === 0) return askGoalCard(to, { before: say(to.locale, 'find.none'), goal });
  const found: Found[] = [];
  for (const match of matches) {
    const slots = await listSlots(deps, actor, match.person.personId, { limit: slotsRead });
    found.push({ match, ...freeAndFull(slots.ok ? slots.items : []) });
  }
  return championsCard(to, { found, topics, question: goal });
}

function freeAndFull(slots: readonly OfferedSlotOnWire[]) {
  const free = slots.filter(({ seats }) => seats?.left !== 0).slice(0, slotsShown);
  return { free, full: slots.find(({ seats }) => seats?.left === 0) };
}
