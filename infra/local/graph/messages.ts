import type { Temporal } from 'temporal-polyfill';
import type { MessageDraft } from './message-draft.ts';
import type { Place } from './teams.ts';

/** A message of a channel with what delta needs to know of it. Plain values throughout, so that it can be kept in a file. */
export type ChannelMessage = Place & {
  /** Milliseconds of when it was written: unique in its channel. */
  id: string;
  /** The message it replies to. */
  rootId: string | null;
  /** `null` for what Teams itself says. */
  from: { personId: string } | { app: string } | null;
  /** In milliseconds since 1970, as the rest. */
  createdAt: number;
  /** Moved by whatever happens to it, reactions too. */
  changedAt: number;
  editedAt: number | null;
  deletedAt: number | null;
  content: MessageDraft;
  reactions: { reactionType: string; personId: string; at: number }[];
  /** What a message of Teams itself tells of. */
  event: object | null;
  /** At which change of the organisation's channels it last changed. */
  version: number;
};

export type MessageChange = { message: ChannelMessage; changeType: 'created' | 'updated' | 'deleted' };

export type MessageStore = {
  version(): number;
  /** Of a channel, the first written first; deleted ones included. */
  of(channelId: string): readonly ChannelMessage[];
  find(channelId: string, messageId: string): ChannelMessage | undefined;
  add(message: NewMessage, at?: Temporal.Instant): ChannelMessage;
  change(message: ChannelMessage, changes: Partial<ChannelMessage>, at?: Temporal.Instant): void;
  /** Everything, to be kept. */
  all(): readonly ChannelMessage[];
};

type NewMessage = Pick<ChannelMessage, 'teamId' | 'channelId' | 'rootId' | 'from' | 'content' | 'event'>;

/** The messages of an organisation in memory. `tell` hears of each change after it was made. */
export function createMessages(
  kept: readonly ChannelMessage[],
  now: () => Temporal.Instant,
  tell: (change: MessageChange) => void,
): MessageStore {
  const byChannel = new Map<string, Map<string, ChannelMessage>>();
  let version = 0;
  const channel = (id: string) => {
    const found = byChannel.get(id) ?? new Map<string, ChannelMessage>();
    byChannel.set(id, found);
    return found;
  };
  for (const message of kept) {
    channel(message.channelId).set(message.id, message);
    version = Math.max(version, message.version);
  }

  return {
    version: () => version,
    of: (channelId) => [...channel(channelId).values()],
    find: (channelId, messageId) => channel(channelId).get(messageId),
    add(fresh, at = now()) {
      const here = channel(fresh.channelId);
      let { epochMilliseconds: createdAt } = at;
      while (here.has(String(createdAt))) createdAt++;
      const none = { editedAt: null, deletedAt: null, reactions: [] };
      const added = { ...fresh, ...none, id: String(createdAt), createdAt, changedAt: createdAt, version: ++version };
      here.set(added.id, added);
      tell({ message: added, changeType: 'created' });
      return added;
    },
    change(message, changes, at = now()) {
      const wasDeleted = message.deletedAt !== null;
      // A version of its own for each change, as Graph's etag has.
      const changedAt = Math.max(at.epochMilliseconds, message.changedAt + 1);
      Object.assign(message, changes, { changedAt, version: ++version });
      const isDeleted = message.deletedAt !== null && !wasDeleted;
      tell({ message, changeType: isDeleted ? 'deleted' : 'updated' });
    },
    all: () => [...byChannel.values()].flatMap((messages) => [...messages.values()]),
  };
}
