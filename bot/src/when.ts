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

/** A time that stands by itself, such as on a button: "Tomorrow 10:00". */
export function capital(words: string, { locale }: Reader): string {
  return words.slice(0, 1).toLocaleUpperCase(locale) + words.slice(1);
}
