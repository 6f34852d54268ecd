import type { Reason } from '../../matching/reason.ts';
import type { Actor } from '../../platform/actor.ts';
import { messageKey, say } from '../../platform/messages.ts';
import { topicInSentence } from '../../topics/label.ts';

/** Why two people were brought together, in words for whoever looks on: said of the mentor, and of both where it is of both. */
export function sayPairReasons({ locale }: Actor, reasons: readonly Reason[]): string[] {
  return reasons.flatMap((reason) => {
    const key = messageKey(`cohort.reason.${reason.kind}`);
    if (!key) return [];
    const language =
      reason.kind === 'language' ? new Intl.DisplayNames(locale, { type: 'language' }).of(reason.language) : undefined;
    const topic = 'topic' in reason ? topicInSentence(reason.topic, locale) : undefined;
    const { startsAt: _, ...facts } = { startsAt: undefined, ...reason };
    return [say(locale, key, { ...facts, ...(language && { language }), ...(topic && { topic }) })];
  });
}
