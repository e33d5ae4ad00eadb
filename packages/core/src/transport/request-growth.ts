import { ConcurrencyLimiter } from './concurrency-limiter.js';
import { EventLoopLoad } from './event-loop-load.js';
import type { Transport } from './types.js';

/** Requests at a time before the latency is known. With more of them, each costs Node's `fetch` more CPU. */
export const INITIAL_REQUESTS = 64;
/** With a latency of 150 ms, 6,800 requests per second: more than a process makes over `fetch`. */
const MAX_REQUESTS = 1024;
/** A response that took so much longer than the fastest one was queued, by the platform, the server or this process. */
const QUEUED_FACTOR = 1.5;
/** If so many of as many responses as are in flight were not queued, more requests at a time are sent at once, too. */
const UNQUEUED_SHARE = 0.75;

/**
 * Raises the concurrency limit of a transport that has a queue of its own, such as `fetch`, to what the latency needs: it doubles while
 * calls wait and responses are not queued.
 *
 * Requests in a queue of the transport's are late, and their timeouts run: the latency rises with the place in the queue, and the limit
 * stays.
 */
export class RequestGrowth {
  readonly #limiter: ConcurrencyLimiter;
  readonly #load = new EventLoopLoad();
  /** The first responses are not looked at: they waited for handshakes, and for the end of the burst that they are part of. */
  #ignored = INITIAL_REQUESTS;
  #shortestMs = Number.POSITIVE_INFINITY;
  #responses = 0;
  #unqueued = 0;

  constructor(limiter: ConcurrencyLimiter) {
    this.#limiter = limiter;
  }

  /** Called for each response. */
  onResponse(latencyMs: number, now: number): void {
    const limiter = this.#limiter;
    if (limiter.limit >= MAX_REQUESTS) return;
    if (this.#ignored > 0) {
      this.#ignored--;
      return;
    }
    const isBusy = this.#load.isBusy(now);
    this.#shortestMs = Math.min(this.#shortestMs, latencyMs);
    this.#responses++;
    if (latencyMs <= QUEUED_FACTOR * this.#shortestMs) this.#unqueued++;
    if (this.#responses < limiter.limit) return;
    const isUnqueued = this.#unqueued >= UNQUEUED_SHARE * this.#responses;
    this.#responses = 0;
    this.#unqueued = 0;
    if (isUnqueued && limiter.waiting > 0 && !isBusy) {
      limiter.limit = Math.min(2 * limiter.limit, MAX_REQUESTS);
    }
  }
}

/** A transport with a concurrency limit that grows, over what sends requests and has a queue that is not known. */
export function withGrowingConcurrency(send: Transport): Transport {
  const limiter = new ConcurrencyLimiter(INITIAL_REQUESTS);
  const growth = new RequestGrowth(limiter);
  const transport: Transport = async (request) => {
    const startedAt = performance.now();
    const response = await send(request);
    const now = performance.now();
    growth.onResponse(now - startedAt, now);
    return response;
  };
  transport.concurrency = () => limiter;
  return transport;
}
