import type { Post } from '@open-door/api/leadership/schema.ts';

type Placed = Pick<Post, 'messageId' | 'postedAt' | 'yours'>;

/**
 * What to show of a list that is newest first, and what waits until the reader asks for it, so that nothing moves while they
 * read. `newest` is the post that was the newest when they began; their own show at once.
 */
export function holdBack<One extends Placed>(posts: readonly One[], newest: Placed | undefined) {
  if (!newest) return { shown: posts, waiting: [] };
  const isNew = (post: One) =>
    post.messageId !== newest.messageId && !post.yours && Date.parse(post.postedAt) >= Date.parse(newest.postedAt);
  const shown = posts.filter((post) => !isNew(post));
  // With nothing to read there is nothing to move.
  return shown.length > 0 ? { shown, waiting: posts.filter(isNew) } : { shown: posts, waiting: [] };
}
