import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { languages } from '../../platform/messages.ts';
import { done, type Refusal, type Result, refuse } from '../../platform/result.ts';
import { isTopic } from '../../topics/label.ts';
import { type Composed, mostBytes, sizeOf, wordsOf } from '../compose.ts';
import type { GraphMessage } from '../graph-message.ts';
import type { Draft, DraftContent, Post } from '../schema.ts';
import { currentChannel, type StoredChannel } from '../store/channel.ts';
import { findDraft, findDraftImage, leaseDraft, settleLease } from '../store/drafts.ts';
import { type Caller, refusedBecause, type SendRefusal } from './as-oneself.ts';
import { emptyContent, getDraft, sayDraft } from './draft.ts';
import { getPost } from './feed.ts';
import { findSent } from './find-sent.ts';
import { graphMessage } from './graph-page.ts';
import { composeIn } from './preview.ts';
import { takeReading } from './take-message.ts';

/** Longer than looking for a post, making it and looking again: who holds a draft for longer has died. */
const leaseSeconds = 120;

/** One try to bring a draft into the channel, under a lease that nobody else has. */
type Attempt = {
  channel: StoredChannel;
  content: DraftContent;
  lease: Temporal.Instant;
  /** Since when it may have been posted. */
  since: Temporal.Instant;
  /** An earlier try may have succeeded. */
  mayBeThere: boolean;
};

type Lost = Refusal<'maybe-posted'>;
type Settled = Result<Post, 'no-such-post'>;

/**
 * Posts the draft into the channel with its leader's own permission. However often and wherever this is asked for, there is one
 * message: one at a time has the draft, one whose answer was lost is looked for in the channel before another is made, and who
 * asks again is told of the same post again.
 */
export async function postDraft(
  deps: Deps,
  { actor, token }: Caller,
  { version }: { version: number },
): Promise<
  | Settled
  | SendRefusal
  | Lost
  | Refusal<'no-channel' | 'nothing-written' | 'too-long' | 'changed-elsewhere' | 'already-posting'>
> {
  const begun = await begin(deps, actor, version);
  if (!begun.ok) return begun;
  if ('posted' in begun) return getPost(deps, actor, { messageId: begun.posted });
  const { attempt, composed } = begun;
  if (attempt.mayBeThere) {
    const earlier = await lookAndSettle(deps, actor, attempt);
    if (earlier) return earlier;
  }
  const { teamId, channelId } = attempt.channel;
  const posted = await deps.graph.call('postMessage', {
    as: { kind: 'delegated', token },
    schema: graphMessage,
    path: { team: teamId, channel: channelId },
    body: { body: { contentType: 'html', content: composed.html }, hostedContents: composed.hostedContents },
  });
  if (posted.ok) return settle(deps, actor, attempt, posted.answer);
  if (posted.reason === 'unreachable' && posted.maybeDone) {
    const made = await lookAndSettle(deps, actor, attempt);
    if (made) return made;
  }
  await release(deps, actor, attempt, 'kept');
  return refusedBecause(posted, 'no-channel');
}

/** Whether a draft was posted whose answer was lost; looks in the channel, unless it was found there already. */
export async function settleDraft(
  deps: Deps,
  actor: Actor,
): Promise<Result<{ draft: Draft; post: Post | null }, 'maybe-posted' | 'no-channel'>> {
  const stored = await deps.db.transaction(actor.tenantId, (tx) => findDraft(tx, actor.personId));
  const draft = sayDraft(deps, stored);
  if (stored?.posted?.version === draft.version - 1) {
    return done({ draft, post: postIn(await getPost(deps, actor, { messageId: stored.posted.messageId })) });
  }
  if (draft.posting !== 'unknown') return done({ draft, post: null });
  const begun = await begin(deps, actor, draft.version);
  if (!begun.ok && begun.reason === 'no-channel') return begun;
  // Somebody else may be looking just now.
  const attempt = begun.ok && 'attempt' in begun ? begun.attempt : undefined;
  const found = attempt && (await lookAndSettle(deps, actor, attempt));
  if (found && !found.ok && found.reason === 'maybe-posted') return found;
  if (attempt && !found) await release(deps, actor, attempt, 'kept');
  return done({ draft: await getDraft(deps, actor), post: postIn(found) });
}

function postIn(settled: Settled | Lost | undefined): Post | null {
  if (!settled?.ok) return null;
  const { ok: _, ...post } = settled;
  return post;
}

/** Takes the draft for posting, when there is something to post and somewhere to post it. */
async function begin(deps: Deps, actor: Actor, version: number) {
  const { tenantId, personId } = actor;
  return deps.db.transaction(tenantId, async (tx) => {
    const channel = await currentChannel(tx);
    if (!channel) return refuse('no-channel');
    const draft = await findDraft(tx, personId);
    if (draft?.posted?.version === version) return done({ posted: draft.posted.messageId });
    if (draft?.version !== version) return refuse('changed-elsewhere');
    const composed = await composeWhole(tx, actor, draft.content);
    if (!composed) return refuse('nothing-written');
    if (sizeOf(composed.html) > mostBytes) return refuse('too-long');
    const at = deps.now();
    const lease = at.add({ seconds: leaseSeconds });
    if (!(await leaseDraft(tx, personId, { version, at, until: lease }))) return refuse('already-posting');
    const { content, postingSince } = draft;
    const attempt = { channel, content, lease, since: postingSince ?? at, mayBeThere: postingSince !== null };
    return done({ attempt, composed });
  });
}

async function composeWhole(tx: Tx, { personId, locale }: Actor, content: DraftContent): Promise<Composed | null> {
  const image = await findDraftImage(tx, personId);
  return composeIn(locale, content, image ? { type: image.type, base64: image.bytes.toString('base64') } : null);
}

/** Settles a draft that is in the channel already, or whose fate cannot be told; `undefined` when it is not there. */
async function lookAndSettle(deps: Deps, actor: Actor, attempt: Attempt): Promise<Settled | Lost | undefined> {
  const { channel, content, since } = attempt;
  // It may have been composed on a device in another language.
  const words = languages.map((language) => wordsOf(composeIn(language, content, null)?.html ?? ''));
  const sent = { authorId: actor.personId, words, since };
  const looked = await findSent(deps, actor.tenantId, { ...channel, rootId: null }, sent);
  if (looked.ok) return looked.message ? settle(deps, actor, attempt, looked.message) : undefined;
  await release(deps, actor, attempt, 'unknown');
  return refuse('maybe-posted');
}

/** The draft became this message: it is shown at once, and the draft is empty. */
async function settle(deps: Deps, actor: Actor, attempt: Attempt, message: GraphMessage): Promise<Settled> {
  const { tenantId, personId } = actor;
  const { channel, content, lease } = attempt;
  await deps.db.transaction(tenantId, async (tx) => {
    const inTx = { ...deps, db: tx };
    // Another channel may have been chosen meanwhile.
    if ((await currentChannel(tx))?.channelKey === channel.channelKey) {
      const topics = content.topics.filter(isTopic);
      await takeReading(inTx, tenantId, message, topics.length > 0 ? { topics } : {});
    }
    await settleLease(tx, personId, lease, {
      is: 'posted',
      messageId: message.id,
      empty: emptyContent,
      at: deps.now(),
    });
    await touch(inTx, tenantId, ['leaders']);
  });
  return getPost(deps, actor, { messageId: message.id });
}

async function release(deps: Deps, actor: Actor, { lease }: Attempt, is: 'kept' | 'unknown'): Promise<void> {
  await deps.db.transaction(actor.tenantId, (tx) => settleLease(tx, actor.personId, lease, { is, at: deps.now() }));
}
