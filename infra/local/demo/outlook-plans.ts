import type { Temporal } from 'temporal-polyfill';

/** What else somebody has in their Outlook calendar. */
export type OutlookPlan = {
  personId: string;
  subject: string;
  start: Temporal.Instant;
  end: Temporal.Instant;
  showAs: 'busy' | 'tentative' | 'oof' | 'free';
};

type Planned = readonly [
  name: string,
  subject: string,
  /** ISO: Monday is 1. */
  weekday: number,
  /** Wall times of the person's own zone, `HH:MM`. */
  startsAt: string,
  endsAt: string,
  /** 0 is this week. */
  weeks: readonly number[],
  showAs?: OutlookPlan['showAs'],
];

const [monday, tuesday, wednesday, thursday, friday] = [1, 2, 3, 4, 5] as const;
const everyWeek = [0, 1, 2, 3, 4] as const;

/** In the middle of champions' hours, so that a look at Outlook makes a difference; the free one makes none. */
const planned: readonly Planned[] = [
  ['Marcus Bell', 'Forecast review', tuesday, '09:30', '10:30', everyWeek],
  ['Marcus Bell', 'Budget office hour', thursday, '09:00', '10:00', [1, 3]],
  ['Marcus Bell', 'Quarter close', friday, '13:00', '15:00', [2]],
  ['Priya Raman', 'Data quality stand-up', tuesday, '14:30', '15:00', everyWeek],
  ['Priya Raman', 'Vendor call', thursday, '15:00', '16:00', [0, 2], 'tentative'],
  ['Sofia Marques', 'Away', thursday, '00:00', '23:59', [2], 'oof'],
  ['Sofia Marques', 'Team lunch', wednesday, '12:00', '13:30', everyWeek],
  ['Naomi Feldman', 'Legal review', tuesday, '11:00', '11:30', everyWeek],
  ['Diogo Salgado', 'Architecture board', wednesday, '14:30', '15:30', [1, 3]],
  ['Diogo Salgado', 'Focus time', tuesday, '14:00', '15:30', everyWeek, 'free'],
  ['Goh Jun Wei', 'Complaints round', monday, '11:00', '11:30', everyWeek],
];

type Owner = { id: string; displayName: string; timeZone: string };

/** The plans of these people in this week and the four to come, counted from the Monday before `now`. */
export function outlookPlans(people: readonly Owner[], now: Temporal.Instant): OutlookPlan[] {
  const owners = new Map(people.map((person) => [person.displayName, person]));
  return planned.flatMap(([name, subject, weekday, startsAt, endsAt, weeks, showAs = 'busy']) => {
    const owner = owners.get(name);
    if (!owner) throw new Error(`Nobody here is called ${name}.`);
    const today = now.toZonedDateTimeISO(owner.timeZone).toPlainDate();
    const first = today.subtract({ days: today.dayOfWeek - 1 }).add({ days: weekday - 1 });
    return weeks.map((week) => {
      const day = first.add({ weeks: week });
      const at = (time: string) => day.toZonedDateTime({ timeZone: owner.timeZone, plainTime: time }).toInstant();
      return { personId: owner.id, subject, start: at(startsAt), end: at(endsAt), showAs };
    });
  });
}
