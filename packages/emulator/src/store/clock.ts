import { AsyncResource } from 'node:async_hooks';
import { MAX_TIMER_MS, ValidationError } from '@cio/core';
import { TimerQueue } from '../lib/timer-queue.js';
import { noop, type Table } from './table.js';

/** The latest time that a `Date` has, in milliseconds. */
const MAX_TIME = 8.64e15;

/**
 * The emulator's time: the real one, until it is set or advanced. It goes on from there. What is scheduled (`send_at`,
 * delays of campaigns, newsletters, webhook retries) and what ends (links, live notifications) goes by it.
 */
export class Clock implements Table {
  onChange: Table['onChange'] = noop;
  readonly #timers = new TimerQueue();
  /** How far it is ahead of the real time, in milliseconds. */
  #offsetMs = 0;
  #timeout: NodeJS.Timeout | undefined;

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  /** Seconds since 1970: the unit of Customer.io's timestamps. */
  unixSeconds(): number {
    return Math.floor(this.now() / 1000);
  }

  /**
   * Advances the time. What is due until then is done, in order, each at its own time: resolves when it is done.
   *
   * @param ms Milliseconds, at least 0.
   * @throws `ValidationError` where `ms` is no such number.
   */
  async advance(ms: number): Promise<void> {
    const target = this.now() + ms;
    if (typeof ms !== 'number' || !(ms >= 0) || target > MAX_TIME) {
      throw new ValidationError('ms', 'expected milliseconds, a number of at least 0');
    }
    for (let next = this.#timers.peek(); next && next.time <= target; next = this.#timers.peek()) {
      this.#timers.pop();
      this.#moveTo(Math.max(next.time, this.now()));
      await next.run();
    }
    this.#moveTo(Math.max(target, this.now()));
    this.#arm();
  }

  /**
   * Sets the time. To a later time it is advanced; an earlier one undoes nothing of what was done.
   *
   * @param time A `Date`, or milliseconds since 1970.
   * @throws `ValidationError` where it is no time.
   */
  async set(time: Date | number): Promise<void> {
    const target = typeof time === 'number' || time instanceof Date ? Number(time) : Number.NaN;
    if (!(Math.abs(target) <= MAX_TIME)) {
      throw new ValidationError('time', 'expected a Date, or milliseconds since 1970');
    }
    if (target >= this.now()) return this.advance(target - this.now());
    this.#moveTo(target);
    this.#arm();
  }

  /** Does something at a time, or as soon as possible where that is over. It does not keep the process alive. */
  at(time: number, run: () => void | Promise<void>): void {
    const next = this.#timers.peek();
    // What a timer does belongs to the request that scheduled it.
    this.#timers.add({ time, run: AsyncResource.bind(run) });
    if (!next || time < next.time) this.#arm();
  }

  /** Resolves when so many milliseconds have passed, or when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
      this.at(this.now() + ms, resolve);
    });
  }

  /** Does nothing more of what was scheduled. */
  stop(): void {
    this.#timers.clear();
    clearTimeout(this.#timeout);
  }

  *keys(): Iterable<string> {
    if (this.#offsetMs !== 0) yield 'offset_ms';
  }

  toRecord(): number {
    return this.#offsetMs;
  }

  restore(_: string, offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }

  #moveTo(time: number): void {
    this.#offsetMs = time - Date.now();
    this.onChange('offset_ms');
  }

  /** Waits for the next timer. */
  #arm(): void {
    clearTimeout(this.#timeout);
    const next = this.#timers.peek();
    if (!next) return;
    const delayMs = Math.min(Math.max(0, next.time - this.now()), MAX_TIMER_MS);
    this.#timeout = setTimeout(() => this.#runDue(), delayMs).unref();
  }

  #runDue(): void {
    for (let next = this.#timers.peek(); next && next.time <= this.now(); next = this.#timers.peek()) {
      this.#timers.pop();
      void next.run();
    }
    this.#arm();
  }
}
