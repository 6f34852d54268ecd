import type { Deps } from '../../api/src/deps.ts';
import { publishOfficeHours } from '../../api/src/office-hours/actions/hours.ts';
import type { OfficeHoursDraft } from '../../api/src/office-hours/schema/hours.ts';
import type { Hired } from './organisation.ts';

type Hours = {
  weekdays?: number[];
  startsAt?: string;
  endsAt?: string;
  timeZone?: string;
  exceptions?: OfficeHoursDraft['exceptions'];
  seats?: number;
  place?: 'teams' | 'room' | 'either';
  room?: string;
} & Partial<OfficeHoursDraft['rules']>;

/** Tuesdays 10:00 to 12:00 in the champion's zone in half hours, at any notice, four weeks ahead; unless told otherwise. */
export function hours({
  weekdays = [2],
  startsAt = '10:00',
  endsAt = '12:00',
  ...given
}: Hours = {}): OfficeHoursDraft {
  const { timeZone = 'Europe/Lisbon', exceptions = [], seats = 1, place = 'teams', room = '', ...rules } = given;
  const window = {
    startsAt,
    endsAt,
    timeZone,
    everyWeeks: 1,
    validFrom: '2026-01-05',
    validUntil: null,
    seats,
    place,
    room,
  };
  return {
    windows: weekdays.map((weekday) => ({ ...window, weekday })),
    exceptions,
    rules: {
      sessionMinutes: 30,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      minimumNoticeMinutes: 0,
      horizonDays: 28,
      ...rules,
    },
  };
}

export async function publish(deps: Deps, champion: Hired, given?: Hours): Promise<void> {
  const result = await publishOfficeHours(deps, champion, champion.personId, hours(given));
  if (!result.ok) throw new Error(result.reason);
}
