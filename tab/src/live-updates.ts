import type { Topic } from '@open-door/api/live/schema.ts';
import type { Api } from './api.ts';
import { createBursts } from './live-bursts.ts';
import { assureAfter, checkAfter, reconnectAfter } from './live-pace.ts';
import type { openSocket, Socket } from './live-socket.ts';

/**
 * How current the screen is: `starting` (as it was just loaded), `live` (told of changes as they happen), `asking` (asks
 * for them, as nothing is pushed here), `checking` (asks for them, as the connection is lost), `unreachable` (nobody
 * answers).
 */
export type Liveness = 'starting' | 'live' | 'asking' | 'checking' | 'unreachable';

/** Whether anybody looks at the page, and when they come back to it, or the device to its network. */
export type Page = { isHidden(): boolean; onVisibility(changed: () => void): void; onOnline(back: () => void): void };

export type LiveOptions = {
  api: Api;
  page: Page;
  /** Hears of topics that changed. */
  onChange: (topics: readonly Topic[]) => void;
  /** Loads what opens connections, when it is needed. */
  loadSocket?: () => Promise<{ openSocket: typeof openSocket }>;
  random?: () => number;
};

/** Screens that appear together share a connection. */
const settleMilliseconds = 100;
/** A page that stays hidden for longer lets its connection go. */
const hiddenForMilliseconds = 30_000;
/** What the API takes at most; a page with more is told of these only. */
const mostTopics = 24;

type Timer = ReturnType<typeof setTimeout>;
type Version = { topic: Topic; version: number; changedLately?: boolean };

/**
 * Keeps one connection for all topics that are watched. Where there is none, or it is lost, their versions are asked for
 * instead, and it is tried again; what changed in between is found by its version. Does nothing while the page is hidden.
 */
export class LiveUpdates {
  readonly #options: LiveOptions;
  readonly #loadSocket: NonNullable<LiveOptions['loadSocket']>;
  readonly #random: () => number;
  readonly #bursts: ReturnType<typeof createBursts>;
  /** How many watch each topic. */
  readonly #watched = new Map<Topic, number>();
  readonly #known = new Map<Topic, number>();
  readonly #listeners = new Set<() => void>();
  #liveness: Liveness = 'starting';
  #connection: { socket: Socket; covers: ReadonlySet<Topic> } | undefined;
  #connecting = false;
  /** Attempts to connect that failed since the last that did not, and checks that nobody answered. */
  #failures = 0;
  #unanswered = 0;
  /** Whether changes are pushed here at all. */
  #pushed = false;
  #connectTimer: Timer | undefined;
  #checkTimer: Timer | undefined;
  #hiddenTimer: Timer | undefined;

