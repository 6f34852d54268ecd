import { listSlots, type Slot } from '@open-door/api/office-hours/slots.ts';
import { Temporal } from 'temporal-polyfill';
import { type Contender, sessionMinutes, windows } from './month.ts';

const rules = {
  sessionMinutes,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  horizonDays: 60,
};

const contender: Contender<Slot> = {
  list: (timeZone, month) => {
    const from = Temporal.Instant.fromEpochMilliseconds(month.from);
    const until = Temporal.Instant.fromEpochMilliseconds(month.until);
    const weekly = windows.map((window, i) => ({
      ...window,
      timeZone,
      windowId: String(i),
      everyWeeks: 1,
      validFrom: '2026-01-01',
    }));
    return listSlots({ windows: weekly, exceptions: [], busy: [], rules, now: from, from, until });
  },
  read: ({ startsAt, endsAt }) => [startsAt.epochMilliseconds, endsAt.epochMilliseconds],
};
export default contender;
