import { listComing } from '@open-door/api/office-hours/actions/in-chat.ts';
import { sessionsCard } from '../cards/sessions.ts';
import type { Message } from '../message.ts';
import type { MessageKey } from '../say.ts';
import type { Turn } from '../turn.ts';

/** More would make a card nobody reads; the app has the rest. */
const shown = 5;

/** The coming sessions, on either side of them, and the places in line. */
export async function sessions({ deps, actor, to }: Turn, text?: MessageKey): Promise<Message> {
  const coming = await listComing(deps, actor, shown);
  return sessionsCard(to, { ...coming, ...(text && { text }) });
}
