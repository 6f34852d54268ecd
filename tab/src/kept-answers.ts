/** Answers that came with an ETag: the API then says only that an answer is still the same, and it is taken from here. */
export class KeptAnswers {
  /** By method and address. */
  readonly #kept = new Map<string, { etag: string; content: unknown }>();
  readonly #most: number;

  constructor(most = 50) {
    this.#most = most;
  }

  /** What to ask with, so that the same answer is not sent again. */
  headersFor(request: string): Record<string, string> {
    const etag = this.#kept.get(request)?.etag;
    return etag ? { 'if-none-match': etag } : {};
  }

  /** The answer that is still the same, where that is what the API says (304). */
  same(request: string, response: Response): { content: unknown } | undefined {
    return response.status === 304 ? this.#kept.get(request) : undefined;
  }

  keep(request: string, response: Response, content: unknown): void {
    const etag = response.headers.get('etag');
    if (!etag) return;
    this.#kept.delete(request);
    this.#kept.set(request, { etag, content });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest);
  }
}
