import type { ConcurrencyLimiter } from './concurrency-limiter.js';

/** Requests at a time where the path to the server is long. */
const FAR_REQUESTS = 1024;
/** With this latency, 256 requests at a time are 1,800 per second: fewer than most processes can make. */
const FAR_MS = 140;
/** A response that took so much longer than the fastest one was queued, by the platform or by the server. */
const QUEUED_FACTOR = 1.5;
/** The first responses are not looked at: they waited for handshakes, and for the end of the burst that they are part of. */
const FIRST_RESPONSES = 256;
/** So many more responses that were not queued than such that were show that the platform sends them all at once. */
const RESPONSES = 200;

/**
 * Raises the concurrency limit of `fetch` once where responses come from far away. A platform that has a smaller limit of its own
 * queues requests, whose timeouts run meanwhile: their latency rises with their place in the queue, and the limit stays.
 */
export class FetchGrowth {
  readonly #limiter: ConcurrencyLimiter;
  #first = FIRST_RESPONSES;
  #shortestMs = Number.POSITIVE_INFINITY;
  #unqueued = 0;

  constructor(limiter: ConcurrencyLimiter) {
    this.#limiter = limiter;
  }

  /** Called for each response. */
  onResponse(latencyMs: number): void {
    if (this.#limiter.limit === FAR_REQUESTS) return;
    if (this.#first > 0) {
      this.#first--;
      return;
    }
    this.#shortestMs = Math.min(this.#shortestMs, latencyMs);
    const isQueued = latencyMs > QUEUED_FACTOR * this.#shortestMs;
    this.#unqueued = Math.max(0, this.#unqueued + (isQueued ? -1 : 1));
    const isFar = this.#shortestMs >= FAR_MS && this.#unqueued >= RESPONSES;
    if (isFar && this.#limiter.waiting > 0) this.#limiter.limit = FAR_REQUESTS;
  }
}
