import { learnedInChat } from '@open-door/api/leadership/actions/draft.ts';
import { pauseNudges as pause } from '@open-door/api/leadership/actions/mine.ts';
import type { Pressed } from '../card-actions.ts';
import { askLearnedCard, learnedCard, notLeaderCard, pausedCard } from '../cards/learning.ts';
import { refusedCard } from '../cards/refused.ts';
import type { Message } from '../message.ts';
import { sayRefusal } from '../say.ts';
import { isLeader, type Turn } from '../turn.ts';

/** Keeps what a leader learned in their draft; with nothing said, asks for it. */
export async function learned(turn: Turn, said: string): Promise<Message> {
  const { deps, actor, to, key } = turn;
  if (!isLeader(turn)) return notLeaderCard(to);
  const words = sentence(said.trim(), to.locale);
  if (words === '') return askLearnedCard(to);
  const kept = await learnedInChat(deps, actor, words, key);
  return kept.ok ? learnedCard(to, words) : refusedCard(to, sayRefusal(to.locale, kept));
}

/** Quiet until a date, from the reminder's own card. */
export async function pauseNudges({ deps, actor, to }: Turn, { until }: Pressed<'pause-nudges'>): Promise<Message> {
  const paused = await pause(deps, actor, { pausedUntil: until });
  return paused.ok ? pausedCard(to, until) : refusedCard(to, sayRefusal(to.locale, paused));
}

function sentence(words: string, locale: string): string {
  return words.slice(0, 1).toLocaleUpperCase(locale) + words.slice(1);
}
