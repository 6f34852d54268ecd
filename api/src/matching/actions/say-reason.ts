import type { Temporal } from 'temporal-polyfill';
import { sayDate, sayTime } from '../../office-hours/say-time.ts';
import type { Actor } from '../../platform/actor.ts';
import { say } from '../../platform/messages.ts';
import { topicInSentence } from '../../topics/label.ts';
import type { Reason } from '../reason.ts';

/** A reason in words a colleague would use, in the reader's language and time zone. */
export function sayReason(actor: Actor, reason: Reason, now: Temporal.Instant): string {
  const { locale } = actor;
  switch (reason.kind) {
    case 'skill':
    case 'steps-ahead':
    case 'helped':
      return say(locale, `reason.${reason.kind}`, { ...reason, topic: topicInSentence(reason.topic, locale) });
    case 'language': {
      const language = new Intl.DisplayNames(locale, { type: 'language' }).of(reason.language) ?? reason.language;
      return say(locale, 'reason.language', { language });
    }
    case 'free-at':
      return say(locale, 'reason.free-at', { time: sayTime(reason.startsAt, { now, ...actor }) });
    case 'full-until':
    case 'paused-until':
      return say(locale, `reason.${reason.kind}`, { date: sayDate(reason.date, { now, ...actor }) });
    default:
      return say(locale, `reason.${reason.kind}`, reason);
  }
}
