import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isValidationError } from '@cio/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RedisClient } from '../client/redis-client.js';
import { connectors, type TestClient } from '../testing/clients.js';
import { noRedis, testRedis } from '../testing/redis-server.js';
import { fullest, send } from '../testing/requests.js';
import { type RedisRateLimiterOptions, redisRateLimiter } from './redis-rate-limiter.js';

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
    return (from: RedisClient = client) => redisRateLimiter(from, { keyPrefix, ...options });
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

  test('a process with one call gets its turn although another has a thousand waiting', async () => {
    const create = fleet({ limits: { app: { requests: 5, perMs: 100 } } });
    const [busy, quiet] = [create(), create()];
    const controller = new AbortController();
    const many = Promise.allSettled(Array.from({ length: 1000 }, () => send(busy, 1, 0, controller.signal)));
    await sleep(150);
    const from = performance.now();
    await quiet.acquire('app');
    expect(performance.now() - from).toBeLessThan(300);
    controller.abort();
    await many;
  });

  test('the calls of a process go in order', async () => {
    const limiter = fleet({ limits: { app: { requests: 3, perMs: 50 } } })();
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        await limiter.acquire('app');
        order.push(index);
        limiter.settled?.('app', { status: 200, retryAfterMs: undefined });
      }),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test('a token is returned a period after the response, not after the request', async () => {
    const create = fleet({ limits: { app: { requests: 1, perMs: 100 } } });
    const [one, other] = [create(), create()];
    await one.acquire('app');
    let isAllowed = false;
    const next = other.acquire('app').then(() => {
      isAllowed = true;
    });
    await sleep(300);
    expect(isAllowed).toBe(false);
    const settledAt = performance.now();
    one.settled?.('app', { status: 200, retryAfterMs: undefined });
    await next;
    expect(performance.now() - settledAt).toBeGreaterThanOrEqual(99);
    expect(performance.now() - settledAt).toBeLessThan(250);
  });

  test('a 429 pauses the bucket in every process, and halves its limit', async () => {
    const create = fleet({ limits: { app: { requests: 10, perMs: 200 } } });
    const [one, other] = [create(), create()];
    await one.acquire('app');
    one.settled?.('app', { status: 429, retryAfterMs: 500 });
    await sleep(20);
    const from = performance.now();
    const times = await send(other, 6);
    expect(Math.min(...times) - from).toBeGreaterThan(450);
    expect(fullest(times, 150)).toBe(5);
  });

  test('settling more often than acquiring creates no tokens', async () => {
    const limiter = fleet({ limits: { app: { requests: 2, perMs: 100 } } })();
    for (let index = 0; index < 10; index++) {
      limiter.settled?.('app', { status: 200, retryAfterMs: undefined });
    }
    expect(fullest(await send(limiter, 6), 100)).toBe(2);
  });

  test('buckets count for themselves, and those without a limit are not limited', async () => {
    const limits = { app: { requests: 1, perMs: 5000 }, send: { requests: 1, perMs: 5000 } };
    const limiter = fleet({ limits })();
    await limiter.acquire('app');
    await limiter.acquire('send');
    await Promise.all(Array.from({ length: 100 }, () => limiter.acquire('other')));
  });

  test('an aborted call rejects at once, and its token goes to another', async () => {
    const create = fleet({ limits: { app: { requests: 1, perMs: 100 } } });
    const [one, other] = [create(), create()];
    await one.acquire('app');
    const controller = new AbortController();
    const aborted = one.acquire('app', controller.signal);
    await sleep(20);
    const reason = new Error('stop');
    controller.abort(reason);
    await expect(aborted).rejects.toBe(reason);
    await expect(one.acquire('app', AbortSignal.abort(reason))).rejects.toBe(reason);
    const from = performance.now();
    one.settled?.('app', { status: 200, retryAfterMs: undefined });
    await other.acquire('app');
    expect(performance.now() - from).toBeLessThan(200);
  });

  test('a call that is aborted while its token is on the way leaves it to another', async () => {
    const limiter = fleet({ limits: { app: { requests: 1, perMs: 60_000 } } })();
    const controller = new AbortController();
    const aborted = limiter.acquire('app', controller.signal);
    controller.abort();
    await expect(aborted).rejects.toThrow();
    await limiter.acquire('app', AbortSignal.timeout(500));
  });

  test('a process that dies while it waits delays the others by little more than a second', async () => {
    const create = fleet({ limits: { app: { requests: 1, perMs: 100 } }, onFallback: () => {} });
    const { evalsha } = client as { evalsha(...args: unknown[]): Promise<unknown> };
    let isDead = false;
    const mortal = {
      eval: () => expect.unreachable(),
      evalsha: (...args: unknown[]) => (isDead ? new Promise(() => {}) : evalsha.apply(client, args)),
    } as unknown as RedisClient;
    const [dead, other] = [create(mortal), create()];
    await send(other, 1);
    dead.acquire('app').catch(() => {});
    await sleep(20);
    isDead = true;
    const from = performance.now();
    await other.acquire('app', AbortSignal.timeout(5000));
    // Its turn came first, and passed.
    expect(performance.now() - from).toBeGreaterThan(500);
    expect(performance.now() - from).toBeLessThan(1800);
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
