type LastWork<Tx> = (tx: Tx, items: string[]) => Promise<void>;

/** What waits for the end of a transaction, or of a part of it that may still be rolled back on its own. */
export class TransactionEnd<Tx> {
  readonly #last = new Map<string, { items: Set<string>; work: LastWork<Tx> }>();
  readonly #after: (() => void | Promise<void>)[] = [];

  beforeCommit(name: string, items: readonly string[], work: LastWork<Tx>): void {
    const known = this.#last.get(name);
    if (!known) this.#last.set(name, { items: new Set(items), work });
    else for (const item of items) known.items.add(item);
  }

  afterCommit(work: () => void | Promise<void>): void {
    this.#after.push(work);
  }

  /** Takes over what a part that stands has left to do. */
  adopt(part: TransactionEnd<Tx>): void {
    for (const [name, { items, work }] of part.#last) this.beforeCommit(name, [...items], work);
    this.#after.push(...part.#after);
  }

  /** The last statements of the transaction; a fault in them is the transaction's. */
  async prepare(tx: Tx): Promise<void> {
    for (const { items, work } of this.#last.values()) await work(tx, [...items].sort());
  }

  /** Starts what had to wait for the commit, and waits for none of it. Nobody is there to hear of a fault but `onFault`. */
  settle(onFault: (error: unknown) => void): void {
    for (const work of this.#after) (async () => work())().catch(onFault);
  }
}
