/** More people than this leave a large organisation at once only by mistake. */
const share = 1 / 3;
const fewest = 20;

/**
 * Whether so many would leave that it has to be meant: more than a third of a large organisation (a wrong or cut file looks
 * like that), or everybody but the one who imports.
 */
export function tooManyLeave({ active, leaving }: { active: number; leaving: number }): boolean {
  const many = leaving > fewest && leaving > active * share;
  return many || (leaving > 0 && active - leaving <= 1);
}
