const letters = 'abcdefghijklmnopqrstuvwxyz';

/**
 * Every text one slip of the fingers away from a word: a letter missing, doubled or added, wrong, or swapped with its
 * neighbour (Norvig, "How to write a spelling corrector", 2007). About 54 per letter; the word itself is not among them.
 */
export function oneSlipAway(word: string): string[] {
  const near = new Set<string>();
  for (let at = 0; at <= word.length; at++) {
    const before = word.slice(0, at);
    const after = word.slice(at);
    for (const letter of letters) {
      near.add(before + letter + after);
      if (after) near.add(before + letter + after.slice(1));
    }
    if (after) near.add(before + after.slice(1));
    if (after.length > 1) near.add(before + after.charAt(1) + after.charAt(0) + after.slice(2));
  }
  near.delete(word);
  near.delete('');
  return [...near];
}

/**
 * How many slips turn one word into the other, counting a swap of neighbours as one (optimal string alignment); anything
 * above `most` is answered as `most + 1`.
 */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let twoAbove: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        (above[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (above[column - 1] as number) + (same ? 0 : 1),
        swapped ? (twoAbove[column - 2] as number) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    if (Math.min(...current) > most) return most + 1;
    twoAbove = above;
    above = current;
  }
  return Math.min(above[b.length] as number, most + 1);
}
