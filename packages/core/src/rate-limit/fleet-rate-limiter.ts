import { throwIfAborted } from '../abort/throw-if-aborted.js';
import { requireSignal } from '../validation/checks.js';
import { FleetBucket } from './fleet-bucket.js';
import { FleetConnection, type TokenGrant, type TokenReport } from './fleet-connection.js';
import { memoryRateLimiter } from './memory-rate-limiter.js';
import type { RateLimits } from './published-rate-limits.js';
import type { RateLimiter } from './rate-limiter.js';

/** Options of a `fleetRateLimiter`. */
export interface FleetRateLimiterOptions {
  /** The limits by bucket, the same in all processes. Buckets without one are not limited. */
  limits: RateLimits;
  /** Stores what a process reports, and grants it tokens: in the store that all processes share. */
  exchange: (report: TokenReport) => Promise<TokenGrant>;
  /** Called once when `exchange` rejects or takes longer than a second: until it works again, each process counts for itself. */
  onFallback: (error: unknown) => unknown;
}

/**
 * A rate limiter for several processes, over a store that they share: what `@cio/redis` and `@cio/postgres` are made of. It has the
 * rules of `memoryRateLimiter`, which takes its place while the store cannot be reached.
 *
 * @throws ValidationError for a limit that is not valid.
 */
export function fleetRateLimiter({ limits, exchange, onFallback }: FleetRateLimiterOptions): RateLimiter {
  const memory = memoryRateLimiter(limits);
  const connection = new FleetConnection(exchange, onFallback);
  const buckets = new Map(
    Object.entries(limits).map(([name, { requests, perMs }]) => [
      name,
      new FleetBucket(name, { requests, perMs }, connection, memory),
    ]),
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
