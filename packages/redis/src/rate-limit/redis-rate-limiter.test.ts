import { randomUUID } from 'node:crypto';
import { isValidationError } from '@cio/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RedisClient } from '../client/redis-client.js';
import { connectors, type TestClient } from '../testing/clients.js';
import { noRedis, testRedis } from '../testing/redis-server.js';
import { fullest, send } from '../testing/requests.js';
import { type RedisRateLimiterOptions, redisRateLimiter } from './redis-rate-limiter.js';

// What it does with any client is tested together with the limiter of Postgres, in tests/fleet.
describe.skipIf(noRedis)(`redisRateLimiter${noRedis ? `: ${noRedis}` : ''}`, () => {
  let redis: Awaited<ReturnType<typeof testRedis>>;
  const clients = new Map<string, TestClient>();
  let client: RedisClient;

  beforeAll(async () => {
    redis = await testRedis();
    for (const [name, connect] of connectors) clients.set(name, await connect(redis.url));
    client = clients.get('ioredis 6')!.client;
  });
  afterAll(async () => {
    for (const { close } of clients.values()) await close();
    await redis?.close();
  });

  /** Creates limiters that share their limits. */
  function fleet(options: RedisRateLimiterOptions) {
    const keyPrefix = `test:${randomUUID()}:`;
    return (from: RedisClient = client) =>
      redisRateLimiter(from, { keyPrefix, onFallback: () => {}, ...options });
  }

  test.each(connectors.map(([name]) => name))(
    'with %s: never more than the limit in a period',
    async (name) => {
      const create = fleet({ limits: { app: { requests: 5, perMs: 100 } } });
      const from = performance.now();
      const times = await send(create(clients.get(name)!.client), 23);
      expect(fullest(times, 100)).toBe(5);
      expect(performance.now() - from).toBeLessThan(1000);
    },
  );

  test('several processes share the limit, and none waits much longer than another', async () => {
    const create = fleet({ limits: { app: { requests: 10, perMs: 100 } } });
    const from = performance.now();
    const each = await Promise.all(
      ['ioredis 6', 'redis 6', 'ioredis 5', 'redis 5'].map((name) =>
        send(create(clients.get(name)!.client), 30),
      ),
    );
    const took = performance.now() - from;
    expect(fullest(each.flat(), 100)).toBeLessThanOrEqual(10);
    // 120 requests at 10 in 100 ms.
    expect(took).toBeGreaterThan(1090);
    expect(took).toBeLessThan(1800);
    const half = from + took / 2;
    for (const times of each) {
      const early = times.filter((time) => time < half).length;
      expect(early).toBeGreaterThan(5);
    }
  });

  test.each<[string, () => unknown]>([
    ['client', () => redisRateLimiter({} as RedisClient)],
    ['limits', () => redisRateLimiter(client, { limits: 5 as never })],
    ['limits.app.requests', () => redisRateLimiter(client, { limits: { app: { requests: 0, perMs: 1 } } })],
    ['limits.app.perMs', () => redisRateLimiter(client, { limits: { app: { requests: 1, perMs: -1 } } })],
    ['keyPrefix', () => redisRateLimiter(client, { keyPrefix: '' })],
    ['onFallback', () => redisRateLimiter(client, { onFallback: 5 as never })],
    ['limit', () => redisRateLimiter(client, { limit: 5 } as object)],
  ])('names an option that is not valid: %s', (field, create) => {
    try {
      create();
      expect.unreachable();
    } catch (error) {
      if (!isValidationError(error)) throw error;
      expect(error.field).toBe(field);
    }
  });
});
