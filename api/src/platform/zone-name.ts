import { Temporal } from 'temporal-polyfill';

const epoch = Temporal.Instant.fromEpochMilliseconds(0);

/**
 * An IANA zone by its name as the tz database writes it: zones come from people and headers, and what is kept for each
 * of them must not grow with every way to spell one. `undefined` for what is none, offsets such as "+01:00" included.
 */
export function zoneName(text: string): string | undefined {
  if (!/^[a-z]/i.test(text)) return undefined;
  try {
    return epoch.toZonedDateTimeISO(text).timeZoneId;
  } catch {
    return undefined;
  }
}
