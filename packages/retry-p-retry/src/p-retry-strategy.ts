import {
  isRetryableError,
  type RetryableError,
  type RetryContext,
  type RetryStrategy,
  ValidationError,
} from '@cio/core';
import pRetry, { type Options } from 'p-retry';

export interface PRetryStrategyOptions {
  /** Repeats at the most, after the first attempt. Default 3. */
  retries?: number;
  /** The wait before the first repeat, in milliseconds; up to twice as long, at random. Default 500. */
  minTimeoutMs?: number;
  /** The longest wait of its own choosing, in milliseconds. Default 30,000. A `Retry-After` may be longer. */
  maxTimeoutMs?: number;
  /** What each wait grows by. Default 2. */
  factor?: number;
  /** Time for all attempts and waits together, in milliseconds: no repeat starts after it. Default: no limit. */
  maxRetryTimeMs?: number;
  /**
   * Repeats also what has a second effect when sent twice: form submissions, metrics, messages.
   * Default false: those are repeated only where nothing reached the server.
   */
  retryUnsafe?: boolean;
}

/**
 * Repeats a call that failed for a passing reason, after waits that grow and are spread at random.
 *
 * `Retry-After` is honoured: the wait is at least as long, and where it does not fit into
 * `maxRetryTimeMs` the call fails at once. An abort of the call's signal ends the waiting.
 */
export function pRetryStrategy(options: PRetryStrategyOptions = {}): RetryStrategy {
  const { retries = 3, minTimeoutMs = 500, maxTimeoutMs = 30_000, factor = 2, retryUnsafe = false } = options;
  const { maxRetryTimeMs = Number.POSITIVE_INFINITY } = options;
  const numbers = { retries, minTimeoutMs, maxTimeoutMs, factor, maxRetryTimeMs };
  for (const [field, value] of Object.entries(numbers)) {
    if (typeof value !== 'number' || !(value >= 0))
      throw new ValidationError(field, 'expected a number, 0 or more');
  }

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
        ...(signal && { signal }),
        // What this throws ends the retrying. p-retry adds its own wait after, which spreads out the
        // callers that were all told to come back at the same moment.
        onFailedAttempt: async ({ error, retriesLeft }) => {
          // p-retry wraps a reason that is no Error; the caller's own goes out as it is.
          if (signal?.aborted) throw signal.reason;
          if (!mayRepeat(error, context, retryUnsafe) || retriesLeft === 0) throw error;
          const { retryAfterMs = 0 } = error;
          if (retryAfterMs >= maxRetryTimeMs - (performance.now() - startedAt)) throw error;
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

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
  });
}
