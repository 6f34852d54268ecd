import dayjs, { type Dayjs } from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { type Contender, hourAndMinute, sessionMinutes, windows } from './month.ts';

dayjs.extend(utc);
dayjs.extend(timezone);

const contender: Contender<{ startsAt: Dayjs; endsAt: Dayjs }> = {
  list: (zone, { from, until }) => {
    const slots: { startsAt: Dayjs; endsAt: Dayjs }[] = [];
    const today = dayjs.tz(from, zone).startOf('day');
    const monday = today.subtract((today.day() + 6) % 7, 'day');
    for (const window of windows) {
      const [openHour, openMinute] = hourAndMinute(window.startsAt);
      const [closeHour, closeMinute] = hourAndMinute(window.endsAt);
      for (let day = monday.add(window.weekday - 1, 'day'); day.valueOf() < until; day = day.add(1, 'week')) {
        const closes = day.hour(closeHour).minute(closeMinute);
        let startsAt = day.hour(openHour).minute(openMinute);
        for (;;) {
          const endsAt = startsAt.add(sessionMinutes, 'minute');
          if (endsAt.valueOf() > closes.valueOf()) break;
          if (startsAt.valueOf() >= from && startsAt.valueOf() < until) slots.push({ startsAt, endsAt });
          startsAt = endsAt;
        }
      }
    }
    return slots.sort((a, b) => a.startsAt.valueOf() - b.startsAt.valueOf());
  },
  read: ({ startsAt, endsAt }) => [startsAt.valueOf(), endsAt.valueOf()],
};
export default contender;
