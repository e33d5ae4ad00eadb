import type { ConnectionStats } from '../transport/types.js';

/** The calls that count against a bucket of a rate limiter. */
export interface RateLimitStats {
  /** Calls that wait for the rate limiter now. */
  readonly waiting: number;
  /** Attempts that the rate limiter has allowed, since the client was created. */
  readonly allowed: number;
  /** How long they waited, in milliseconds, in total. */
  readonly waitedMs: number;
}

/** What a client does at a moment. */
export interface ClientStats {
  /** Calls that have not ended: in flight, waiting, or between two attempts. */
  readonly calls: number;
  /** Calls whose request is in flight. */
  readonly inFlight: number;
  /** Calls that wait for a connection: the transport has as many requests in flight as its concurrency limit allows. */
  readonly waiting: number;
  /**
   * The connections to the API, which all clients of the transport share; undefined if the transport does not count them, as
   * `fetch`.
   */
  readonly connections: ConnectionStats | undefined;
  /** The rate limits, by the names of their buckets, such as `track`, `app` and `send`: those that have been used. */
  readonly rateLimits: Readonly<Record<string, RateLimitStats>>;
}
