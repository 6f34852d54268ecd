import { z } from 'zod';
import { id, instant } from './contract.ts';

/** Every list is paged by an opaque cursor: base64url of the JSON sort key of the last item. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** What sort keys are made of, as narrow as the columns they are compared with: whoever asks may have edited a cursor. */
export const keyParts = {
  id,
  instant,
  count: z.number().int().min(0).max(2_147_483_647),
  text: z.string().refine((text) => !text.includes('\0')),
};

/**
 * The sort key inside a cursor, or `undefined` when there is none or it was not made by `encodeCursor` for this list:
 * a stale or edited cursor starts the list anew rather than failing the screen.
 */
export function decodeCursor<Key extends z.ZodType>(cursor: string | undefined, key: Key): z.output<Key> | undefined {
  if (!cursor) return undefined;
  try {
    return key.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** One page of rows fetched with `limit + 1`: the extra row only tells that there is more. */
export function cutPage<Row>(rows: Row[], limit: number, keyOf: (row: Row) => readonly (string | number)[]) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor(keyOf(last)) : null };
}
