/** What a {@link RetryStrategy} may know of the call it repeats. */
export interface RetryContext {
  /** The client's method, such as `track`. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** The attempt under way, from 1; 0 before the first. */
  readonly attempt: number;
  /**
   * Whether sending the call twice has no second effect. Reads, upserts and deletes are safe;
   * events are, since the same ULID goes with every attempt.
   */
  readonly replaySafe: boolean;
  /** Aborts when the caller gives the call up, or the client is closed: waiting must end at once then, with its reason. */
  readonly signal: AbortSignal;
}

/**
 * Decides whether and when a failed call is made again.
 *
 * `execute` calls `operation` until it succeeds or there is no more point in trying, and settles as
 * the last call did. `operation` rejects with `RetryableError` where a repeat may help.
 */
export interface RetryStrategy {
  execute<T>(operation: () => Promise<T>, context: RetryContext): Promise<T>;
}
