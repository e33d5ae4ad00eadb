import { memoryRateLimiter, PUBLISHED_RATE_LIMITS, type RateLimiter, type RateLimitOutcome } from '@cio/core';

/** How long an unused limiter is kept: longer than it delays any call, so that a new one behaves the same. */
const KEEP_MS = 600_000;

type GetLimiter = (key: string) => RateLimiter;

const GET_LIMITER = Symbol.for('@cio/app-api/rate-limiter');

/**
 * A rate limiter with the published limits, shared by all clients of this process with the same key: also by clients of
 * another copy of this package, and by clients that live for one request only.
 *
 * @param key Returns the host and the credential that share the limits.
 */
export function sharedRateLimiter(key: () => string): RateLimiter {
  const getLimiter = getterOfProcess();
  return {
    acquire: (bucket, signal) => getLimiter(key()).acquire(bucket, signal),
    settled: (bucket, outcome) => getLimiter(key()).settled?.(bucket, outcome),
  };
}

let getterOfThisCopy: GetLimiter | undefined;

/** Shared by all copies of the package, through the global object. The keys contain credentials, which a closure hides. */
function getterOfProcess(): GetLimiter {
  const holder = globalThis as { [GET_LIMITER]?: unknown };
  getterOfThisCopy ??= createGetter();
  if (holder[GET_LIMITER] === undefined) {
    Reflect.defineProperty(globalThis, GET_LIMITER, { value: getterOfThisCopy });
  }
  const shared = holder[GET_LIMITER];
  // If the global object is frozen, each copy counts for itself.
  return typeof shared === 'function' ? (shared as GetLimiter) : getterOfThisCopy;
}

function createGetter(): GetLimiter {
  /** Least recently used first. */
  const limiters = new Map<string, SharedLimiter>();
  return (key) => {
    const limiter = limiters.get(key) ?? new SharedLimiter();
    limiters.delete(key);
    limiters.set(key, limiter);
    for (const [other, { isPending, isOld }] of limiters) {
      if (!isOld) break;
      if (!isPending) limiters.delete(other);
    }
    return limiter;
  };
}

/** A limiter that knows whether it is used. */
class SharedLimiter implements RateLimiter {
  readonly #limiter = memoryRateLimiter(PUBLISHED_RATE_LIMITS);
  #usedAt = performance.now();
  /** Calls that wait, or have no response yet. */
  #pending = 0;

  get isPending(): boolean {
    return this.#pending > 0;
  }

  get isOld(): boolean {
    return performance.now() - this.#usedAt > KEEP_MS;
  }

  async acquire(bucket: string, signal?: AbortSignal): Promise<void> {
    this.#pending++;
    this.#usedAt = performance.now();
    try {
      await this.#limiter.acquire(bucket, signal);
    } catch (error) {
      this.#pending--;
      throw error;
    }
  }

  settled(bucket: string, outcome: RateLimitOutcome): void {
    this.#pending = Math.max(0, this.#pending - 1);
    this.#usedAt = performance.now();
    this.#limiter.settled?.(bucket, outcome);
  }
}
