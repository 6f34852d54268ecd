import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { listSlots, type SlotRules } from './slots.ts';
import { type Request, said, slowSlots } from './slots-oracle.ts';
import type { DateException, WeeklyWindow } from './window.ts';

/** Names that Intl does not list, but that mailboxes, browsers and old profiles still give. */
const links =
  `US/Eastern US/Central US/Mountain US/Pacific US/Alaska US/Hawaii US/Arizona Canada/Atlantic Canada/Newfoundland
  Brazil/East Chile/EasterIsland Mexico/BajaNorte Cuba Jamaica America/Buenos_Aires America/Indianapolis America/Nuuk
  America/Godthab GB Eire Portugal Poland Turkey W-SU Iceland Europe/Kyiv Europe/Kiev Europe/Nicosia Atlantic/Faroe
  Egypt Libya Africa/Asmara Africa/Timbuktu Israel Iran Asia/Kolkata Asia/Calcutta Asia/Kathmandu Asia/Yangon
  Asia/Ho_Chi_Minh Asia/Saigon PRC ROC ROK Japan Singapore Hongkong NZ NZ-CHAT Australia/ACT Australia/LHI
  Antarctica/South_Pole Pacific/Kanton Pacific/Samoa Kwajalein EST EST5EDT CST6CDT MST7MDT PST8PDT HST WET CET MET EET
  UTC GMT Zulu Etc/GMT+12 Etc/GMT-14`.split(/\s+/);

const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), ...links])];
const tenYears = { from: '2018-01-01', until: '2028-01-01' };

/** Clocks that did something odd outside those ten years. */
const oddities: [what: string, zone: string, from: string, until: string][] = [
  ['an offset with seconds', 'Africa/Monrovia', '1971-12-01', '1972-03-01'],
  ['days that never were', 'Pacific/Kwajalein', '1993-08-01', '1993-10-01'],
  ['days that never were', 'Pacific/Kiritimati', '1994-12-01', '1995-02-01'],
  ['days that never were', 'Pacific/Apia', '2009-06-01', '2014-06-01'],
  ['days that never were', 'Pacific/Fakaofo', '2011-12-01', '2012-02-01'],
  ['a week of daylight saving', 'America/Recife', '2000-09-01', '2000-12-01'],
  ['a week without daylight saving', 'Asia/Gaza', '2040-09-01', '2040-12-01'],
  ['no daylight saving in Ramadan', 'Africa/Casablanca', '2008-01-01', '2018-01-01'],
  ['no daylight saving in Ramadan', 'Africa/El_Aaiun', '2008-01-01', '2018-01-01'],
  ['no daylight saving in Ramadan', 'Africa/Cairo', '2010-01-01', '2015-01-01'],
  ['daylight saving of two hours', 'Antarctica/Troll', '2005-01-01', '2018-01-01'],
  ['daylight saving of half an hour', 'Australia/Lord_Howe', '1985-01-01', '1995-01-01'],
  ['half an hour and back', 'America/Caracas', '2007-01-01', '2017-01-01'],
  ['half an hour and back', 'Asia/Pyongyang', '2015-01-01', '2019-01-01'],
  ['a quarter of an hour', 'Asia/Kathmandu', '1985-06-01', '1986-06-01'],
  ['daylight saving kept, and left for good', 'Europe/Istanbul', '2011-01-01', '2018-01-01'],
  ['three rules in four years', 'Europe/Moscow', '2010-01-01', '2015-01-01'],
  ['daylight saving for two years', 'America/Argentina/Buenos_Aires', '2007-01-01', '2010-01-01'],
  ['winter time as the exception', 'Europe/Dublin', '1972-01-01', '1982-01-01'],
];

const sessionLengths = [30, 45, 25, 60, 90];

const rulesFor = (nth: number): SlotRules => ({
  sessionMinutes: sessionLengths[nth % sessionLengths.length] as number,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  horizonDays: 4000,
});

const weekly = (timeZone: string, weekday: number, startsAt: string, endsAt: string): WeeklyWindow => ({
  windowId: `${weekday} ${startsAt} ${endsAt}`,
  weekday,
  startsAt,
  endsAt,
  timeZone,
  everyWeeks: 1,
  validFrom: '1970-01-01',
});

