/** A session's start and end, in epoch milliseconds. */
export type Session = readonly [start: number, end: number];

/** One library's way of listing a champion's slots. What `list` gives is as the library has it; `read` is not timed. */
export type Contender<Slot = unknown> = {
  list: (timeZone: string, month: Month) => Slot[];
  read: (slot: Slot) => Session;
};

/** Four weeks, as epoch milliseconds. */
export type Month = { from: number; until: number };

const fourWeeks = 28 * 86_400_000;
const monthFrom = (from: string): Month => ({ from: Date.parse(from), until: Date.parse(from) + fourWeeks });

export const sessionMinutes = 15;

/** Six hours on each working day: 480 sessions of a quarter of an hour in four weeks. */
export const windows = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, startsAt: '09:00', endsAt: '12:00' },
  { weekday, startsAt: '14:00', endsAt: '17:00' },
]);

/** No zone's clock changes in these weeks. */
export const quietMonth = monthFrom('2026-06-01T00:00Z');
export const seenZone = 'Europe/Lisbon';

/** Clocks in Europe change on 29 March 2026. */
export const changingMonth = monthFrom('2026-03-16T00:00Z');

/** The months after the quiet one: weeks in which nothing was listed before. */
export const laterMonth = (nth: number): Month => ({
  from: quietMonth.from + (nth + 1) * fourWeeks,
  until: quietMonth.until + (nth + 1) * fourWeeks,
});

/** Samples of the tz database without a zone in common: to become warm on, and to measure, each zone seen once. */
const everyEighth = (first: number) => Intl.supportedValuesOf('timeZone').filter((_, i) => i % 8 === first);
export const warmingZones = everyEighth(4).filter((zone) => zone !== seenZone);
export const unseenZones = everyEighth(0).filter((zone) => zone !== seenZone);
export const zonesOfUnseenWeeks = everyEighth(2).filter((zone) => zone !== seenZone);

export const hourAndMinute = (time: string) => time.split(':').map(Number) as [hour: number, minute: number];
