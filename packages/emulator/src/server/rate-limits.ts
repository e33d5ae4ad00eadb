/** Customer.io's published limits: requests, and in how many milliseconds. */
const LIMITS = { app: [10, 1000], send: [100, 1000], trigger: [1, 10_000] } as const;

export type Bucket = keyof typeof LIMITS;

/** Counts what was let through in the time just gone by, wherever that begins. */
export class RateLimits {
  readonly #seen: Record<Bucket, number[]> = { app: [], send: [], trigger: [] };

  isOver(bucket: Bucket): boolean {
    const [requests, perMs] = LIMITS[bucket];
    const now = performance.now();
    const seen = this.#seen[bucket];
    while (seen.length > 0 && seen[0]! <= now - perMs) seen.shift();
    if (seen.length >= requests) return true;
    seen.push(now);
    return false;
  }
}
