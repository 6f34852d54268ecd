import type { Post } from '@open-door/api/leadership/schema.ts';

export type Given = Post['reactions'][number];

/** Teams' own six, in its order, by the names our words have for them. */
export const names: Record<string, 'like' | 'heart' | 'laugh' | 'surprised' | 'sad' | 'angry' | undefined> = {
  '👍': 'like',
  '❤️': 'heart',
  '😆': 'laugh',
  '😮': 'surprised',
  '😢': 'sad',
  '😡': 'angry',
};

export const offered: readonly string[] = Object.keys(names);

/**
 * Reactions with the reader's given or taken back. What nobody gives any more goes; the others keep their places, so that
 * nothing moves under the pointer.
 */
export function toggled(reactions: readonly Given[], reaction: string, given: boolean): Given[] {
  const there = reactions.find((one) => one.reaction === reaction);
  if (!there) return given ? [...reactions, { reaction, count: 1, mine: true }] : [...reactions];
  if (there.mine === given) return [...reactions];
  const count = there.count + (given ? 1 : -1);
  return reactions
    .map((one) => (one === there ? { reaction, count, mine: given } : one))
    .filter((one) => one.count > 0);
}
