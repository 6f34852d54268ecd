import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { type Actor, may } from '../../platform/actor.ts';
import { answerOnce } from '../../platform/answer-once.ts';
import type { Tx } from '../../platform/database.ts';
import { done, type Refusal, type Result, refuse } from '../../platform/result.ts';
import { htmlOfWords } from '../compose.ts';
import { imageTypeOf } from '../image-type.ts';
import { type Draft, type DraftContent, draftContent, prompts } from '../schema.ts';
import {
  type DraftChange,
  emptyDraft,
  findDraft,
  findDraftImage,
  type StoredDraft,
  saveDraft,
} from '../store/drafts.ts';

/** The four prompts, to be filled in, dropped or reordered. */
export const emptyContent: DraftContent = {
  sections: prompts.map((prompt) => ({ prompt, html: '' })),
  link: null,
  topics: [],
  imageAlt: '',
};

type Changed = Result<Draft, 'changed-elsewhere' | 'already-posting'>;

/** What the leader is writing. */
export async function getDraft(deps: Deps, { tenantId, personId }: Actor): Promise<Draft> {
  return deps.db.transaction(tenantId, (tx) => draftOf(deps, tx, personId));
}

/** Keeps what the leader is writing, unless another device kept something else since `version`. */
export async function keepDraft(
  deps: Deps,
  actor: Actor,
  { content, version }: { content: DraftContent; version: number },
): Promise<Changed> {
  return change(deps, actor, { content }, version);
}

/** Throws it away, also when nobody knows whether it was posted: whoever sees it in Teams is done with it. */
export async function discardDraft(deps: Deps, actor: Actor): Promise<Result<Draft, 'already-posting'>> {
  const { tenantId, personId } = actor;
  return deps.db.transaction(tenantId, async (tx) => {
    const isThere = (await findDraft(tx, personId)) !== undefined;
    const emptied = await emptyDraft(tx, personId, emptyContent, deps.now());
    return emptied || !isThere ? done(await draftOf(deps, tx, personId)) : refuse('already-posting');
  });
}

export async function getDraftImage(deps: Deps, actor: Actor): Promise<Blob | Refusal<'no-such-image'>> {
  const image = await deps.db.transaction(actor.tenantId, (tx) => findDraftImage(tx, actor.personId));
  return image ? new Blob([image.bytes], { type: image.type }) : refuse('no-such-image');
}

/** Adds the image, or takes another one. What it is, its first bytes say. */
export async function keepDraftImage(
  deps: Deps,
  actor: Actor,
  { base64, version }: { base64: string; version: number },
): Promise<Changed | Refusal<'not-an-image'>> {
  const bytes = Buffer.from(base64, 'base64');
  const type = imageTypeOf(bytes);
  if (!type) return refuse('not-an-image');
  const first = version === 0 ? { content: emptyContent } : {};
  return change(deps, actor, { ...first, image: { type, bytes } }, version);
}

export async function dropDraftImage(deps: Deps, actor: Actor): Promise<Result<Draft, 'already-posting'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const draft = await findDraft(tx, actor.personId);
    if (!draft?.image) return done(sayDraft(deps, draft));
    const saved = await saveDraft(tx, actor.personId, { image: null }, { version: draft.version, at: deps.now() });
    return saved ? done(await draftOf(deps, tx, actor.personId)) : refuse('already-posting');
  });
}

/**
 * Puts what a leader told the bot below what they learned, after what is there. `key` is the id of the chat's message: sent
 * twice, it is kept once.
 */
export async function learnedInChat(
  deps: Deps,
  actor: Actor,
  words: string,
  key?: string,
): Promise<
  Result<{ learned: true }, 'not-allowed' | 'changed-elsewhere' | 'already-posting' | 'too-long' | 'key-reused'>
> {
  if (!may(actor, 'leader')) return refuse('not-allowed');
  return answerOnce(deps, actor, { key, operation: 'learnedInChat', input: words }, async (inTx) =>
    inTx.db.transaction(actor.tenantId, async (tx) => {
      const draft = await findDraft(tx, actor.personId);
      const content = withLearned(draft?.content ?? emptyContent, htmlOfWords(words));
      if (!draftContent.safeParse(content).success) return refuse('too-long');
      const kept = await change({ ...deps, db: tx }, actor, { content }, draft?.version ?? 0);
      return kept.ok ? done({ learned: true as const }) : kept;
    }),
  );
}

function withLearned(content: DraftContent, html: string): DraftContent {
  const has = content.sections.some(({ prompt }) => prompt === 'learned');
  const sections = has ? content.sections : [...content.sections, { prompt: 'learned' as const, html: '' }];
  return {
    ...content,
    sections: sections.map((one) => (one.prompt === 'learned' ? { ...one, html: one.html + html } : one)),
  };
}

async function change(
  deps: Deps,
  { tenantId, personId }: Actor,
  change: DraftChange,
  version: number,
): Promise<Changed> {
  return deps.db.transaction(tenantId, async (tx) => {
    const at = deps.now();
    if (await saveDraft(tx, personId, change, { version, at })) return done(await draftOf(deps, tx, personId));
    const draft = await findDraft(tx, personId);
    return refuse(draft?.postingUntil ? 'already-posting' : 'changed-elsewhere');
  });
}

async function draftOf(deps: Deps, tx: Tx, personId: string): Promise<Draft> {
  return sayDraft(deps, await findDraft(tx, personId));
}

/** A draft as its leader sees it; the four prompts where there is none. */
export function sayDraft({ now }: Pick<Deps, 'now'>, draft: StoredDraft | undefined): Draft {
  if (!draft) return { content: emptyContent, image: null, version: 0, savedAt: null, posting: 'no' };
  const { content, image, version, savedAt, postingUntil } = draft;
  const isUnderWay = postingUntil !== null && Temporal.Instant.compare(now(), postingUntil) < 0;
  const posting = postingUntil === null ? 'no' : isUnderWay ? 'now' : 'unknown';
  return { content, image, version, savedAt: savedAt.toString(), posting };
}
