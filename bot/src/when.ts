import { Temporal } from 'temporal-polyfill';

/** Who is told, where and when. */
export type Reader = { locale: string; timeZone: string; now: Temporal.Instant };

/** The start of a session as people say it: "tomorrow 10:00", later "Mon 24 Nov 10:00", in the reader's zone. */
export function sayStart(startsAt: string, reader: Reader): string {
  return `${sayDay(startsAt, reader)} ${sayClock(startsAt, reader)}`;
}

/** A session's time as people say it, with its end: "tomorrow 10:00–10:30". */
export function sayTimes(session: { startsAt: string; endsAt: string }, reader: Reader): string {
  return `${sayStart(session.startsAt, reader)}–${sayClock(session.endsAt, reader)}`;
}

/** A time that stands by itself, such as on a button: "Tomorrow 10:00". */
export function capital(words: string, { locale }: Reader): string {
  return words.slice(0, 1).toLocaleUpperCase(locale) + words.slice(1);
}

function sayDay(at: string, { locale, timeZone, now }: Reader): string {
  const day = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const daysAhead = today.until(day).days;
  if (Math.abs(daysAhead) <= 1)
    return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(daysAhead, 'day');
  const year = day.year === today.year ? {} : ({ year: 'numeric' } as const);
  const options = { timeZone, weekday: 'short', day: 'numeric', month: 'short', ...year } as const;
  return inWords(at, locale, options).replaceAll(',', '');
}

const sayClock = (at: string, { locale, timeZone }: Reader) =>
  inWords(at, locale, { timeZone, hour: 'numeric', minute: '2-digit' });

function inWords(at: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, options).format(Temporal.Instant.from(at).epochMilliseconds);
}
