import { callSafely } from '../callbacks/call-safely.js';
import { isApiError } from '../errors/api-error.js';
import type { RetryableError } from '../errors/retryable-error.js';
import type { RateLimiter } from '../rate-limit/rate-limiter.js';
import type { ConcurrencyLimit } from '../transport/concurrency-limiter.js';
import type { CallState } from './call-state.js';
import type { ClientStats } from './client-stats.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type RateLimitStats = Writable<ClientStats['rateLimits'][string]>;

/** Admits attempts: those of calls with a bucket by the rate limiter, all others by the concurrency limit of the transport. */
export class AttemptAdmission {
  /** Attempts that wait for a connection. */
  waiting = 0;
  readonly #rateLimiter: RateLimiter | undefined;
  readonly #concurrency: ConcurrencyLimit | undefined;
  readonly #rateLimits = new Map<string, RateLimitStats>();

  constructor(rateLimiter: RateLimiter | undefined, concurrency: ConcurrencyLimit | undefined) {
    this.#rateLimiter = rateLimiter;
    this.#concurrency = concurrency;
  }

  get rateLimits(): ClientStats['rateLimits'] {
    return Object.fromEntries([...this.#rateLimits].map(([bucket, stats]) => [bucket, { ...stats }]));
  }

  /**
   * Acquires a slot for an attempt, which has to be released. Undefined where one is free at once.
   *
   * @throws the reason of the call's abort.
   */
  acquire(state: CallState): Promise<void> | undefined {
    const { bucket } = state.call;
    if (bucket && this.#rateLimiter) return this.#waitForRateLimit(state, this.#rateLimiter, bucket);
    const concurrency = this.#concurrency;
    return !concurrency || concurrency.tryAcquire() ? undefined : this.#waitForConnection(state, concurrency);
  }

  /**
   * Releases the slot of an attempt, and reports its outcome to the rate limiter.
   *
   * @param status The status of the response; undefined if there was none.
   * @param error What the attempt failed with.
   */
  release({ call: { bucket } }: CallState, status: number | undefined, error: unknown): void {
    const limiter = this.#rateLimiter;
    if (!bucket || !limiter) {
      this.#concurrency?.release();
      return;
    }
    callSafely('rateLimiter.settled', () =>
      limiter.settled?.(bucket, {
        // Not retryable: the quota of one operation. A slower rate of the others would not help.
        status: status === 429 && isApiError(error) ? undefined : status,
        retryAfterMs: (error as Partial<RetryableError> | undefined)?.retryAfterMs,
      }),
    );
  }

  async #waitForRateLimit(state: CallState, limiter: RateLimiter, bucket: string): Promise<void> {
    const stats = this.#rateLimits.get(bucket) ?? { waiting: 0, allowed: 0, waitedMs: 0 };
    this.#rateLimits.set(bucket, stats);
    stats.waiting++;
    const since = performance.now();
    try {
      await limiter.acquire(bucket, state.signal);
      stats.allowed++;
    } finally {
      state.rateLimitWaitMs = performance.now() - since;
      stats.waitedMs += state.rateLimitWaitMs;
      stats.waiting--;
    }
  }

  #waitForConnection(state: CallState, concurrency: ConcurrencyLimit): Promise<void> {
    this.waiting++;
    const since = performance.now();
    return new Promise((resolve, reject) => {
      state.onAbort((reason) => {
        this.waiting--;
        reject(reason);
      });
      concurrency.wait(() => {
        if (state.aborted) return false;
        state.onAbort(undefined);
        this.waiting--;
        state.connectionWaitMs = performance.now() - since;
        resolve();
        return true;
      });
    });
  }
}