  constructor(options: LiveOptions) {
    const { page, onChange, loadSocket = () => import('./live-socket.ts'), random = Math.random } = options;
    this.#options = options;
    this.#loadSocket = loadSocket;
    this.#random = random;
    this.#bursts = createBursts(onChange, page.isHidden);
    page.onVisibility(() => this.#lookedAt(!page.isHidden()));
    page.onOnline(() => this.#wake());
  }

  /** Begins to watch, and answers how to stop. */
  watch(topics: readonly Topic[]): () => void {
    for (const topic of topics) this.#watched.set(topic, (this.#watched.get(topic) ?? 0) + 1);
    if (!this.#isCovered()) this.#connectIn(settleMilliseconds);
    return () => {
      for (const topic of topics) {
        const others = (this.#watched.get(topic) ?? 0) - 1;
        if (others > 0) this.#watched.set(topic, others);
        else this.#watched.delete(topic);
      }
    };
  }

  readonly liveness = (): Liveness => this.#liveness;

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  /** Lets go of everything; for a page that ends. */
  close(): void {
    for (const timer of [this.#connectTimer, this.#checkTimer, this.#hiddenTimer]) clearTimeout(timer);
    this.#watched.clear();
    this.#letGo();
  }

  #wanted(): Topic[] {
    return [...this.#watched.keys()].slice(0, mostTopics);
  }

  #isCovered(): boolean {
    return this.#wanted().every((topic) => this.#connection?.covers.has(topic));
  }

  #connectIn(milliseconds: number): void {
    clearTimeout(this.#connectTimer);
    this.#connectTimer = setTimeout(() => this.#connect(), milliseconds);
  }

  async #connect(): Promise<void> {
    if (this.#connecting || this.#isCovered() || this.#options.page.isHidden()) return;
    this.#connecting = true;
    clearTimeout(this.#connectTimer);
    try {
      const next = await this.#open(this.#wanted());
      // Only now, so that nothing is missed in between.
      this.#connection?.socket.close();
      this.#connection = next;
      this.#failures = 0;
      await this.#check();
    } catch {
      this.#failures++;
      this.#connectIn(reconnectAfter(this.#failures, this.#random()));
      await this.#check();
    } finally {
      this.#connecting = false;
      if (this.#failures === 0 && !this.#isCovered()) this.#connectIn(settleMilliseconds);
    }
  }

  async #open(topics: readonly Topic[]) {
    const { url, topics: given } = await this.#options.api('POST /api/live/connection', {
      body: { topics: [...topics] },
    });
    this.#learn(given);
    if (url === null) throw new Error('nothing is pushed here');
    this.#pushed = true;
    const topicOf = new Map(given.map(({ group, topic }) => [group, topic]));
    const { openSocket } = await this.#loadSocket();
    const socket = await openSocket(url, [...topicOf.keys()], {
      onVersion: (group, version) => {
        const topic = topicOf.get(group);
        if (topic) this.#learn([{ topic, version }]);
      },
      onLost: () => this.#lost(socket),
    });
    return { socket, covers: new Set(topics) };
  }

  #lost(socket: Socket): void {
    if (this.#connection?.socket !== socket) return;
    this.#connection = undefined;
    // Everybody else has lost theirs, too.
    this.#connectIn(reconnectAfter(0, this.#random()));
  }

  /** Asks for the versions, and goes on asking: often while nobody tells, seldom while all is told. */
  async #check(): Promise<void> {
    clearTimeout(this.#checkTimer);
    const topics = this.#wanted();
    if (topics.length === 0 || this.#options.page.isHidden()) return;
    try {
      this.#learn((await this.#options.api('GET /api/live', { query: { topics: topics.join(',') } })).topics);
      this.#unanswered = 0;
    } catch {
      this.#unanswered++;
    }
    this.#tell();
    clearTimeout(this.#checkTimer);
    const isLive = this.#liveness === 'live';
    const next = isLive ? assureAfter(this.#random()) : checkAfter(this.#unanswered, this.#random());
    this.#checkTimer = setTimeout(() => this.#check(), next);
  }

  #learn(versions: readonly Version[]): void {
    const changed = versions.filter(({ topic, version, changedLately = false }) => {
      const known = this.#known.get(topic);
      if (known === undefined || version > known) this.#known.set(topic, version);
      // What is on screen may have been read just before the first version was.
      return known === undefined ? changedLately : version > known;
    });
    this.#bursts.add(changed.map(({ topic }) => topic));
  }

  #tell(): void {
    const now = this.#now();
    if (now === this.#liveness) return;
    this.#liveness = now;
    for (const listener of this.#listeners) listener();
  }

  #now(): Liveness {
    if (this.#unanswered > 0) return 'unreachable';
    if (this.#failures > 0) return this.#pushed ? 'checking' : 'asking';
    return this.#connection ? 'live' : this.#liveness;
  }

  #lookedAt(seen: boolean): void {
    clearTimeout(this.#hiddenTimer);
    if (!seen) {
      this.#hiddenTimer = setTimeout(() => this.#letGo(), hiddenForMilliseconds);
      return;
    }
    this.#bursts.flush();
    this.#wake();
  }

  #wake(): void {
    if (this.#isCovered()) void this.#check();
    else void this.#connect();
  }

  #letGo(): void {
    const socket = this.#connection?.socket;
    this.#connection = undefined;
    socket?.close();
  }
}
