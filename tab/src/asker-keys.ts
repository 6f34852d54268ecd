/**
 * The random keys by which a question is found again that was asked without a link to a person. They exist in this browser
 * only, apart for everybody who signs in here, so that nobody is shown what somebody else asked.
 */
export class AskerKeys {
  readonly #storage: () => Pick<Storage, 'getItem' | 'setItem'>;
  /** What a browser that keeps nothing has until the page is left. */
  readonly #fleeting = new Map<string, Kept[]>();

  constructor(storage: () => Pick<Storage, 'getItem' | 'setItem'> = () => localStorage) {
    this.#storage = storage;
  }

  /** False where the browser keeps nothing for the page, as it may for a page inside another one. */
  isKept(): boolean {
    try {
      this.#storage().setItem(`${name}?`, '');
      return true;
    } catch {
      return false;
    }
  }

  /** The tickets a person asked from here without a link to them, newest first. */
  ticketsOf(personId: string): string[] {
    return this.#read(personId).flatMap(({ ticketId }) => ticketId ?? []);
  }

  /**
   * The key to send a request of this person with: the ticket's own, the newest where no ticket is named, none where it has
   * no use. With `isNew` it is one that no ticket has yet, the same until one has: who asks again after silence is one asker.
   */
  keyFor(personId: string, path: string, isNew: boolean): string | undefined {
    const kept = this.#read(personId);
    const unused = kept.find(({ ticketId }) => ticketId === null);
    if (isNew) {
      if (unused) return unused.key;
      const key = randomKey();
      this.#write(personId, [{ key, ticketId: null }, ...kept]);
      return key;
    }
    const [tickets, ticketId] = /^\/api\/tickets(?:\/([0-9a-f-]{36}))?/.exec(path) ?? [];
    if (tickets === undefined) return undefined;
    return ticketId === undefined ? kept[0]?.key : kept.find((one) => one.ticketId === ticketId)?.key;
  }

  /** Remembers which ticket a key opens, from an answer to a request that was sent with it. */
  learn(personId: string, key: string, ticketId: string): void {
    const kept = this.#read(personId);
    if (kept.some((one) => one.key === key && one.ticketId === null)) {
      this.#write(
        personId,
        kept.map((one) => (one.key === key ? { key, ticketId } : one)),
      );
    }
  }

  #read(personId: string): Kept[] {
    const fleeting = this.#fleeting.get(personId);
    if (fleeting) return fleeting;
    try {
      return JSON.parse(this.#storage().getItem(name + personId) ?? '[]');
    } catch {
      return [];
    }
  }

  #write(personId: string, kept: Kept[]): void {
    const newest = kept.slice(0, most);
    try {
      this.#storage().setItem(name + personId, JSON.stringify(newest));
    } catch {
      this.#fleeting.set(personId, newest);
    }
  }
}

/** `ticketId` is null until a ticket is known to have the key. */
type Kept = { key: string; ticketId: string | null };

const name = 'asker-keys ';
const most = 20;

/** 32 random bytes as 43 letters, digits, - and _. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

export const askerKeys = new AskerKeys();
