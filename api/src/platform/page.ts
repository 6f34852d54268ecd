import type { z } from 'zod';

/** Every list is paged by an opaque cursor: base64url of the JSON sort key of the last item. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

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
