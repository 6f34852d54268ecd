import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { type Actor, may } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { bookableSlots, type Offering } from '../bookable.ts';
import { type HoursPreview, type OfficeHoursDraft, officeHours } from '../schema/hours.ts';
import type { Busy } from '../slots.ts';
import { findOfferings } from '../store/hours.ts';
import { weekOf } from '../week.ts';
import { type Asker, freeBusyOf, listSeconds } from './calendar/free-busy.ts';
import { unfitHours } from './hours.ts';
import { sayOffered } from './say-slot.ts';

/**
 * The slots that learners would see in the champion's week in which a date falls, if this draft were published: what is
 * booked, notice, horizon and limits are taken into account, and nothing is stored.
 */
export async function previewOfficeHours(
  deps: Deps,
  actor: Actor,
  championId: string,
  { weekOf: date, ...draft }: OfficeHoursDraft & { weekOf: string },
  { token }: { token?: string | undefined } = {},
): Promise<Result<HoursPreview, 'not-allowed' | 'not-a-champion' | 'empty-window' | 'room-missing'>> {
  if (championId !== actor.personId && !may(actor, 'owner')) return refuse('not-allowed');
  const hours = officeHours.parse(draft);
  const unfit = unfitHours(hours);
  if (unfit) return refuse(unfit);
  const now = deps.now();
  const calendar = await calendarIn(deps, { actor, token }, championId, date);
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const published = (await findOfferings(tx, [championId], now)).get(championId);
    if (!published) return refuse('not-a-champion');
    const offering: Offering = {
      ...published,
      windows: hours.windows.map((window, index) => ({ ...window, windowId: `${index}` })),
      exceptions: hours.exceptions,
      rules: hours.rules,
      calendar: calendar ?? [],
    };
    const noon = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: offering.timeZone, plainTime: '12:00' });
    const week = weekOf(noon.toInstant(), offering.timeZone);
    const from = Temporal.Instant.fromEpochMilliseconds(week.from);
    const until = Temporal.Instant.fromEpochMilliseconds(week.until);
    return done({
      slots: bookableSlots(offering, { from, until, now }).map((slot) => sayOffered(actor, slot)),
      calendar: calendar ? 'checked' : 'not-checked',
    });
  });
}

/** What else the champion's calendar has about that week: a day more on both sides serves every zone. */
async function calendarIn(deps: Deps, asker: Asker, personId: string, date: string): Promise<Busy[] | undefined> {
  const day = Temporal.PlainDate.from(date);
  const monday = day.subtract({ days: day.dayOfWeek - 1 }).toZonedDateTime('UTC');
  const span = { from: monday.subtract({ days: 1 }).toInstant(), until: monday.add({ days: 8 }).toInstant() };
  if (Temporal.Instant.compare(span.until, deps.now()) <= 0) return undefined;
  const { busy } = await freeBusyOf(deps, asker, [{ personId }], span, { deadlineSeconds: listSeconds });
  return busy.get(personId);
}
