import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { GraphMessage } from '../graph-message.ts';
import { readMessage } from '../read-message.ts';
import { type GraphChain, graphPage } from './graph-page.ts';

/** What somebody sent when the answer was lost: one of these texts, from then on. */
export type Sent = { authorId: string; words: readonly string[]; since: Temporal.Instant };
/** Where it was sent: into a channel, or below a message of it. */
type Where = { teamId: string; channelId: string; rootId: string | null };

/** How far the clocks of Teams and of this process may be apart. */
const skewMinutes = 2;
const patienceSeconds = 10;

/**
 * Looks in the channel itself, with the app's own permission, whether a message is there whose sending was never answered.
 * Null when it certainly is not (yet).
 */
export async function findSent(
  deps: Deps,
  tenantId: string,
  { teamId, channelId, rootId }: Where,
  { authorId, words, since }: Sent,
): Promise<Result<{ message: GraphMessage | null }, 'unreadable'>> {
  const from = since.subtract({ minutes: skewMinutes });
  const path = { team: teamId, channel: channelId };
  const request = {
    as: { kind: 'application', tenantId },
    schema: graphPage,
    deadlineSeconds: patienceSeconds,
  } as const;
  const isIt = (message: GraphMessage) => {
    const reading = readMessage(message);
    const isTheirs = reading?.authorId === authorId && Temporal.Instant.compare(reading.postedAt, from) >= 0;
    return isTheirs && words.includes(reading.plain.replace(/\s+/g, ' '));
  };
  for (let link: string | undefined; ; ) {
    const page =
      rootId === null
        ? await deps.graph.call('channelMessages', {
            ...request,
            path,
            query: { $top: '50', $expand: 'replies' },
            link,
          })
        : await deps.graph.call('channelReplies', {
            ...request,
            path: { ...path, message: rootId },
            query: { $top: '50' },
            link,
          });
    if (!page.ok) return refuse('unreadable');
    const { value, '@odata.nextLink': next } = page.answer;
    const message = value.find(isIt);
    if (message) return done({ message });
    link = next;
    // The chain that changed last comes first, so what was sent since cannot come after one that did not change since.
    const isPast = rootId === null && value.some((chain) => Temporal.Instant.compare(lastChangeOf(chain), from) < 0);
    if (!link || isPast) return done({ message: null });
  }
}

function lastChangeOf(chain: GraphChain): Temporal.Instant {
  const changes = [chain, ...chain.replies].map(
    ({ lastModifiedDateTime, createdDateTime }) => lastModifiedDateTime ?? createdDateTime,
  );
  return changes.reduce((a, b) => (Temporal.Instant.compare(a, b) < 0 ? b : a));
}
