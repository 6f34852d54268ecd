/** From two numbers from 0 to a third. A hash table with open addressing, at least twice as fast to fill as a `Map`. */
export type PairMap = { size: number; slots: Slots };

type Slots = { left: Int32Array; right: Int32Array; value: Int32Array };

const free = -1;

export function emptyPairMap(): PairMap {
  return { size: 0, slots: freeSlots(256) };
}

export function getPair({ slots }: PairMap, left: number, right: number): number | undefined {
  const slot = find(slots, left, right);
  return slots.left[slot] === free ? undefined : slots.value[slot];
}

/** Adds a pair that is not there yet. */
export function addPair(map: PairMap, left: number, right: number, value: number): void {
  if (map.size * 2 >= map.slots.left.length) map.slots = inTwiceTheSlots(map);
  put(map.slots, left, right, value);
  map.size += 1;
}

export function* pairsOf({ slots }: PairMap): Generator<[left: number, right: number, value: number]> {
  for (const [slot, left] of slots.left.entries()) {
    if (left !== free) yield [left, slots.right[slot] as number, slots.value[slot] as number];
  }
}

function inTwiceTheSlots(map: PairMap): Slots {
  const slots = freeSlots(map.slots.left.length * 2);
  for (const [left, right, value] of pairsOf(map)) put(slots, left, right, value);
  return slots;
}

/** `count` is a power of two. */
function freeSlots(count: number): Slots {
  return { left: new Int32Array(count).fill(free), right: new Int32Array(count), value: new Int32Array(count) };
}

function put(slots: Slots, left: number, right: number, value: number): void {
  const slot = find(slots, left, right);
  slots.left[slot] = left;
  slots.right[slot] = right;
  slots.value[slot] = value;
}

/** The slot that has the pair, or the free one where it belongs. Mixed with MurmurHash3's multipliers. */
function find({ left: lefts, right: rights }: Slots, left: number, right: number): number {
  const mask = lefts.length - 1;
  let hash = Math.imul(left, 0xcc9e2d51) ^ Math.imul(right, 0x1b873593);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  let slot = (hash ^ (hash >>> 13)) & mask;
  while (lefts[slot] !== free && (lefts[slot] !== left || rights[slot] !== right)) slot = (slot + 1) & mask;
  return slot;
}
