import { createHash } from 'node:crypto';

/** A repeatable source of chance: the same seed gives the same answers on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  fraction: () => number;
  /** A whole number in [0, bound). */
  below: (bound: number) => number;
  pick: <T>(items: readonly T[]) => T;
  /** A shuffled copy (Fisher-Yates). */
  shuffle: <T>(items: readonly T[]) => T[];
  /** Shaped like a version 4 UUID. */
  uuid: () => string;
};

/** Chris Doty-Humphrey's sfc32 (PractRand, 2010): small, fast and even enough to invent organisations with. */
export function seededRandom(seed: string): Random {
  const digest = createHash('sha256').update(seed).digest();
  let [a, b, c, counter] = [0, 4, 8, 12].map((offset) => digest.readInt32LE(offset)) as [
    number,
    number,
    number,
    number,
  ];
  const word = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  const fraction = () => word() / 2 ** 32;
  const below = (bound: number) => Math.floor(fraction() * bound);
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new RangeError('There is nothing to pick from.');
    return items[below(items.length)] as T;
  };
  const shuffle = <T>(items: readonly T[]): T[] => {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = below(last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
    }
    return shuffled;
  };
  const uuid = () =>
    asUuid([word(), word(), word(), word()].map((part) => part.toString(16).padStart(8, '0')).join(''), 4);
  return { fraction, below, pick, shuffle, uuid };
}

/** The UUID that belongs to a name, always the same one (shaped like version 5, from SHA-256). */
export function uuidOf(name: string): string {
  return asUuid(createHash('sha256').update(name).digest('hex'), 5);
}

/** RFC 9562: the version digit, and a variant digit of 8 to b. */
function asUuid(hex: string, version: 4 | 5): string {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
