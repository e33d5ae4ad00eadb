const DAY_MS = 86_400_000;

/** Counts requests against Customer.io's published limits. */
export class RateLimits {
  /** When the requests of each limit were let through, by `performance.now()`. */
  readonly #seen = new Map<string, number[]>();
  readonly #days = new Map<string, { until: number; used: number }>();

  /**
   * Lets a request through that has a limit such as `10/s`, `1/10s` or `3000/3s`: counts it, and gives 0. Otherwise how
   * long to wait, in milliseconds. What counts is the time just gone by, wherever that begins.
   */
  waitMs(limit: string): number {
    const [, requests, seconds] = /^(\d+)\/(\d*)s$/.exec(limit)!;
    const perMs = Number(seconds || 1) * 1000;
    const now = performance.now();
    const seen = this.#seen.get(limit) ?? [];
    this.#seen.set(limit, seen);
    while (seen.length > 0 && seen[0]! <= now - perMs) seen.shift();
    if (seen.length >= Number(requests)) return seen[0]! + perMs - now;
    seen.push(now);
    return 0;
  }

  /** How many of a day's requests are left before this one, which is counted where one is. */
  takeOfDay(name: string, perDay: number): number {
    const now = performance.now();
    let day = this.#days.get(name);
    if (!day || day.until <= now) {
      day = { until: now + DAY_MS, used: 0 };
      this.#days.set(name, day);
    }
    const left = perDay - day.used;
    if (left > 0) day.used++;
    return left;
  }
}
