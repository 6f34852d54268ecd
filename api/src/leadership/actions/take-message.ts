import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Tx } from '../../platform/database.ts';
import type { GraphRefusal } from '../../platform/graph.ts';
import { done, isRefusal, type Refusal, type Result, refuse } from '../../platform/result.ts';
import type { GraphMessage } from '../graph-message.ts';
import { type MessageReading, readMessage } from '../read-message.ts';
import { currentChannel, type StoredChannel } from '../store/channel.ts';
import { loseMessage, saveMessages, sayTopics } from '../store/messages.ts';
import { graphMessage } from './graph-page.ts';

export type MessagePlace = { messageId: string; rootId: string | null };

/**
 * Reads one message of the channel as the app, and keeps it as it is now. `not-found`: Teams has no such message, and
 * none is shown any more.
 */
export async function takeMessage(
  deps: Deps,
  tenantId: string,
  place: MessagePlace,
): Promise<{ ok: true } | Refusal<'no-channel'> | GraphRefusal> {
  const channel = await deps.db.transaction(tenantId, currentChannel);
  if (!channel) return refuse('no-channel');
  const read = await askFor(deps, tenantId, channel, place);
  if (!isRefusal(read)) {
    await keepReadings(deps, tenantId, channel.channelKey, [readMessage(read.answer)]);
    return done({});
  }
  if (read.reason === 'not-found') {
    await deps.db.transaction(tenantId, async (tx) => {
      const wasHere = await loseMessage(tx, channel.channelKey, place.messageId, deps.now());
      if (wasHere) await touch({ ...deps, db: tx }, tenantId, ['leaders']);
    });
  }
  return read;
}

function askFor(
  deps: Deps,
  tenantId: string,
  { teamId: team, channelId }: StoredChannel,
  { messageId, rootId }: MessagePlace,
) {
  const as = { kind: 'application', tenantId } as const;
  const path = { team, channel: channelId };
  return rootId === null
    ? deps.graph.call('channelMessage', { as, schema: graphMessage, path: { ...path, message: messageId } })
    : deps.graph.call('channelReply', {
        as,
        schema: graphMessage,
        path: { ...path, message: rootId, reply: messageId },
      });
}

/**
 * Keeps what Graph answered to a post or reply, so that it shows at once. `topics` are what its author said that it is
 * about. Answers the message as it was read.
 */
export async function takeReading(
  deps: Deps,
  tenantId: string,
  message: GraphMessage,
  { topics }: { topics?: readonly string[] } = {},
): Promise<Result<{ reading: MessageReading }, 'no-channel'>> {
  const reading = readMessage(message);
  if (!reading) throw new Error(`Microsoft Graph answered a message of the type ${message.messageType} to a post`);
  return deps.db.transaction(tenantId, async (tx) => {
    const channel = await currentChannel(tx);
    if (!channel) return refuse('no-channel');
    await keepReadings({ ...deps, db: tx }, tenantId, channel.channelKey, [reading]);
    if (topics) await sayTopics(tx, channel.channelKey, reading.messageId, topics);
    return done({ reading });
  });
}

/** Keeps what was read, and tells whoever looks when it changed something; null is what Teams wrote by itself. */
export async function keepReadings(
  deps: Deps,
  tenantId: string,
  channelKey: string,
  readings: readonly (MessageReading | null)[],
): Promise<void> {
  const messages = readings.filter((reading) => reading !== null);
  await deps.db.transaction(tenantId, async (tx: Tx) => {
    const changed = await saveMessages(tx, channelKey, messages);
    if (changed.length > 0) await touch({ ...deps, db: tx }, tenantId, ['leaders']);
  });
}
