import { onAbort } from '../abort/on-abort.js';
import { throwIfAborted } from '../abort/throw-if-aborted.js';
import { ValidationError } from '../errors/validation-error.js';
import { requireObject, requireSignal } from '../validation/checks.js';
import { MAX_TIMER_MS, requireCount, requireDuration } from '../validation/numbers.js';
import { pauseAfter429 } from './pause-after-429.js';
import { PUBLISHED_RATE_LIMITS, type RateLimit, type RateLimits } from './published-rate-limits.js';
import type { RateLimiter, RateLimitOutcome } from './rate-limiter.js';

/**
 * A rate limiter in memory, with a number of tokens for each limit. A bucket that is not named is not limited: to change one of the
 * published limits, pass `{ ...PUBLISHED_RATE_LIMITS, app: { requests: 5, perMs: 1000 } }`.
 *
 * A token is returned one period after the response to its request, not after the request was sent. However long requests take to
 * arrive, the server never receives more of them in any period than the limit allows.
 *
 * A 429 halves the tokens and pauses the bucket for a period, or for as long as the server asks, at most five minutes. Then a tenth
 * of the limit is restored with every period without a 429.
 *
 * @throws ValidationError for a limit that is not valid.
 */
export function memoryRateLimiter(limits: RateLimits): RateLimiter {
  requireObject('limits', limits);
  const buckets = new Map(
    Object.entries(limits).map(([name, limit]) => {
      if (!Object.hasOwn(PUBLISHED_RATE_LIMITS, name)) {
        const expected = `unknown bucket, expected one of ${Object.keys(PUBLISHED_RATE_LIMITS).join(', ')}`;
        throw new ValidationError(`limits.${name}`, expected);
      }
      requireObject(`limits.${name}`, limit);
      const { requests, perMs } = limit;
      requireCount(`limits.${name}.requests`, requests);
      requireDuration(`limits.${name}.perMs`, perMs);
      return [name, new Bucket({ requests, perMs })];
    }),
  );
  return {
    async acquire(name, signal) {
      requireSignal('signal', signal);
      throwIfAborted(signal);
      await buckets.get(name)?.acquire(signal);
    },
    settled: (name, outcome) => buckets.get(name)?.settled(outcome),
  };
}

interface Waiter {
  proceed(): void;
}

class Bucket {
  /** Tokens of requests that have no response yet. */
  #inFlight = 0;
  /** The times at which tokens of completed requests are returned, in order; those before `#returned` have been. */
  #returnTimes: number[] = [];
  #returned = 0;
  #pausedUntil = 0;
  /** The tokens after the last 429. More are restored from `#pausedUntil` on. */
  #reducedTo = Number.POSITIVE_INFINITY;
  /** The waiting calls, in order. A set: an aborted call is removed in constant time. */
  readonly #waiting = new Set<Waiter>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #clockReadAt = performance.now();
  #now = 0;

  constructor(readonly limit: Readonly<RateLimit>) {}

  acquire(signal: AbortSignal | undefined): Promise<void> | undefined {
    if (this.#waiting.size === 0 && this.#take()) return undefined;
    return new Promise((resolve, reject) => {
      let removeListener = () => {};
      const waiter: Waiter = {
        proceed() {
          removeListener();
          resolve();
        },
      };
      this.#waiting.add(waiter);
      // With others waiting, a timer or a response exists that also starts this one.
      if (this.#waiting.size === 1) this.#schedule();
      if (!signal) return;
      removeListener = onAbort(signal, (reason) => {
        this.#waiting.delete(waiter);
        if (this.#waiting.size === 0) clearTimeout(this.#timer);
        reject(reason);
      });
    });
  }

  settled(outcome: RateLimitOutcome): void {
    const now = this.#readClock();
    // Settling more often than acquiring must not create tokens.
    if (this.#inFlight > 0) {
      this.#inFlight--;
      this.#returnTimes.push(now + this.limit.perMs);
    }
    if (outcome?.status === 429) {
      // Requests that were sent together are rejected together: that counts as one 429.
      if (now >= this.#pausedUntil) this.#reducedTo = Math.max(1, Math.floor(this.#tokens(now) / 2));
      this.#pausedUntil = Math.max(this.#pausedUntil, now + pauseAfter429(outcome, this.limit.perMs));
    }
    this.#schedule();
  }

  /** Never decreases: a mocked clock that is set back stands still. */
  #readClock(): number {
    const read = performance.now();
    this.#now += Math.max(0, read - this.#clockReadAt);
    this.#clockReadAt = read;
    return this.#now;
  }

  #tokens(now: number): number {
    const { requests, perMs } = this.limit;
    const periods = Math.max(0, Math.floor((now - this.#pausedUntil) / perMs));
    return Math.min(requests, this.#reducedTo + periods * Math.max(1, requests / 10));
  }

  #take(): boolean {
    const now = this.#readClock();
    this.#dropReturned(now);
    const taken = this.#inFlight + this.#returnTimes.length - this.#returned;
    if (now < this.#pausedUntil || taken >= Math.floor(this.#tokens(now))) return false;
    this.#inFlight++;
    return true;
  }

  #dropReturned(now: number): void {
    while (this.#returned < this.#returnTimes.length && this.#returnTimes[this.#returned]! <= now) {
      this.#returned++;
    }
    // Removed when half of the array is used up: amortized constant time.
    if (this.#returned * 2 < this.#returnTimes.length) return;
    this.#returnTimes.splice(0, this.#returned);
    this.#returned = 0;
  }

  /** Starts as many waiting calls as there are tokens, and sets a timer for the next token. */
  #schedule(): void {
    clearTimeout(this.#timer);
    for (const waiter of this.#waiting) {
      if (!this.#take()) break;
      this.#waiting.delete(waiter);
      waiter.proceed();
    }
    if (this.#waiting.size === 0) return;
    const waitMs = this.#untilNextToken(this.#readClock());
    // Without a returning token, the next response returns one, and calls this again.
    if (waitMs === Number.POSITIVE_INFINITY) return;
    // A timer may fire a moment early.
    this.#timer = setTimeout(() => this.#schedule(), Math.min(Math.ceil(waitMs) + 1, MAX_TIMER_MS));
  }

  #untilNextToken(now: number): number {
    if (now < this.#pausedUntil) return this.#pausedUntil - now;
    const { requests, perMs } = this.limit;
    const isReduced = this.#tokens(now) < requests;
    const untilMoreTokens = isReduced
      ? perMs - ((now - this.#pausedUntil) % perMs)
      : Number.POSITIVE_INFINITY;
    const untilReturn = (this.#returnTimes[this.#returned] ?? Number.POSITIVE_INFINITY) - now;
    return Math.min(untilMoreTokens, untilReturn);
  }
}
