/** The outcome of a request that a rate limiter allowed. */
export interface RateLimitOutcome {
  /** The HTTP status; undefined if there was no response, and for a 429 of a daily quota, which is not about the rate. */
  readonly status: number | undefined;
  /** How long the server asked to wait, in milliseconds, if it did. */
  readonly retryAfterMs: number | undefined;
}

/** Delays requests, so that they stay within the rate limits of an API. */
export interface RateLimiter {
  /**
   * Resolves when a request of the bucket may be sent. Rejects with the signal's reason when it aborts.
   *
   * @param bucket The name of the limit that the operation counts against, such as `send`.
   */
  acquire(bucket: string, signal?: AbortSignal): Promise<void>;
  /** Called once for each request that was allowed, when it has a response or has failed. */
  settled?(bucket: string, outcome: RateLimitOutcome): void;
}
