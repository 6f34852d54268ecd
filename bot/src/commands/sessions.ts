import { listBookings } from '@open-door/api/office-hours/actions/bookings.ts';
import { sessionsCard } from '../cards/sessions.ts';
import type { Message } from '../message.ts';
import type { MessageKey } from '../say.ts';
import type { Turn } from '../turn.ts';

/** More would make a card nobody reads; the app has the rest. */
const shown = 5;

/** The coming sessions, on either side of them. */
export async function sessions({ deps, actor, to }: Turn, text?: MessageKey): Promise<Message> {
  const { items, next } = await listBookings(deps, actor, { when: 'coming', as: 'either', limit: shown });
  return sessionsCard(to, { bookings: items, more: next !== null, ...(text && { text }) });
}
