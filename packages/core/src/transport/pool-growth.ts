import { type EventLoopUtilization, performance } from 'node:perf_hooks';
import type { ConcurrencyLimiter } from './concurrency-limiter.js';

/** Connections that may be opened before anything is known of the distance. */
const INITIAL_CONNECTIONS = 64;
/** Connections more for each response that says that more would help: the pool triples within a round trip. */
const STEP = 2;
/** A response that took so much longer than the shortest one waited behind others: more connections would not help. */
const CONGESTED_FACTOR = 2;
const CONGESTED_MS = 5;
/** A process whose event loop was so busy has no time for more. Looked at this often. */
const BUSY_UTILIZATION = 0.9;
const UTILIZATION_MS = 100;
/** The shortest latency is forgotten after two of these: the way to the server may have become another. */
const WINDOW_MS = 10_000;

/**
 * Raises the number of connections to what the traffic needs.
 *
 * By Little's law that is rate times latency: the same thousand calls a second need 2 connections to a server that is a
 * millisecond and a half away, and 150 to one that is 150 ms away. So as long as calls wait for a connection, each
 * response that came back as quickly as the path allows makes room for more. Where responses take longer than that,
 * it is the server or this process that is busy, and more connections would only wait there.
 */
export class PoolGrowth {
  readonly #limiter: ConcurrencyLimiter;
  readonly #maxConnections: number;
  #shortestMs = Number.POSITIVE_INFINITY;
  #shortestBeforeMs = Number.POSITIVE_INFINITY;
  #windowEnds = 0;
  #utilization: EventLoopUtilization | undefined;
  #lookedAt = 0;
  #isBusy = false;

  constructor(limiter: ConcurrencyLimiter, maxConnections: number) {
    this.#limiter = limiter;
    this.#maxConnections = maxConnections;
    limiter.limit = Math.min(INITIAL_CONNECTIONS, maxConnections);
  }

  /** A response has come. @param latencyMs From when its request was written on an open connection. */
  onResponse(latencyMs: number, now: number): void {
    if (now >= this.#windowEnds) {
      this.#shortestBeforeMs = this.#shortestMs;
      this.#shortestMs = Number.POSITIVE_INFINITY;
      this.#windowEnds = now + WINDOW_MS;
    }
    if (latencyMs < this.#shortestMs) this.#shortestMs = latencyMs;
    const limiter = this.#limiter;
    if (limiter.limit >= this.#maxConnections || limiter.waiting === 0) return;
    const shortestMs = Math.min(this.#shortestMs, this.#shortestBeforeMs);
    if (latencyMs > CONGESTED_FACTOR * shortestMs + CONGESTED_MS || this.#isProcessBusy(now)) return;
    limiter.limit = Math.min(limiter.limit + STEP, this.#maxConnections);
  }

  #isProcessBusy(now: number): boolean {
    if (now - this.#lookedAt >= UTILIZATION_MS) {
      const current = performance.eventLoopUtilization();
      this.#isBusy =
        this.#utilization !== undefined &&
        performance.eventLoopUtilization(current, this.#utilization).utilization > BUSY_UTILIZATION;
      this.#utilization = current;
      this.#lookedAt = now;
    }
    return this.#isBusy;
  }
}
