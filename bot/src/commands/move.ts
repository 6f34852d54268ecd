import { moveInChat } from '@open-door/api/office-hours/actions/in-chat.ts';
import { suggestMoves } from '@open-door/api/office-hours/actions/suggest-moves.ts';
import type { Pressed } from '../card-actions.ts';
import { refusedCard } from '../cards/refused.ts';
import { askMoveCard, standingCard } from '../cards/session.ts';
import type { Message } from '../message.ts';
import { sayRefusal } from '../say.ts';
import type { Turn } from '../turn.ts';

/** Offers times near a session to move it to. */
export async function askMove({ deps, actor, to }: Turn, { bookingId }: Pressed<'ask-move'>): Promise<Message> {
  const suggested = await suggestMoves(deps, actor, bookingId);
  return suggested.ok ? askMoveCard(to, suggested) : refusedCard(to, sayRefusal(to.locale, suggested));
}

/** Moves a session to the time that was pressed; one that cannot be had is answered with others, and the session stays. */
export async function move(turn: Turn, wanted: Pressed<'move'>): Promise<Message> {
  const { deps, actor, to } = turn;
  const moved = await moveInChat(deps, actor, wanted, turn);
  if (moved.ok) return standingCard(to, moved, 'moved');
  const words = sayRefusal(to.locale, moved);
  const suggested = await suggestMoves(deps, actor, wanted.bookingId);
  if (!suggested.ok) return refusedCard(to, words);
  const nearest = 'nearest' in moved && moved.nearest ? moved.nearest : suggested.nearest;
  return askMoveCard(to, { booking: suggested.booking, nearest, before: words, note: wanted.note });
}