const clock = (time: Temporal.PlainDateTime) => time.toPlainTime().toString({ smallestUnit: 'minute' });

function* changesOf(timeZone: string, from: string, until: string): Generator<Temporal.ZonedDateTime> {
  const last = Temporal.PlainDate.from(until).toZonedDateTime(timeZone);
  let at = Temporal.PlainDate.from(from).toZonedDateTime(timeZone).getTimeZoneTransition('next');
  for (; at && Temporal.ZonedDateTime.compare(at, last) < 0; at = at.getTimeZoneTransition('next')) yield at;
}

/** Where the clock of a zone stands in those ten years, and when it changes to what. */
function clocksOf(zone: string): string {
  const begin = Temporal.PlainDate.from(tenYears.from).toZonedDateTime(zone);
  const changes = [...changesOf(zone, tenYears.from, tenYears.until)];
  return [begin, ...changes].map((at) => `${at.epochMilliseconds} ${at.offset}`).join();
}

/**
 * All of the day on which the clock changes and of the night before it, hours that begin within what is skipped or comes
 * twice, and, every other time, hours off whose ends lie there.
 */
function aroundChange(change: Temporal.ZonedDateTime, nth: number): Request {
  const zone = change.timeZoneId;
  const after = change.toPlainDateTime();
  const before = change.subtract({ seconds: 1 }).toPlainDateTime().add({ seconds: 1 });
  const within = Temporal.PlainDateTime.compare(before, after) < 0 ? before : after;
  const exception: DateException = {
    date: within.toPlainDate().toString(),
    kind: nth % 4 === 1 ? 'off' : 'extra',
    startsAt: clock(within.subtract({ minutes: 20 })),
    endsAt: clock(within.add({ minutes: 40 })),
    timeZone: zone,
  };
  const from = change.subtract({ hours: 48 }).toInstant();
  return {
    windows: [
      weekly(zone, after.dayOfWeek, '00:00', '00:00'),
      weekly(zone, before.subtract({ days: 1 }).dayOfWeek, '20:45', '05:15'),
      weekly(zone, within.dayOfWeek, clock(within.add({ minutes: 10 })), clock(within.add({ hours: 4 }))),
    ],
    exceptions: nth % 2 ? [exception] : [],
    busy: [],
    rules: rulesFor(nth),
    now: from,
    from,
    until: change.add({ hours: 48 }).toInstant(),
  };
}

function compareAround(changes: Iterable<Temporal.ZonedDateTime>): number {
  let compared = 0;
  for (const change of changes) {
    const request = aroundChange(change, compared);
    expect(said(listSlots(request)), `around ${change}`).toEqual(slowSlots(request));
    compared += 1;
  }
  return compared;
}

describe('every zone of the tz database', () => {
  it('has identical slots around every change of its clock in ten years', () => {
    let compared = 0;
    for (const zone of zones) compared += compareAround(changesOf(zone, tenYears.from, tenYears.until));
    expect(compared).toBeGreaterThan(2000);
  }, 60_000);

  it('has identical slots in every week of ten years, asked for at once', () => {
    // Zones whose clocks agree throughout have the same slots: the slow way is gone once for all of them.
    const expected = new Map<string, { weekday: number; slots: ReturnType<typeof slowSlots> }>();
    for (const zone of zones) {
      const [from, until] = [tenYears.from, tenYears.until].map((date) =>
        Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant(),
      ) as [Temporal.Instant, Temporal.Instant];
      const requestOn = (weekday: number): Request => {
        const windows = [weekly(zone, weekday, '23:15', '00:45')];
        return { windows, exceptions: [], busy: [], rules: rulesFor(4), now: from, from, until };
      };
      const clocks = clocksOf(zone);
      const weekday = (expected.size % 7) + 1;
      const known = expected.get(clocks) ?? { weekday, slots: slowSlots(requestOn(weekday)) };
      expected.set(clocks, known);
      expect(said(listSlots(requestOn(known.weekday))), zone).toEqual(known.slots);
      expect(known.slots.length).toBeGreaterThan(500);
    }
    expect(expected.size).toBeGreaterThan(80);
  }, 120_000);

  it.each(oddities)('has identical slots around %s (%s from %s until %s)', (_what, zone, from, until) => {
    expect(compareAround(changesOf(zone, from, until))).toBeGreaterThan(0);
  });
});
