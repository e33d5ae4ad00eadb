import { performance } from 'node:perf_hooks';
import { afterEach, expect, test, vi } from 'vitest';
import { ConcurrencyLimiter } from './concurrency-limiter.js';
import { PoolGrowth } from './pool-growth.js';

const idle = { idle: 1000, active: 0, utilization: 0 };
const busy = { idle: 0, active: 1000, utilization: 1 };
const utilization = vi.spyOn(performance, 'eventLoopUtilization').mockReturnValue(idle);
afterEach(() => void utilization.mockReturnValue(idle));

/** A pool, with so many calls waiting beyond its connections. */
function pool(maxConnections = 1024, waiting = 10_000) {
  const limiter = new ConcurrencyLimiter(maxConnections);
  const growth = new PoolGrowth(limiter, maxConnections);
  while (limiter.tryAcquire());
  for (let n = 0; n < waiting; n++) limiter.wait(() => true);
  return { limiter, growth };
}

test('it begins with 64 connections, or fewer where no more are allowed', () => {
  expect(pool().limiter.limit).toBe(64);
  expect(pool(8).limiter.limit).toBe(8);
});

test('where responses take as long as the path, it triples within a round trip, up to what any traffic needs so near', () => {
  const { limiter, growth } = pool();
  for (let n = 0; n < 64; n++) growth.onResponse(2, n);
  expect(limiter.limit).toBe(192);
  for (let n = 0; n < 192; n++) growth.onResponse(2.5, 300 + n);
  expect(limiter.limit).toBe(256);
});

test('where the path is long, and the process has time, one round trip is enough', () => {
  const { limiter, growth } = pool();
  const now = performance.now() + 150;
  for (let n = 0; n < 64; n++) growth.onResponse(150, now + n);
  expect(limiter.limit).toBe(1024);
});

test('in a burst, whose responses are late because nobody looks at them, the path is not taken as long', () => {
  utilization.mockReturnValue(busy);
  const { limiter, growth } = pool();
  const now = performance.now() + 150;
  for (let n = 0; n < 64; n++) growth.onResponse(150, now + n);
  expect(limiter.limit).toBe(64);
});

test('as long as it is not known whether the process has time, the path is not taken as long', () => {
  const { limiter, growth } = pool();
  const now = performance.now();
  for (let n = 0; n < 64; n++) growth.onResponse(20, now);
  expect(limiter.limit).toBe(192);
});

test('it opens no more than calls wait for', () => {
  const { limiter, growth } = pool(1024, 10);
  for (let n = 0; n < 1000; n++) growth.onResponse(150, n);
  expect(limiter.limit).toBeLessThan(64 + 12);
});

test('where responses take much longer than the path, more connections would only wait at the server', () => {
  const { limiter, growth } = pool();
  growth.onResponse(1, 0);
  const before = limiter.limit;
  for (let n = 0; n < 1000; n++) growth.onResponse(12, n);
  expect(limiter.limit).toBe(before);
});

test('a process that has no time left opens no more', () => {
  const { limiter, growth } = pool();
  growth.onResponse(150, 1000);
  utilization.mockReturnValue(busy);
  growth.onResponse(150, 1200);
  const before = limiter.limit;
  for (let n = 0; n < 50; n++) growth.onResponse(150, 1200 + n);
  expect(limiter.limit).toBe(before);
  utilization.mockReturnValue(idle);
  growth.onResponse(150, 1400);
  expect(limiter.limit).toBeGreaterThan(before);
});

test('a path that has become longer is believed after two windows', () => {
  const { limiter, growth } = pool();
  growth.onResponse(1, 0);
  const before = limiter.limit;
  growth.onResponse(100, 9000);
  growth.onResponse(100, 11_000);
  expect(limiter.limit).toBe(before);
  growth.onResponse(100, 22_000);
  expect(limiter.limit).toBeGreaterThan(before);
});
