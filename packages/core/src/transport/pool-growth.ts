import type { ConcurrencyLimiter } from './concurrency-limiter.js';
import { EventLoopLoad } from './event-loop-load.js';

/** Connections that may be opened before the latency is known. */
const INITIAL_CONNECTIONS = 64;
/** Connections that are added for each response with low latency: the pool triples within a round trip. */
const STEP = 2;
/**
 * From this latency on, the path is long, and round trips spent on growing cost more than connections: the pool grows at once.
 * Only where the event loop is known to be idle in between: in a burst of calls, a response is late because nobody looks at it.
 */
const FAR_MS = 10;
const FAR_STEP = 16;
/** Connections that are enough below that latency: with 10 ms, for 25,600 calls per second, more than one process makes. */
const NEAR_CONNECTIONS = 256;
/** A response that took so much longer than the fastest one was queued: more connections would not help. */
const CONGESTED_FACTOR = 2;
const CONGESTED_MS = 5;
/** The shortest latency is forgotten after two windows: the route to the server may have changed. */
const WINDOW_MS = 10_000;

/**
 * Raises the number of connections to what the traffic needs.
 *
 * By Little's law that is rate times latency: a thousand calls per second need 2 connections at a latency of 1.5 ms, and 150 at
 * 150 ms. While calls wait for a connection, each response with the lowest possible latency adds connections, more of them where
 * the path is long. If responses take longer, the server or this process is saturated, and more connections would not help.
 */
export class PoolGrowth {
  readonly #limiter: ConcurrencyLimiter;
  readonly #maxConnections: number;
  #shortestMs = Number.POSITIVE_INFINITY;
  #shortestBeforeMs = Number.POSITIVE_INFINITY;
  #windowEnds = 0;
  readonly #load = new EventLoopLoad();

  constructor(limiter: ConcurrencyLimiter, maxConnections: number) {
    this.#limiter = limiter;
    this.#maxConnections = maxConnections;
    limiter.limit = Math.min(INITIAL_CONNECTIONS, maxConnections);
  }

  /** Called for each response. @param latencyMs The time since the request was written on an open connection. */
  onResponse(latencyMs: number, now: number): void {
    if (now >= this.#windowEnds) {
      this.#shortestBeforeMs = this.#shortestMs;
      this.#shortestMs = Number.POSITIVE_INFINITY;
      this.#windowEnds = now + WINDOW_MS;
    }
    if (latencyMs < this.#shortestMs) this.#shortestMs = latencyMs;
    const limiter = this.#limiter;
    const shortestMs = Math.min(this.#shortestMs, this.#shortestBeforeMs);
    const isFar = shortestMs >= FAR_MS;
    const most = isFar ? this.#maxConnections : Math.min(this.#maxConnections, NEAR_CONNECTIONS);
    if (limiter.limit >= most || limiter.waiting === 0) return;
    const isBusy = this.#load.isBusy(now);
    if (isBusy || latencyMs > CONGESTED_FACTOR * shortestMs + CONGESTED_MS) return;
    const step = Math.min(isFar && isBusy === false ? FAR_STEP : STEP, limiter.waiting);
    limiter.limit = Math.min(limiter.limit + step, most);
  }
}
