import type { Draft, DraftContent } from '@open-door/api/leadership/schema.ts';
import { contentOf, sameContent, type Writing, writingOf } from './draft.ts';

/** What this device holds of a draft until the server has it, and which version it began from. */
export type OnDevice = { writing: Writing; version: number };

export type DraftPlaces = {
  /** Keeps a content over a version on the server. `elsewhere` when another version stands there. */
  save: (content: DraftContent, version: number) => Promise<Draft | 'elsewhere'>;
  /** What stands on the server. */
  read: () => Promise<Draft>;
  device: { read: () => OnDevice | undefined; write: (held: OnDevice) => void; forget: () => void };
  /** Milliseconds of a pause in typing after which it is kept. */
  pause: number;
  /** Milliseconds after which a save that failed is tried again. */
  again: number;
};

export type Keeping = {
  writing: Writing;
  /** What the server last said. */
  draft: Draft;
  /** `failed` while it stands on this device only; `apart` when another device kept something else meanwhile. */
  state: 'kept' | 'keeping' | 'failed' | 'apart';
  error: unknown;
  /** What the other device kept; null but while `apart`. */
  theirs: Draft | null;
  /** Changes whenever the words were replaced from outside, so that editors begin with them. */
  edition: number;
};

/**
 * Keeps what somebody writes: on the device with every key, on the server after each pause, one save at a time. When
 * another device kept something else meanwhile, nothing is overwritten until the writer has chosen.
 */
export class DraftKeeper {
  readonly #places: DraftPlaces;
  readonly #listeners = new Set<() => void>();
  #now: Keeping;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;
  #closed = false;

  constructor(draft: Draft, places: DraftPlaces) {
    this.#places = places;
    this.#now = { draft, writing: writingOf(draft.content), state: 'kept', error: null, theirs: null, edition: 0 };
    this.#takeUp(places.device.read());
  }

  readonly snapshot = (): Keeping => this.#now;

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  edit(writing: Writing): void {
    this.#tell({ writing, ...(this.#now.state !== 'apart' && { state: 'keeping' }) });
    this.#hold();
    if (this.#now.state !== 'apart') this.#later(this.#places.pause);
  }

  /** Keeps on the server what is not there yet. True once all of it is. */
  async flush(): Promise<boolean> {
    do await this.#once();
    while (this.#now.state === 'keeping');
    return this.#now.state === 'kept';
  }

  /** What the server answered to anything else than a save, such as to an image: the words stay as they are typed. */
  learn(draft: Draft): void {
    this.#tell({ draft });
    if (this.#now.state !== 'kept') this.#hold();
  }

  /** A look at the server: what another device kept is shown where nothing here would be lost by it. */
  arrive(draft: Draft): void {
    const { state } = this.#now;
    if (state === 'kept' && draft.version > this.#now.draft.version) this.begin(draft);
  }

  /** Begins anew with a draft of the server. */
  begin(draft: Draft): void {
    clearTimeout(this.#timer);
    this.#places.device.forget();
    const edition = this.#now.edition + 1;
    this.#tell({ draft, writing: writingOf(draft.content), state: 'kept', error: null, theirs: null, edition });
  }

  /** Puts words in the place of what stands there, as if they were typed. */
  replace(writing: Writing): void {
    this.#tell({ edition: this.#now.edition + 1 });
    this.edit(writing);
  }

  /** Apart: what is here goes on, over what the other device kept. */
  keepMine(): void {
    const { theirs, writing } = this.#now;
    if (!theirs) return;
    this.#tell({ draft: theirs, theirs: null, state: 'keeping' });
    this.edit(writing);
  }

  /** Keeps what is left, and tries no more: what does not reach the server then stays on the device. */
  close(): void {
    this.#closed = true;
    this.#listeners.clear();
    void this.#once();
  }

  /** What an earlier visit left on this device. */
  #takeUp(held: OnDevice | undefined): void {
    const { draft } = this.#now;
    if (!held) return;
    if (sameContent(contentOf(held.writing), draft.content)) this.#places.device.forget();
    else if (held.version === draft.version) {
      this.#tell({ writing: held.writing, state: 'keeping' });
      this.#later(0);
    } else this.#tell({ writing: held.writing, state: 'apart', theirs: draft });
  }

  /** One save, the one under way where there is one. */
  async #once(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#now.state !== 'keeping' && this.#now.state !== 'failed') return;
    this.#saving ??= this.#save().finally(() => {
      this.#saving = undefined;
    });
    await this.#saving;
  }

  async #save(): Promise<void> {
    const { writing, draft } = this.#now;
    const content = contentOf(writing);
    try {
      const answer = await this.#places.save(content, draft.version);
      if (answer !== 'elsewhere') return this.#saved(answer, writing);
      const theirs = await this.#places.read();
      // An earlier save of ours, whose answer was lost.
      if (sameContent(theirs.content, content)) this.#saved(theirs, writing);
      else this.#tell({ state: 'apart', theirs, error: null });
    } catch (error) {
      this.#tell({ state: 'failed', error });
      this.#later(this.#places.again);
    }
  }

  #saved(draft: Draft, writing: Writing): void {
    const all = this.#now.writing === writing;
    this.#tell({ draft, error: null, state: all ? 'kept' : 'keeping' });
    if (all) this.#places.device.forget();
    else {
      this.#hold();
      this.#later(this.#places.pause);
    }
  }

  #hold(): void {
    this.#places.device.write({ writing: this.#now.writing, version: this.#now.draft.version });
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => void this.#once(), milliseconds);
  }

  #tell(changed: Partial<Keeping>): void {
    this.#now = { ...this.#now, ...changed };
    for (const listener of this.#listeners) listener();
  }
}
