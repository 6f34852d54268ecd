import { DateTime } from 'luxon';
import { type Contender, hourAndMinute, sessionMinutes, windows } from './month.ts';

const contender: Contender<{ startsAt: DateTime; endsAt: DateTime }> = {
  list: (zone, { from, until }) => {
    const slots: { startsAt: DateTime; endsAt: DateTime }[] = [];
    const monday = DateTime.fromMillis(from, { zone }).startOf('week');
    for (const window of windows) {
      const [openHour, openMinute] = hourAndMinute(window.startsAt);
      const [closeHour, closeMinute] = hourAndMinute(window.endsAt);
      for (let day = monday.plus({ days: window.weekday - 1 }); day.toMillis() < until; day = day.plus({ weeks: 1 })) {
        const closes = day.set({ hour: closeHour, minute: closeMinute });
        let startsAt = day.set({ hour: openHour, minute: openMinute });
        for (;;) {
          const endsAt = startsAt.plus({ minutes: sessionMinutes });
          if (endsAt > closes) break;
          if (startsAt.toMillis() >= from && startsAt.toMillis() < until) slots.push({ startsAt, endsAt });
          startsAt = endsAt;
        }
      }
    }
    return slots.sort((a, b) => a.startsAt.toMillis() - b.startsAt.toMillis());
  },
  read: ({ startsAt, endsAt }) => [startsAt.toMillis(), endsAt.toMillis()],
};
export default contender;
