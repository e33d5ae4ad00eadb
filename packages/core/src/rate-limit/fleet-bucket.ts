import { onAbort } from '../abort/on-abort.js';
import { MAX_TIMER_MS } from '../validation/numbers.js';
import type { FleetConnection } from './fleet-connection.js';
import { pauseAfter429 } from './pause-after-429.js';
import type { RateLimit } from './published-rate-limits.js';
import type { RateLimiter, RateLimitOutcome } from './rate-limiter.js';

interface Waiter {
  proceed(): void;
  /** Waits for the in-memory limiter in place of this one. */
  fallBack(): void;
}

/** The requests of this process that count against one limit of the fleet. */
export class FleetBucket {
  /** The calls that wait, in order. */
  readonly #waiting = new Set<Waiter>();
  /** The tokens of requests that have no response yet, the oldest first. */
  readonly #inFlight: number[] = [];
  #settled: number[] = [];
  /** Tokens that were granted to calls that no longer wait for them. */
  #unused: number[] = [];
  #pauseMs = 0;
  #nextToken = 0;
  #allowedInMemory = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isExchanging = false;
  /** Whether something is to be said or asked that the exchange in progress has not. */
  #hasMore = false;

  /** @param memory The limiter while the circuit is open. */
  constructor(
    readonly name: string,
    readonly limit: Readonly<RateLimit>,
    readonly connection: FleetConnection,
    readonly memory: RateLimiter,
  ) {}

  acquire(signal: AbortSignal | undefined): Promise<void> {
    if (this.connection.isHalfOpen) this.#exchange();
    if (this.connection.isOpen) return this.#acquireInMemory(signal);
    return new Promise((resolve, reject) => {
      let removeListener = () => {};
      const waiter: Waiter = {
        proceed() {
          removeListener();
          resolve();
        },
        fallBack: () => {
          removeListener();
          this.#acquireInMemory(signal).then(resolve, reject);
        },
      };
      this.#waiting.add(waiter);
      // With others waiting, an exchange is in progress or a timer is set.
      if (this.#waiting.size === 1 || this.#isExchanging) this.#exchange();
      if (!signal) return;
      removeListener = onAbort(signal, (reason) => {
        this.#waiting.delete(waiter);
        reject(reason);
        // The other processes need not wait for this one.
        if (this.#waiting.size === 0) this.#exchange();
      });
    });
  }

  settled(outcome: RateLimitOutcome): void {
    if (this.#allowedInMemory > 0) {
      this.#allowedInMemory--;
      this.memory.settled?.(this.name, outcome);
      return;
    }
    const token = this.#inFlight.shift();
    if (token !== undefined) this.#settled.push(token);
    if (outcome?.status === 429)
      this.#pauseMs = Math.max(this.#pauseMs, pauseAfter429(outcome, this.limit.perMs));
    if (token !== undefined || this.#pauseMs > 0) this.#exchange();
  }

  async #acquireInMemory(signal: AbortSignal | undefined): Promise<void> {
    await this.memory.acquire(this.name, signal);
    this.#allowedInMemory++;
  }

  /** Reports to the store and asks it for tokens; again, if there was more to report by then. One exchange at a time. */
  async #exchange(): Promise<void> {
    this.#hasMore = true;
    if (this.#isExchanging) return;
    this.#isExchanging = true;
    clearTimeout(this.#timer);
    let waitMs = 0;
    try {
      while (this.#hasMore) waitMs = await this.#exchangeOnce();
    } catch {
      this.#fallBack();
    }
    this.#isExchanging = false;
    if (this.#waiting.size === 0) return;
    // A timer may fire a moment early.
    this.#timer = setTimeout(() => this.#exchange(), Math.min(waitMs + 1, MAX_TIMER_MS));
  }

  /** @returns When to ask again, in milliseconds, if calls wait. */
  async #exchangeOnce(): Promise<number> {
    const { requests, perMs } = this.limit;
    const settled = this.#settled;
    const unused = this.#unused;
    const pauseMs = this.#pauseMs;
    const firstToken = this.#nextToken;
    const wanted = this.#waiting.size;
    this.#hasMore = false;
    this.#settled = [];
    this.#unused = [];
    this.#pauseMs = 0;
    this.#nextToken += wanted;
    const tokens = (granted: number) => Array.from({ length: granted }, (_, index) => firstToken + index);
    const { granted, waitMs } = await this.connection.run(
      { bucket: this.name, requests, perMs, wanted, firstToken, pauseMs, settled, unused },
      // The calls have gone on without it.
      (late) => this.#unused.push(...tokens(late.granted)),
    );
    for (const token of tokens(granted)) this.#grant(token);
    return waitMs;
  }

  #grant(token: number): void {
    for (const waiter of this.#waiting) {
      this.#waiting.delete(waiter);
      this.#inFlight.push(token);
      waiter.proceed();
      return;
    }
    this.#unused.push(token);
    this.#hasMore = true;
  }

  /** What was not reported to the store expires with its tokens. */
  #fallBack(): void {
    this.#hasMore = false;
    this.#settled = [];
    this.#unused = [];
    this.#inFlight.length = 0;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const waiter of waiting) waiter.fallBack();
  }
}
