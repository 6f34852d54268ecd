import type { Output } from '../../api.ts';

type FeedPage = Output<'GET /api/leadership/feed'>;
export type KeptFeed = { page: FeedPage /** Milliseconds since 1970. */; readAt: number };

const name = 'open-door.leaders';
/** Another shape of what is kept is another version; what an older one kept is thrown away. */
const version = 1;
/** In characters. A first page is far smaller; one that is not is asked for each time. */
const most = 400_000;

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * The first page of the feed as this person last saw it on this device, so that it is there at once while it is asked for
 * anew. What was kept for somebody else is thrown away.
 */
export function readKeptFeed(personId: string, storage = deviceStorage()): KeptFeed | undefined {
  try {
    const kept = parsed(storage?.getItem(name));
    if (kept?.personId === personId) return { page: kept.page, readAt: kept.readAt };
    storage?.removeItem(name);
  } catch {
    // A browser may keep nothing for a page inside another one, and throws when it is asked to.
  }
  return undefined;
}

/** Keeps the first page of the unfiltered feed. */
export function keepFeed(personId: string, { page, readAt }: KeptFeed, storage = deviceStorage()): void {
  const kept = JSON.stringify({ version, personId, readAt, page } satisfies Kept);
  try {
    if (kept.length > most) storage?.removeItem(name);
    else storage?.setItem(name, kept);
  } catch {
    // It is asked for each time.
  }
}

type Kept = KeptFeed & { version: number; personId: string };

/** What this version kept; undefined for anything else. */
function parsed(text: string | null | undefined): Kept | undefined {
  try {
    const kept: Kept | null = JSON.parse(text ?? 'null');
    return kept?.version === version ? kept : undefined;
  } catch {
    return undefined;
  }
}

function deviceStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
