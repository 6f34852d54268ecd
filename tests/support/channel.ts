import { randomUUID } from 'node:crypto';
import type { MessageReading } from '@open-door/api/leadership/read-message.ts';
import { saveMessages } from '@open-door/api/leadership/store/messages.ts';
import { Temporal } from 'temporal-polyfill';
import type { Hired, Organisation } from './organisation.ts';

type Written = {
  by: Pick<Hired, 'personId' | 'displayName'>;
  /** ISO 8601; every message has an instant of its own unless told. */
  at?: string;
  words?: string;
  /** The message it replies to. */
  to?: string;
  topics?: string[];
  reactions?: MessageReading['reactions'];
  deleted?: boolean;
};

/** The chosen channel of an organisation, whose messages are written as if they had been read from Teams. */
export type TestChannel = { channelKey: string; write(message: Written): Promise<string> };

/** Chooses a channel past Graph. */
export async function openChannel({ tenantId, database }: Organisation, chosenBy: Hired): Promise<TestChannel> {
  const channelKey = randomUUID();
  await database.owner.query(
    `insert into leadership_channels (tenant_id, channel_key, team_id, channel_id, team_name, channel_name, web_url,
       chosen_by, chosen_at, state, certain_until, expires_at, subscription_id, client_state)
     values ($1, $2, gen_random_uuid(), '19:learning@thread.tacv2', 'Whole company', 'Leaders learning AI',
       'https://teams.example/l/channel', $3, now(), 'following', '2026-11-23T08:59:00Z', '2030-01-01', gen_random_uuid(), 's')`,
    [tenantId, channelKey, chosenBy.personId],
  );
  let next = Temporal.Instant.from('2026-11-02T09:00:00Z');
  let id = 1_700_000_000_000;
  const write = async ({ by, at, words = 'I tried it.', to, topics = [], reactions = [], deleted }: Written) => {
    next = next.add({ minutes: 1 });
    id += 1;
    const postedAt = at === undefined ? next : Temporal.Instant.from(at);
    const message: MessageReading = {
      messageId: String(id),
      rootId: to ?? null,
      authorId: by.personId,
      authorName: by.displayName,
      postedAt,
      version: postedAt.epochMilliseconds,
      editedAt: null,
      deletedAt: deleted ? postedAt : null,
      html: `<p>${words}</p>`,
      plain: words,
      images: [],
      reactions,
      topics,
      webUrl: `https://teams.example/l/message/${id}`,
    };
    await database.db.transaction(tenantId, (tx) => saveMessages(tx, channelKey, [message]));
    return message.messageId;
  };
  return { channelKey, write };
}
