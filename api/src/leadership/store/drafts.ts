import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { ImageType } from '../image-type.ts';
import type { DraftContent } from '../schema.ts';

type Instant = Temporal.Instant;

export type StoredDraft = {
  content: DraftContent;
  image: { type: ImageType; bytes: number } | null;
  version: number;
  savedAt: Instant;
  /** Being posted, and nobody else posts it before then. */
  postingUntil: Instant | null;
  /** A post of it whose fate is not known is looked for in the channel from here on. */
  postingSince: Instant | null;
  /** The message that the draft of this version became. */
  posted: { messageId: string; version: number } | null;
};

export async function findDraft(tx: Tx, personId: string): Promise<StoredDraft | undefined> {
  const { rows } = await sql<StoredDraft>`
    select content, version, saved_at as "savedAt", posting_until as "postingUntil", posting_since as "postingSince",
      case when image is not null then json_build_object('type', image_type, 'bytes', length(image)) end as image,
      case when posted_id is not null then json_build_object('messageId', posted_id, 'version', posted_version) end as posted
    from leadership_drafts where tenant_id = ${tx.tenantId} and person_id = ${personId}`.execute(tx.sql);
  return rows[0];
}

/** Its image, in bytes. */
export async function findDraftImage(
  tx: Tx,
  personId: string,
): Promise<{ type: ImageType; bytes: Buffer<ArrayBuffer> } | undefined> {
  const { rows } = await sql<{ type: ImageType; bytes: Buffer<ArrayBuffer> }>`
    select image_type as type, image as bytes from leadership_drafts
    where tenant_id = ${tx.tenantId} and person_id = ${personId} and image is not null`.execute(tx.sql);
  return rows[0];
}

export type DraftChange = {
  content?: DraftContent;
  /** Null takes it out. */
  image?: { type: ImageType; bytes: Uint8Array } | null;
};

/**
 * Saves what changed of a draft that stands at this version (0 where there is none) and is not being posted; `false` when it
 * stands elsewhere or is. A first save needs the content.
 */
export async function saveDraft(
  tx: Tx,
  personId: string,
  { content, image }: DraftChange,
  { version, at }: { version: number; at: Instant },
): Promise<boolean> {
  const written = content === undefined ? null : JSON.stringify(content);
  const bytes = image ? Buffer.from(image.bytes) : null;
  const type = image ? image.type : null;
  if (version === 0) {
    const { numAffectedRows } = await sql`
      insert into leadership_drafts (tenant_id, person_id, content, image, image_type, saved_at)
      values (${tx.tenantId}, ${personId}, ${written}::jsonb, ${bytes}, ${type}, ${at})
      on conflict do nothing`.execute(tx.sql);
    return numAffectedRows === 1n;
  }
  const keepsImage = image === undefined;
  const { numAffectedRows } = await sql`
    update leadership_drafts set content = coalesce(${written}::jsonb, content),
      image = case when ${keepsImage} then image else ${bytes}::bytea end,
      image_type = case when ${keepsImage} then image_type else ${type} end,
      version = version + 1, saved_at = ${at}
    where tenant_id = ${tx.tenantId} and person_id = ${personId} and version = ${version}
      and posting_until is null`.execute(tx.sql);
  return numAffectedRows === 1n;
}

/**
 * Empties a draft that nobody is posting; `false` when somebody is. The row stays, so that no version comes twice: a device
 * that still shows the old text cannot overwrite a new one.
 */
export async function emptyDraft(tx: Tx, personId: string, empty: DraftContent, at: Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update leadership_drafts set content = ${JSON.stringify(empty)}::jsonb, image = null, image_type = null,
      version = version + 1, saved_at = ${at}, posting_until = null, posting_since = null
    where tenant_id = ${tx.tenantId} and person_id = ${personId}
      and (posting_until is null or posting_until <= ${at})`.execute(tx.sql);
  return numAffectedRows === 1n;
}

/** Takes the draft at this version (any, where none is said) for posting until then; `false` when somebody else has it. */
export async function leaseDraft(
  tx: Tx,
  personId: string,
  { version, at, until }: { version?: number; at: Instant; until: Instant },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update leadership_drafts set posting_until = ${until}, posting_since = coalesce(posting_since, ${at})
    where tenant_id = ${tx.tenantId} and person_id = ${personId}
      and version = coalesce(${version ?? null}::integer, version)
      and (posting_until is null or posting_until <= ${at})`.execute(tx.sql);
  return numAffectedRows === 1n;
}

/**
 * Ends the lease, if it is still ours: emptied when the draft is `posted`, `kept` when it certainly is not, `unknown` when that
 * cannot be told yet. A kept draft is looked for once more before it is posted again, as Graph may be late.
 */
export async function settleLease(
  tx: Tx,
  personId: string,
  lease: Instant,
  outcome:
    | { is: 'posted'; messageId: string; empty: DraftContent; at: Instant }
    | { is: 'kept' }
    | { is: 'unknown'; at: Instant },
): Promise<boolean> {
  const change =
    outcome.is === 'posted'
      ? sql`content = ${JSON.stringify(outcome.empty)}::jsonb, image = null, image_type = null, version = version + 1,
          saved_at = ${outcome.at}, posting_until = null, posting_since = null, posted_id = ${outcome.messageId},
          posted_version = version`
      : outcome.is === 'kept'
        ? sql`posting_until = null`
        : sql`posting_until = ${outcome.at}`;
  const { numAffectedRows } = await sql`
    update leadership_drafts set ${change}
    where tenant_id = ${tx.tenantId} and person_id = ${personId} and posting_until = ${lease}`.execute(tx.sql);
  return numAffectedRows === 1n;
}
