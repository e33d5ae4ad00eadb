/** Requests and seconds: `10/s`, `1/10s`, `3000/3s`. */
export const LIMIT = /^([1-9]\d{0,5})\/([1-9]\d{0,4})?s$/;

/** Counts requests under a limit. The window slides: it always ends now. */
export class SlidingWindow {
  readonly limit: string;
  readonly #requests: number;
  readonly #windowMs: number;
  /** When the requests were let through, by `performance.now()`. */
  readonly #times: number[] = [];

  /** @param limit Requests and seconds, as {@link LIMIT} has them. */
  constructor(limit: string) {
    const [, requests, seconds = '1'] = LIMIT.exec(limit)!;
    this.limit = limit;
    this.#requests = Number(requests);
    this.#windowMs = Number(seconds) * 1000;
  }

  /** Counts a request and returns 0. Where the limit is reached, returns how long to wait, in milliseconds. */
  count(): number {
    const { used, of, resets_in_ms } = this.usage();
    if (used >= of) return resets_in_ms;
    this.#times.push(performance.now());
    return 0;
  }

  /** How far it is used up now, and when there is room for one more, in milliseconds. */
  usage(): { used: number; of: number; resets_in_ms: number } {
    const now = performance.now();
    while (this.#times.length > 0 && this.#times[0]! <= now - this.#windowMs) this.#times.shift();
    const [oldest] = this.#times;
    return {
      used: this.#times.length,
      of: this.#requests,
      resets_in_ms: oldest === undefined ? 0 : oldest + this.#windowMs - now,
    };
  }
}
