import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Refusal, refuse } from '../../platform/result.ts';
import { htmlOfWords, wordsOf } from '../compose.ts';
import type { GraphMessage } from '../graph-message.ts';
import type { Reply } from '../schema.ts';
import { currentChannel, type StoredChannel } from '../store/channel.ts';
import {
  forgetSentReply,
  lockSentReply,
  replaceSentReply,
  type SentReply,
  settleSentReply,
} from '../store/sent-replies.ts';
import { findTarget } from '../store/target.ts';
import { type Caller, refusedBecause, type SendRefusal } from './as-oneself.ts';
import { findReply } from './feed.ts';
import { findSent } from './find-sent.ts';
import { graphMessage } from './graph-page.ts';
import { takeReading } from './take-message.ts';

/** Longer than looking for a reply, making it and looking again. */
const leaseSeconds = 90;

type Refused = SendRefusal | Refusal<'no-such-post' | 'no-channel' | 'maybe-posted' | 'already-posting' | 'key-reused'>;
type Answer = ({ ok: true } & Reply) | Refused;

/**
 * Replies in the channel with the person's own permission. The same request (by its `key`) makes one reply, and so do the same
 * words again after an answer that was lost: it is looked for before another is made.
 */
export async function replyToPost(
  deps: Deps,
  { actor, token }: Caller,
  messageId: string,
  { words }: { words: string },
  key: string = deps.newId(),
): Promise<Answer> {
  const begun = await begin(deps, actor, { key, rootId: messageId, words });
  if (!begun.ok) return begun;
  const { channel, reply, mayBeThere } = begun;
  if (reply.messageId) return findReply(deps, actor, reply.messageId);
  if (mayBeThere) {
    const earlier = await lookAndSettle(deps, actor, channel, reply);
    if (earlier) return earlier;
  }
  const sent = await deps.graph.call('postReply', {
    as: { kind: 'delegated', token },
    schema: graphMessage,
    path: { team: channel.teamId, channel: channel.channelId, message: messageId },
    body: { body: { contentType: 'html', content: htmlOfWords(words) } },
  });
  if (sent.ok) return settle(deps, actor, reply, sent.answer);
  if (sent.reason === 'unreachable' && sent.maybeDone) {
    const made = await lookAndSettle(deps, actor, channel, reply);
    if (made) return made;
    await keep(deps, actor, reply);
  } else {
    await deps.db.transaction(actor.tenantId, (tx) => forgetSentReply(tx, actor.personId, reply.sendingUntil));
  }
  return refusedBecause(sent, 'no-such-post');
}

type Wanted = Pick<SentReply, 'key' | 'rootId' | 'words'>;

/** Takes the turn of this person's one reply at a time; `reply.messageId` when it was sent already. */
async function begin(deps: Deps, { tenantId, personId }: Actor, wanted: Wanted) {
  return deps.db.transaction(tenantId, async (tx) => {
    const channel = await currentChannel(tx);
    if (!channel) return refuse('no-channel');
    const root = await findTarget(tx, channel.channelKey, wanted.rootId);
    if (!root?.byLeader) return refuse('no-such-post');
    const now = deps.now();
    const lease = { sendingUntil: now.add({ seconds: leaseSeconds }), sendingSince: now, messageId: null };
    const fresh: SentReply = { ...wanted, channelKey: channel.channelKey, ...lease };
    const last = await lockSentReply(tx, personId, fresh);
    if (!last) return done({ channel, reply: fresh, mayBeThere: false });
    const isSame = last.rootId === wanted.rootId && last.words === wanted.words;
    if (last.key === wanted.key && !isSame) return refuse('key-reused');
    if (last.key === wanted.key && last.messageId) return done({ channel, reply: last, mayBeThere: false });
    const isOpen = last.messageId === null;
    if (isOpen && Temporal.Instant.compare(now, last.sendingUntil) < 0) return refuse('already-posting');
    const mayBeThere = isOpen && isSame && last.channelKey === channel.channelKey;
    const reply = mayBeThere ? { ...fresh, sendingSince: last.sendingSince } : fresh;
    await replaceSentReply(tx, personId, reply);
    return done({ channel, reply, mayBeThere });
  });
}

/** Settles a reply that is in the channel already, or whose fate cannot be told; `undefined` when it is not there. */
async function lookAndSettle(deps: Deps, actor: Actor, channel: StoredChannel, reply: SentReply) {
  const words = [wordsOf(htmlOfWords(reply.words))];
  const sent = { authorId: actor.personId, words, since: reply.sendingSince };
  const looked = await findSent(deps, actor.tenantId, { ...channel, rootId: reply.rootId }, sent);
  if (looked.ok) return looked.message ? settle(deps, actor, reply, looked.message) : undefined;
  await keep(deps, actor, reply);
  return refuse('maybe-posted');
}

/** To be looked for when it is sent again. */
async function keep(deps: Deps, { tenantId, personId }: Actor, { sendingUntil }: SentReply): Promise<void> {
  const unknown = { messageId: null, at: deps.now() };
  await deps.db.transaction(tenantId, (tx) => settleSentReply(tx, personId, sendingUntil, unknown));
}

/** The reply is in the channel, and shown at once. */
async function settle(deps: Deps, actor: Actor, reply: SentReply, message: GraphMessage): Promise<Answer> {
  const { tenantId, personId } = actor;
  await deps.db.transaction(tenantId, async (tx) => {
    const inTx = { ...deps, db: tx };
    if ((await currentChannel(tx))?.channelKey === reply.channelKey) await takeReading(inTx, tenantId, message);
    await settleSentReply(tx, personId, reply.sendingUntil, { messageId: message.id, at: deps.now() });
    await touch(inTx, tenantId, ['leaders']);
  });
  return findReply(deps, actor, message.id);
}
