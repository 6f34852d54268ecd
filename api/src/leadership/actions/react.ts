import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Refusal, refuse } from '../../platform/result.ts';
import type { Post } from '../schema.ts';
import { currentChannel } from '../store/channel.ts';
import { findTarget, keepReactions, type Target } from '../store/target.ts';
import { type Caller, refusedBecause, type SendRefusal } from './as-oneself.ts';
import { takeMessage } from './take-message.ts';

type Wish = { reaction: string; given: boolean };

/** Gives a reaction in Teams with the person's own permission, or takes it back; twice is as once. */
export async function reactToPost(
  deps: Deps,
  { actor, token }: Caller,
  messageId: string,
  wish: Wish,
): Promise<{ ok: true; reactions: Post['reactions'] } | SendRefusal | Refusal<'no-such-post' | 'no-channel'>> {
  const { tenantId } = actor;
  const found = await deps.db.transaction(tenantId, async (tx) => {
    const channel = await currentChannel(tx);
    if (!channel) return refuse('no-channel');
    const target = await findTarget(tx, channel.channelKey, messageId);
    return target ? done({ channel, target }) : refuse('no-such-post');
  });
  if (!found.ok) return found;
  const { channel, target } = found;
  const sent = await send(deps, token, { ...channel, messageId, rootId: target.rootId }, wish);
  if (!sent.ok) return refusedBecause(sent, 'no-such-post');
  const taken = await takeMessage(deps, tenantId, { messageId, rootId: target.rootId });
  if (!taken.ok && taken.reason === 'not-found') return refuse('no-such-post');
  return deps.db.transaction(tenantId, async (tx) => {
    const { reactions } = (await findTarget(tx, channel.channelKey, messageId)) ?? target;
    const now = withWish(reactions, actor.personId, wish);
    if (now !== reactions) {
      await keepReactions(tx, channel.channelKey, messageId, now);
      await touch({ ...deps, db: tx }, tenantId, ['leaders']);
    }
    return done({ reactions: sayReactions(actor, now) });
  });
}

type Place = { teamId: string; channelId: string; messageId: string; rootId: string | null };

function send(deps: Deps, token: string, { teamId, channelId, messageId, rootId }: Place, { reaction, given }: Wish) {
  const request = {
    as: { kind: 'delegated', token },
    schema: z.unknown(),
    body: { reactionType: reaction },
  } as const;
  const channel = { team: teamId, channel: channelId };
  return rootId === null
    ? deps.graph.call(given ? 'setReaction' : 'unsetReaction', { ...request, path: { ...channel, message: messageId } })
    : deps.graph.call(given ? 'setReplyReaction' : 'unsetReplyReaction', {
        ...request,
        path: { ...channel, message: rootId, reply: messageId },
      });
}

/** As it is by what Teams has just agreed to, where Teams cannot be read now or does not say so yet. */
function withWish(reactions: Target['reactions'], personId: string, { reaction, given }: Wish): Target['reactions'] {
  const isGiven = reactions.some((one) => one.reaction === reaction && one.by.includes(personId));
  if (isGiven === given) return reactions;
  const without = reactions.map((one) =>
    one.reaction === reaction ? { reaction, by: one.by.filter((each) => each !== personId) } : one,
  );
  if (!given) return without;
  const before = without.find((one) => one.reaction === reaction)?.by ?? [];
  return [...without.filter((one) => one.reaction !== reaction), { reaction, by: [...before, personId] }];
}

function sayReactions({ personId }: Actor, reactions: Target['reactions']): Post['reactions'] {
  return reactions
    .filter(({ by }) => by.length > 0)
    .map(({ reaction, by }) => ({ reaction, count: by.length, mine: by.includes(personId) }))
    .sort((a, b) => b.count - a.count || (a.reaction < b.reaction ? -1 : 1));
}
