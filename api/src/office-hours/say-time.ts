import { Temporal } from 'temporal-polyfill';

export type Listener = { now: Temporal.Instant; timeZone: string; locale: string };

/**
 * A time as one person says it to another: "tomorrow 10:00", and beyond tomorrow "Mon 24 Nov 14:30" (with the year when it
 * is another one). Said in the listener's zone and language.
 */
export function sayTime(instant: Temporal.Instant, { now, timeZone, locale }: Listener): string {
  const day = instant.toZonedDateTimeISO(timeZone).toPlainDate();
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const time = sayClock(instant, { timeZone, locale });
  const daysAhead = today.until(day).days;
  if (Math.abs(daysAhead) <= 1) {
    return `${new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(daysAhead, 'day')} ${time}`;
  }
  const date = format(instant, locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(day.year === today.year ? {} : { year: 'numeric' }),
  });
  return `${date.replaceAll(',', '')} ${time}`;
}

/** The time of day on the listener's wall: "14:30". */
export function sayClock(instant: Temporal.Instant, { timeZone, locale }: Omit<Listener, 'now'>): string {
  return format(instant, locale, { timeZone, timeStyle: 'short' });
}

/** A date, `YYYY-MM-DD`, as people say it: "1 May", with the year when it is not this one. */
export function sayDate(date: string, { now, timeZone, locale }: Listener): string {
  const midnight = Temporal.PlainDate.from(date).toZonedDateTime('UTC').toInstant();
  const thisYear = Temporal.PlainDate.from(date).year === now.toZonedDateTimeISO(timeZone).year;
  const year = thisYear ? {} : ({ year: 'numeric' } as const);
  return format(midnight, locale, { timeZone: 'UTC', day: 'numeric', month: 'long', ...year });
}

function format(instant: Temporal.Instant, locale: string, options: Intl.DateTimeFormatOptions): string {
  return formatOf(locale, options).format(instant.epochMilliseconds);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Building a format is a hundred times dearer than using it. */
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${Object.entries(options).join(' ')}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, format);
  return format;
}
