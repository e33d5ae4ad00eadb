import { randomUUID } from 'node:crypto';
import {
  fleetRateLimiter,
  PUBLISHED_RATE_LIMITS,
  type RateLimiter,
  type RateLimits,
  readOptions,
  requireFunction,
  requireText,
} from '@cio/core';
import type { RedisClient } from '../client/redis-client.js';
import { requireClient } from '../client/script.js';
import { EXCHANGE } from './exchange.js';

/** Options of a `redisRateLimiter`. */
export interface RedisRateLimiterOptions {
  /**
   * The limits by bucket, the same in all processes. Buckets without one are not limited. Default: the limits that Customer.io
   * publishes.
   */
  limits?: RateLimits | undefined;
  /**
   * What the keys in Redis begin with. Processes with the same prefix share their limits: give each workspace one of its own, such
   * as `cio:limits:shop:`. Default `cio:limits:`.
   */
  keyPrefix?: string | undefined;
  /**
   * Called once when Redis cannot be reached, with the error. Until it can, each process counts for itself. Default: a message with
   * `console.warn`.
   */
  onFallback?: ((error: unknown) => unknown) | undefined;
}

/**
 * A rate limiter for all processes that use the same Redis, with the rules of core's `memoryRateLimiter`: a token is returned one
 * period after the response to its request, so that the server never receives more than the limit in any period; after a 429, the
 * bucket pauses in every process and its limit is halved, and a tenth is restored with every period without one.
 *
 * Calls of a process go in order, and waiting processes take turns. While Redis does not respond within a second, each process counts
 * in memory. A request costs about one round trip to Redis before it and one after.
 *
 * @param client A connected client of `ioredis` or `redis`, which stays yours to close.
 * @throws ValidationError for an option that is not valid.
 */
export function redisRateLimiter(client: RedisClient, options?: RedisRateLimiterOptions): RateLimiter {
  requireClient(client);
  const {
    limits = PUBLISHED_RATE_LIMITS,
    keyPrefix = 'cio:limits:',
    onFallback = warn,
  } = readOptions(options, ['limits', 'keyPrefix', 'onFallback']);
  requireText('keyPrefix', keyPrefix);
  requireFunction('onFallback', onFallback);
  const process = `${randomUUID()}:`;
  return fleetRateLimiter({
    limits,
    onFallback,
    async exchange({ bucket, requests, perMs, wanted, firstToken, pauseMs, settled, unused }) {
      // With the name in braces: the keys are in one slot of a cluster.
      const keys = ['tokens', 'state', 'turns', 'present'].map((key) => `${keyPrefix}{${bucket}}:${key}`);
      const args = [
        requests,
        perMs,
        process,
        wanted,
        firstToken,
        pauseMs,
        settled.length,
        ...settled,
        ...unused,
      ];
      const [granted, waitMs] = (await EXCHANGE.run(client, keys, args.map(String))) as [number, number];
      return { granted, waitMs };
    },
  });
}

function warn(error: unknown): void {
  console.warn('@cio/redis: Redis cannot be reached, each process counts its rate limits for itself:', error);
}
