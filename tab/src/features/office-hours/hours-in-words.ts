import type { OfficeHours } from '@open-door/api/office-hours/schema/hours.ts';

type Window = OfficeHours['windows'][number];

/** Hours that several weekdays share. */
export type SharedHours = Pick<Window, 'startsAt' | 'endsAt' | 'timeZone' | 'everyWeeks'> & { weekdays: number[] };

/** Weekly windows as a colleague would say them: days with the same hours together, those that are over left out. */
export function sharedHours(windows: readonly Window[], today: string): SharedHours[] {
  const standing = windows.filter(({ validUntil }) => validUntil === null || validUntil >= today);
  const groups = Map.groupBy(standing, ({ startsAt, endsAt, timeZone, everyWeeks }) =>
    [startsAt, endsAt, timeZone, everyWeeks].join(),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const weekdays = [...new Set(group.map(({ weekday }) => weekday))].sort((one, other) => one - other);
    const { startsAt, endsAt, timeZone, everyWeeks } = first;
    return [{ weekdays, startsAt, endsAt, timeZone, everyWeeks }];
  });
}
