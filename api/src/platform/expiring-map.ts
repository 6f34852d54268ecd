/** A bounded map whose entries end by themselves. When it is full, the entry unused for longest makes room. */
export class ExpiringMap<Value> {
  readonly #entries = new Map<string, { value: Value; expiresAt: number }>();
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  /** The value, or `undefined` when it was never set, made room for another or ended. `now` in the unit of `expiresAt`. */
  get(key: string, now: number): Value | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    if (entry.expiresAt <= now) return undefined;
    // A Map keeps the order of insertion: set again, the entry is the most recently used.
    this.#entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: Value, expiresAt: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, expiresAt });
    if (this.#entries.size <= this.#size) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }
}
