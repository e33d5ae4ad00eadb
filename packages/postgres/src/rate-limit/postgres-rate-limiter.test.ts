import { setTimeout as sleep } from 'node:timers/promises';
import { isValidationError, type RateLimiter } from '@cio/core';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type PostgresRateLimiterOptions, postgresRateLimiter } from './postgres-rate-limiter.js';

const pglite = new PGlite();
beforeAll(() => pglite.waitReady);
afterAll(() => pglite.close());
let keys = 0;

/** Creates limiters that share their limits, as processes do. */
function fleet(limits: PostgresRateLimiterOptions['limits']) {
  const key = `test ${keys++}`;
  return () => postgresRateLimiter({ database: pglite, key, limits });
}

/** Sends requests, and returns the times at which they began. */
async function send(limiter: RateLimiter, count: number): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: count }, async () => {
      await limiter.acquire('app', AbortSignal.timeout(10_000));
      times.push(performance.now());
      limiter.settled?.('app', { status: 200, retryAfterMs: undefined });
    }),
  );
  return times;
}

/** How many requests began in the fullest period. */
function fullest(times: number[], perMs: number): number {
  return Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + perMs).length));
}

test('several processes never make more requests in a period than the limit, and none waits for the others to end', async () => {
  const create = fleet({ app: { requests: 5, perMs: 200 } });
  const limiters = [await create(), await create(), await create()];
  const from = performance.now();
  const each = await Promise.all(limiters.map((limiter) => send(limiter, 10)));
  const took = performance.now() - from;
  expect(fullest(each.flat(), 195)).toBeLessThanOrEqual(5);
  // 30 requests at 5 in 200 ms.
  expect(took).toBeGreaterThan(990);
  for (const times of each) expect(times.filter((time) => time < from + took / 2).length).toBeGreaterThan(1);
});

test('the calls of a process go in order', async () => {
  const limiter = await fleet({ app: { requests: 3, perMs: 50 } })();
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
  const create = fleet({ app: { requests: 1, perMs: 100 } });
  const [one, other] = [await create(), await create()];
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
  expect(performance.now() - settledAt).toBeGreaterThanOrEqual(95);
});

test('a 429 pauses the bucket in every process, and halves its limit', async () => {
  const create = fleet({ app: { requests: 10, perMs: 200 } });
  const [one, other] = [await create(), await create()];
  await one.acquire('app');
  one.settled?.('app', { status: 429, retryAfterMs: 500 });
  await sleep(50);
  const from = performance.now();
  const times = await send(other, 10);
  expect(Math.min(...times) - from).toBeGreaterThan(400);
  // Five, and one more with each period that this machine was late.
  expect(fullest(times, 150)).toBeLessThan(9);
});

test('an aborted call rejects at once, and its token goes to another', async () => {
  const create = fleet({ app: { requests: 1, perMs: 100 } });
  const [one, other] = [await create(), await create()];
  await one.acquire('app');
  const controller = new AbortController();
  const aborted = one.acquire('app', controller.signal);
  await sleep(20);
  const reason = new Error('stop');
  controller.abort(reason);
  await expect(aborted).rejects.toBe(reason);
  one.settled?.('app', { status: 200, retryAfterMs: undefined });
  await other.acquire('app', AbortSignal.timeout(3000));
});

test('buckets count for themselves, and those without a limit are not limited', async () => {
  const limits = { app: { requests: 1, perMs: 5000 }, send: { requests: 1, perMs: 5000 } };
  const limiter = await fleet(limits)();
  await limiter.acquire('app');
  await limiter.acquire('send');
  await Promise.all(Array.from({ length: 100 }, () => limiter.acquire('other')));
});

test.each([
  ['is gone', () => Promise.reject(new Error('gone'))],
  ['does not answer', () => new Promise<never>(() => {})],
])('while the database %s, each process counts for itself, and says so once', async (_, answer) => {
  let isAway = false;
  const query = (text: string, values?: unknown[]) => (isAway ? answer() : pglite.query(text, values));
  const database = { query, exec: pglite.exec.bind(pglite), transaction: pglite.transaction.bind(pglite) };
  const onFallback = vi.fn();
  const limits = { app: { requests: 2, perMs: 200 } };
  const limiter = await postgresRateLimiter({
    database: database as never,
    key: `away ${keys++}`,
    limits,
    onFallback,
  });
  await send(limiter, 1);
  isAway = true;
  const from = performance.now();
  expect(fullest(await send(limiter, 5), 195)).toBeLessThanOrEqual(2);
  expect(performance.now() - from).toBeLessThan(3000);
  expect(onFallback).toHaveBeenCalledOnce();
  await expect(limiter.acquire('app', AbortSignal.abort('stop'))).rejects.toBe('stop');
});

test.each<[string, PostgresRateLimiterOptions]>([
  ['database', { database: 5 as never }],
  ['schema', { schema: 'Cio; drop table x' }],
  ['limits.app.requests', { database: pglite, limits: { app: { requests: 0, perMs: 1 } } }],
  ['key', { key: '' }],
  ['onFallback', { onFallback: 5 as never }],
])('names an option that is not valid: %s', async (field, options) => {
  const error = await postgresRateLimiter(options).catch((caught: unknown) => caught);
  expect(isValidationError(error) && error.field).toBe(field);
});
