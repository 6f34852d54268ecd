import { type Listener, sayClock, sayTime } from '@open-door/api/office-hours/say-time.ts';
import { Temporal } from 'temporal-polyfill';

/** Who is told, where and when. */
export type Reader = Listener;

/** The start of a session as people say it: "tomorrow 10:00", later "Mon 24 Nov 10:00", in the reader's zone. */
export function sayStart(startsAt: string, reader: Reader): string {
  return sayTime(Temporal.Instant.from(startsAt), reader);
}

/** A session's time as people say it, with its end: "tomorrow 10:00–10:30". */
export function sayTimes(session: { startsAt: string; endsAt: string }, reader: Reader): string {
  return `${sayStart(session.startsAt, reader)}–${sayClock(Temporal.Instant.from(session.endsAt), reader)}`;
}

/** The time of day to the second, for what runs out within minutes: "10:42:30". */
export function sayExactly(instant: string, { timeZone, locale }: Reader): string {
  return new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'medium' }).format(Date.parse(instant));
}

/** What the clock shows now. */
export function sayNow(reader: Reader): string {
  return sayClock(reader.now, reader);
}

/**
 * A session's start on somebody else's clock, in the reader's words: "18:00", with the day where theirs is another one.
 * Undefined when their clock shows what the reader's does, or their zone is none that this runtime knows.
 */
export function sayTheirStart(startsAt: string, theirZone: string, reader: Reader): string | undefined {
  const instant = Temporal.Instant.from(startsAt);
  const theirs = wallTime(instant, theirZone);
  const ours = instant.toZonedDateTimeISO(reader.timeZone).toPlainDateTime();
  if (!theirs || theirs.equals(ours)) return undefined;
  const clock = sayClock(instant, { ...reader, timeZone: theirZone });
  if (theirs.toPlainDate().equals(ours.toPlainDate())) return clock;
  const day = new Intl.DateTimeFormat(reader.locale, { timeZone: theirZone, weekday: 'short' });
  return `${day.format(instant.epochMilliseconds)} ${clock}`;
}

function wallTime(instant: Temporal.Instant, timeZone: string): Temporal.PlainDateTime | undefined {
  try {
    return instant.toZonedDateTimeISO(timeZone).toPlainDateTime();
  } catch {
    return undefined;
  }
}

/** A zone by the name people give it: "Western European Time". */
export function sayZone({ timeZone, locale, now }: Reader): string {
  const named = (timeZoneName: 'longGeneric' | 'long') =>
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })
      .formatToParts(now.epochMilliseconds)
      .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  const generic = named('longGeneric');
  // Of UTC only the other form is a name.
  return generic.startsWith('GMT') ? named('long') : generic;
}

/** A time that stands by itself, such as on a button: "Tomorrow 10:00". */
export function capital(words: string, { locale }: Reader): string {
  return words.slice(0, 1).toLocaleUpperCase(locale) + words.slice(1);
}
