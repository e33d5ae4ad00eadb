import {
  isRetryableError,
  MAX_TIMER_MS,
  type RetryableError,
  type RetryContext,
  type RetryStrategy,
  readOptions,
  requireCount,
  sleep,
  ValidationError,
} from '@cio/core';
import pRetry, { type Options } from 'p-retry';

/** Options of the retry strategy. */
export interface PRetryStrategyOptions {
  /** The maximum number of retries, after the first attempt. Default 3. */
  retries?: number | undefined;
  /** The delay before the first retry, in milliseconds, times a random factor between 1 and 2. Default 500. */
  minTimeoutMs?: number | undefined;
  /** The maximum delay before a retry, in milliseconds. Default 30,000. A `Retry-After` may be longer. */
  maxTimeoutMs?: number | undefined;
  /** The factor of the exponential backoff. Default 2. */
  factor?: number | undefined;
  /**
   * The time budget of all attempts and delays together, in milliseconds: no retry starts after it. Default 60,000; `Infinity` for no
   * limit.
   */
  maxRetryTimeMs?: number | undefined;
  /**
   * The maximum `Retry-After` that is waited for, in milliseconds. If the server asks for more, the call fails immediately. Default
   * 300,000. `maxRetryTimeMs` applies as well.
   */
  maxRetryAfterMs?: number | undefined;
  /**
   * Whether calls that are not idempotent are retried too: form submissions, metrics, messages. Default `false`: they are retried only
   * if it is certain that no server processed them.
   */
  retryUnsafe?: boolean | undefined;
}

/**
 * A retry strategy for temporary failures (`RetryableError`), with exponential backoff and jitter.
 *
 * `Retry-After` is honoured: the delay is at least as long; if it exceeds `maxRetryTimeMs` or `maxRetryAfterMs`, the call fails
 * immediately. A delay ends when the call's signal aborts, or the client is closed.
 *
 * @throws ValidationError for an option that is not valid.
 * @example
 * const customerio = new TrackClient({ siteId, apiKey, retry: pRetryStrategy({ retries: 5 }) });
 */
export function pRetryStrategy(options?: PRetryStrategyOptions): RetryStrategy {
  const {
    retries = 3,
    minTimeoutMs = 500,
    maxTimeoutMs = 30_000,
    factor = 2,
    maxRetryTimeMs = 60_000,
    maxRetryAfterMs = 300_000,
    retryUnsafe = false,
  } = readOptions(options, [
    'retries',
    'minTimeoutMs',
    'maxTimeoutMs',
    'factor',
    'maxRetryTimeMs',
    'maxRetryAfterMs',
    'retryUnsafe',
  ]);
  requireCount('retries', retries, 0);
  if (typeof retryUnsafe !== 'boolean') throw new ValidationError('retryUnsafe', 'expected true or false');
  for (const [field, value] of Object.entries({ minTimeoutMs, maxTimeoutMs, maxRetryAfterMs })) {
    requireNumber(field, value, MAX_TIMER_MS);
  }
  requireNumber('factor', factor, Number.MAX_VALUE);
  requireNumber('maxRetryTimeMs', maxRetryTimeMs, Number.POSITIVE_INFINITY);

  return {
    async execute<T>(operation: () => Promise<T>, context: RetryContext): Promise<T> {
      const startedAt = performance.now();
      let first: { error: unknown } | undefined;
      try {
        return await operation();
      } catch (error) {
        first = { error };
      }
      // Only now: p-retry and its signal cost a call that succeeds as well (`npm run bench -- --only options`).
      const { signal } = context;
      const timeLeftMs = () => Math.max(0, maxRetryTimeMs - (performance.now() - startedAt));
      const pRetryOptions: Options = {
        retries,
        factor,
        minTimeout: minTimeoutMs,
        maxTimeout: maxTimeoutMs,
        maxRetryTime: timeLeftMs(),
        randomize: true,
        // p-retry calls this method, which jsdom's signals under Jest 29 do not have. There, a call that is aborted still rejects
        // at once, but the timer of its delay runs on.
        ...(typeof signal?.throwIfAborted === 'function' && { signal }),
        // An error of this function ends the retries. p-retry then adds its own delay, which spreads callers that have the same
        // Retry-After.
        onFailedAttempt: async ({ error, retriesLeft }) => {
          // p-retry wraps a reason that is not an Error: the caller gets the original.
          if (signal?.aborted) throw signal.reason;
          if (!mayRepeat(error, context, retryUnsafe) || retriesLeft === 0) throw error;
          const { retryAfterMs = 0 } = error;
          if (retryAfterMs > maxRetryAfterMs || retryAfterMs >= timeLeftMs()) throw error;
          if (retryAfterMs > 0) await sleep(retryAfterMs, signal);
        },
      };
      const attempt = () => {
        if (!first) return operation();
        const { error } = first;
        first = undefined;
        throw error;
      };
      return pRetry(attempt, pRetryOptions);
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
