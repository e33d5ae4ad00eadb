import { ValidationError } from '../errors/validation-error.js';
import type { RateLimiter, RateLimitOutcome } from './rate-limiter.js';

/** So many requests in so much time. */
export interface RateLimit {
  /** At least 1. */
  requests: number;
  /** Milliseconds. */
  perMs: number;
}

/**
 * A rate limiter in memory, a bucket of tokens for each limit. A bucket that is not named has no limit.
 *
 * A token comes back its whole period after the request's answer, not after its sending. So however long
 * requests are on the way, the server never sees more of them in any period than the limit allows.
 *
 * A 429 halves the tokens and holds the bucket for a period, or for as long as the server asks; a tenth
 * of the limit comes back with every period that passes without another.
 */
export function memoryRateLimiter(limits: Readonly<Record<string, RateLimit>>): RateLimiter {
  const buckets = new Map(
    Object.entries(limits).map(([name, limit]) => {
      if (!(limit.requests >= 1) || !(limit.perMs > 0)) {
        throw new ValidationError(`limits.${name}`, 'expected at least 1 request per 1 ms or more');
      }
      return [name, new Bucket(limit)];
    }),
  );
  return {
    async acquire(name, signal) {
      signal?.throwIfAborted();
      await buckets.get(name)?.acquire(signal);
    },
    settled: (name, outcome) => buckets.get(name)?.settled(outcome),
  };
}

class Bucket {
  /** Tokens taken by requests under way. */
  #underWay = 0;
  /** When each token of an answered request comes back, in order. */
  #returning: number[] = [];
  #heldUntil = 0;
  /** The tokens that the last 429 left. More come back from `#heldUntil` on. */
  #shrunkTo = Number.POSITIVE_INFINITY;
  #waiting: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly limit: RateLimit) {}

  acquire(signal: AbortSignal | undefined): Promise<void> | undefined {
    if (this.#waiting.length === 0 && this.#take()) return undefined;
    return new Promise((resolve, reject) => {
      const proceed = () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.#waiting = this.#waiting.filter((waiter) => waiter !== proceed);
        this.#schedule();
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(proceed);
      this.#schedule();
    });
  }

  settled({ status, retryAfterMs }: RateLimitOutcome): void {
    const now = performance.now();
    this.#underWay--;
    this.#returning.push(now + this.limit.perMs);
    if (status === 429) {
      // Requests sent together are turned away together: that is one message, not many.
      if (now >= this.#heldUntil) this.#shrunkTo = Math.max(1, Math.floor(this.#tokens(now) / 2));
      this.#heldUntil = Math.max(this.#heldUntil, now + (retryAfterMs ?? this.limit.perMs));
    }
    this.#schedule();
  }

  #tokens(now: number): number {
    const { requests, perMs } = this.limit;
    const periods = Math.max(0, Math.floor((now - this.#heldUntil) / perMs));
    return Math.min(requests, this.#shrunkTo + periods * Math.max(1, requests / 10));
  }

  #take(): boolean {
    const now = performance.now();
    while (this.#returning.length > 0 && this.#returning[0]! <= now) this.#returning.shift();
    if (now < this.#heldUntil || this.#underWay + this.#returning.length >= Math.floor(this.#tokens(now)))
      return false;
    this.#underWay++;
    return true;
  }

  /** Lets through whom it can, and comes back when the next token does. */
  #schedule(): void {
    clearTimeout(this.#timer);
    while (this.#waiting.length > 0 && this.#take()) this.#waiting.shift()!();
    if (this.#waiting.length === 0) return;
    const now = performance.now();
    const held = this.#heldUntil - now;
    // Without a token on its way back, an answer under way brings one, and calls this again.
    const nextToken = this.#returning[0] === undefined ? undefined : this.#returning[0] - now;
    const waitMs = held > 0 ? held : nextToken;
    // A timer may fire a moment early.
    if (waitMs !== undefined) this.#timer = setTimeout(() => this.#schedule(), Math.ceil(waitMs) + 1);
  }
}
