/** A binary heap of whole numbers below a bound, each at most once, ordered by keys that may be lowered. */
export type Frontier = { size: number; items: Int32Array; place: Int32Array; key: Float64Array };

export function newFrontier(bound: number): Frontier {
  return { size: 0, items: new Int32Array(bound), place: new Int32Array(bound).fill(-1), key: new Float64Array(bound) };
}

/** Adds an item, or gives it a lower key. */
export function put(frontier: Frontier, item: number, key: number): void {
  const { items, place, key: keys } = frontier;
  let at = place[item] as number;
  if (at < 0) at = frontier.size++;
  keys[item] = key;
  while (at > 0) {
    const up = (at - 1) >> 1;
    const parent = items[up] as number;
    if ((keys[parent] as number) <= key) break;
    items[at] = parent;
    place[parent] = at;
    at = up;
  }
  items[at] = item;
  place[item] = at;
}

/** The lowest key, Infinity when nothing is there. */
export function lowestKey({ size, items, key }: Frontier): number {
  return size === 0 ? Number.POSITIVE_INFINITY : (key[items[0] as number] as number);
}

/** Takes the item of the lowest key; there must be one. */
export function takeLowest(frontier: Frontier): number {
  const { items, place, key: keys } = frontier;
  const taken = items[0] as number;
  place[taken] = -1;
  const size = --frontier.size;
  if (size === 0) return taken;
  const item = items[size] as number;
  const key = keys[item] as number;
  let at = 0;
  for (let child = 1; child < size; child = 2 * at + 1) {
    const right = items[child + 1] as number;
    if (child + 1 < size && (keys[right] as number) < (keys[items[child] as number] as number)) child++;
    const below = items[child] as number;
    if ((keys[below] as number) >= key) break;
    items[at] = below;
    place[below] = at;
    at = child;
  }
  items[at] = item;
  place[item] = at;
  return taken;
}

export function clear(frontier: Frontier): void {
  const { items, place, size } = frontier;
  for (let at = 0; at < size; at++) place[items[at] as number] = -1;
  frontier.size = 0;
}
