import { memoryRateLimiter, type RateLimiter, type RateLimitOutcome } from '@cio/core';

/**
 * What Customer.io publishes: 10 requests a second, of Design Studio's slow operations 5, 3,000 sends in 3 seconds, and a
 * broadcast trigger every 10 seconds.
 */
const PUBLISHED = {
  app: { requests: 10, perMs: 1000 },
  design: { requests: 5, perMs: 1000 },
  send: { requests: 3000, perMs: 3000 },
  trigger: { requests: 1, perMs: 10_000 },
};

/** Longer than a limiter holds anything back: after it, a new one does the same. */
const KEEP_MS = 600_000;

type FindLimiter = (key: string) => RateLimiter;

const FIND_LIMITER = Symbol.for('@cio/app-api/rate-limiter');

/**
 * The published limits, counted together for all that name the same key: by every client of this process, also where two
 * copies of this package are loaded, and also where a client lives no longer than one request.
 *
 * @param key What is counted together: a host and a credential.
 */
export function sharedRateLimiter(key: string): RateLimiter {
  const find = findOfProcess();
  return {
    acquire: (bucket, signal) => find(key).acquire(bucket, signal),
    settled: (bucket, outcome) => find(key).settled?.(bucket, outcome),
  };
}

let findOfThisCopy: FindLimiter | undefined;

/** One for all copies of the package, on the global object. Its keys hold credentials: nobody gets at them in a closure. */
function findOfProcess(): FindLimiter {
  const holder = globalThis as { [FIND_LIMITER]?: unknown };
  findOfThisCopy ??= createFind();
  if (holder[FIND_LIMITER] === undefined) {
    Reflect.defineProperty(globalThis, FIND_LIMITER, { value: findOfThisCopy });
  }
  const shared = holder[FIND_LIMITER];
  // Where nothing can be added to the global object, each copy counts by itself.
  return typeof shared === 'function' ? (shared as FindLimiter) : findOfThisCopy;
}

function createFind(): FindLimiter {
  /** The least recently used first. */
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

/** A limiter that knows whether it is in use. */
class SharedLimiter implements RateLimiter {
  readonly #limiter = memoryRateLimiter(PUBLISHED);
  #usedAt = performance.now();
  /** Calls that wait or have no response yet. */
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
