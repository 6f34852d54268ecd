import { z } from 'zod';
import { contract, id } from '../../platform/contract.ts';
import { booking } from './bookings.ts';

export const calendarContract = contract({
  'POST /api/calendar/check': {
    operationId: 'checkCalendar',
    summary:
      "Brings the reader's sessions and their Outlook calendar into step: events that are still owed are written, and what they moved or declined in Outlook is taken over. One session only when it is named.",
    roles: 'everyone',
    body: z.object({ bookingId: id.optional() }),
    response: z.object({
      /** Events made, moved or cancelled just now, and those still owed. */
      written: z.number().int(),
      pending: z.number().int(),
      /** Sessions that somebody moved or declined in Outlook, as they stand now. */
      changed: z.array(booking),
      /** Why events are still owed, in words; null when none are. */
      because: z.string().nullable(),
      /** The Graph permission that nobody granted yet, when that is the reason. */
      permission: z.string().nullable(),
    }),
  },
});
export type CalendarContract = typeof calendarContract;
