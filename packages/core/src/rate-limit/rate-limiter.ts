/** How a request that was let through ended. */
export interface RateLimitOutcome {
  /** Undefined where no response came. */
  readonly status: number | undefined;
  /** What the server asked to wait, in milliseconds, where it said so. */
  readonly retryAfterMs: number | undefined;
}

/** Holds requests back, so that they keep to the rate limit of an API. */
export interface RateLimiter {
  /**
   * Resolves when a request of this bucket may go out. Rejects with the signal's reason when it aborts.
   *
   * @param bucket The operations that share one limit, such as `send`.
   */
  acquire(bucket: string, signal?: AbortSignal): Promise<void>;
  /** Called once for each request that was let through, when its response is there or it has failed. */
  settled?(bucket: string, outcome: RateLimitOutcome): void;
}
