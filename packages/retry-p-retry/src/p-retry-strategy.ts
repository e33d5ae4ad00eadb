import {
  isRetryableError,
  MAX_TIMER_MS,
  type RetryableError,
  type RetryContext,
  type RetryStrategy,
  requireCount,
  requireObject,
  sleep,
  ValidationError,
} from '@cio/core';
import pRetry, { type Options } from 'p-retry';

export interface PRetryStrategyOptions {
  /** Repeats at the most, after the first attempt. Default 3. */
  retries?: number | undefined;
  /** The wait before the first repeat, in milliseconds; up to twice as long, at random. Default 500. */
  minTimeoutMs?: number | undefined;
  /** The longest wait of its own choosing, in milliseconds. Default 30,000. A `Retry-After` may be longer. */
  maxTimeoutMs?: number | undefined;
  /** What each wait grows by. Default 2. */
  factor?: number | undefined;
  /**
   * Time for all attempts and waits together, in milliseconds: no repeat starts after it. Default 60,000; `Infinity` for no
   * limit.
   */
  maxRetryTimeMs?: number | undefined;
  /**
   * The longest `Retry-After` that is waited for, in milliseconds. Where the server asks for more, the call fails at once.
   * Default 300,000. `maxRetryTimeMs` holds as well.
   */
  maxRetryAfterMs?: number | undefined;
  /**
   * Repeats also what has a second effect when sent twice: form submissions, metrics, messages.
   * Default false: those are repeated only where it is proven that no server processed them.
   */
  retryUnsafe?: boolean | undefined;
}

/**
 * Repeats a call that failed for a reason that may pass, after waits that grow and are spread at random.
 *
 * `Retry-After` is honoured: the wait is at least as long, and where it does not fit into `maxRetryTimeMs` or is over
 * `maxRetryAfterMs` the call fails at once. An abort of the call's signal, or a client that is closed, ends the waiting.
 *
 * @throws ValidationError for options that are bad.
 */
export function pRetryStrategy(options: PRetryStrategyOptions = {}): RetryStrategy {
  requireObject('options', options as unknown);
  const { retries = 3, minTimeoutMs = 500, maxTimeoutMs = 30_000, factor = 2, retryUnsafe = false } = options;
  const { maxRetryTimeMs = 60_000, maxRetryAfterMs = 300_000 } = options;
  requireCount('retries', retries, 0);
  for (const [field, value] of Object.entries({ minTimeoutMs, maxTimeoutMs, maxRetryAfterMs })) {
    requireNumber(field, value, MAX_TIMER_MS);
  }
  requireNumber('factor', factor, Number.MAX_VALUE);
  requireNumber('maxRetryTimeMs', maxRetryTimeMs, Number.POSITIVE_INFINITY);

  return {
    execute(operation, context) {
      const startedAt = performance.now();
      const { signal } = context;
      const pRetryOptions: Options = {
        retries,
        factor,
        minTimeout: minTimeoutMs,
        maxTimeout: maxTimeoutMs,
        maxRetryTime: maxRetryTimeMs,
        randomize: true,
        // p-retry calls this method, which jsdom's signals under Jest 29 do not have. A call that is aborted ends at once
        // even so; what waits then ends with its wait.
        ...(typeof signal?.throwIfAborted === 'function' && { signal }),
        // What this throws ends the retrying. p-retry adds its own wait after, which spreads out the
        // callers that were all told to come back at the same moment.
        onFailedAttempt: async ({ error, retriesLeft }) => {
          // p-retry wraps a reason that is no Error; the caller's own goes out as it is.
          if (signal?.aborted) throw signal.reason;
          if (!mayRepeat(error, context, retryUnsafe) || retriesLeft === 0) throw error;
          const { retryAfterMs = 0 } = error;
          const timeLeftMs = maxRetryTimeMs - (performance.now() - startedAt);
          if (retryAfterMs > maxRetryAfterMs || retryAfterMs >= timeLeftMs) throw error;
          if (retryAfterMs > 0) await sleep(retryAfterMs, signal);
        },
      };
      return pRetry(operation, pRetryOptions);
    },
  };
}

function mayRepeat(
  error: unknown,
  { replaySafe }: RetryContext,
  retryUnsafe: boolean,
): error is RetryableError {
  return isRetryableError(error) && (replaySafe || !error.requestSent || retryUnsafe);
}

function requireNumber(field: string, value: unknown, max: number): void {
  if (typeof value === 'number' && value >= 0 && value <= max) return;
  throw new ValidationError(field, `expected a number from 0 to ${max}`);
}
