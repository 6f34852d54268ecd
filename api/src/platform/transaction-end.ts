/** PostgreSQL's in_failed_sql_transaction. */
const inFailedTransaction = '25P02';

type LastWork<Tx> = (tx: Tx, items: string[]) => Promise<void>;

/** What waits for the end of a transaction, or of a part of it that may still be rolled back on its own. */
export class TransactionEnd<Tx> {
  readonly #last = new Map<string, { items: Set<string>; work: LastWork<Tx> }>();
  readonly #after: (() => void | Promise<void>)[] = [];
  readonly #under: Promise<unknown>[] = [];
  readonly #outer: TransactionEnd<Tx> | undefined;
  #fault: unknown;

  /** `outer` is what this is a part of. */
  constructor(outer?: TransactionEnd<Tx>) {
    this.#outer = outer;
  }

  /** Keeps an eye on a statement that is under way and whose answer nobody needs. */
  watch(statement: Promise<unknown>): void {
    this.#under.push(statement);
    statement.catch((error) => this.#failed(error));
  }

  #failed(fault: unknown): void {
    this.#fault ??= fault;
    if (this.#outer) this.#outer.#failed(fault);
  }

  /** What is behind a statement that PostgreSQL refused only because one before it had failed. */
  causeOf(error: unknown): unknown {
    const isAftermath = error instanceof Error && 'code' in error && error.code === inFailedTransaction;
    return isAftermath ? (this.#fault ?? error) : error;
  }

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
    this.#under.push(...part.#under);
  }

  /** The last statements of the transaction; a fault in them is the transaction's. */
  async prepare(tx: Tx): Promise<void> {
    const last = [...this.#last.values()].map(({ items, work }) => work(tx, [...items].sort()));
    await Promise.all([...last, ...this.#under]);
  }

  /** Starts what had to wait for the commit, and waits for none of it. Nobody is there to hear of a fault but `onFault`. */
  settle(onFault: (error: unknown) => void): void {
    for (const work of this.#after) (async () => work())().catch(onFault);
  }
}
