/** The call that a {@link RetryStrategy} may repeat. A copy by spread has neither `attempt` nor `signal`, which are getters. */
export interface RetryContext {
  /** The client's method, such as `track`. */
  readonly operation: string;
  /** The HTTP method. */
  readonly method: string;
  /** The path, encoded. It may contain identifiers of people. */
  readonly path: string;
  /** The current attempt, from 1; 0 before the first. */
  readonly attempt: number;
  /**
   * Whether the call is idempotent. Reads, upserts and deletes are; events are too, because every attempt has the same ULID.
   */
  readonly replaySafe: boolean;
  /** Aborts when the caller aborts the call, or the client is closed: reject at once then, with its reason. */
  readonly signal: AbortSignal;
}

/**
 * Decides whether and when a failed call is repeated.
 */
export interface RetryStrategy {
  /**
   * Calls `operation` until it succeeds or should not be repeated any more, and settles as its last call did. `operation`
   * makes one attempt; it rejects with a `RetryableError` if a repeat may succeed.
   */
  execute<T>(operation: () => Promise<T>, context: RetryContext): Promise<T>;
}
