import { expect, test } from 'vitest';
import { ConcurrencyLimiter } from './concurrency-limiter.js';
import { FetchGrowth } from './fetch-growth.js';

/** The limit after responses with these latencies, while calls wait. */
function limitAfter(latenciesMs: number[]): number {
  const limiter = new ConcurrencyLimiter(256);
  const growth = new FetchGrowth(limiter);
  while (limiter.tryAcquire());
  for (let n = 0; n < 2000; n++) limiter.wait(() => true);
  for (const latencyMs of latenciesMs) growth.onResponse(latencyMs);
  return limiter.limit;
}

const rounds = (count: number, latencyMs: (position: number) => number) =>
  Array.from({ length: count * 256 }, (_, n) => latencyMs(n % 256));

test('256 requests at a time are enough near the server, however many calls wait', () => {
  expect(limitAfter(rounds(10, () => 20))).toBe(256);
});

test('where responses come from far away, it is 1,024 after two round trips', () => {
  expect(limitAfter(rounds(1, () => 150))).toBe(256);
  expect(limitAfter(rounds(2, (position) => 150 + (position % 50)))).toBe(1024);
});

test('a few late responses do not matter', () => {
  expect(limitAfter(rounds(3, (position) => (position % 20 === 0 ? 400 : 150)))).toBe(1024);
});

test.each([6, 100, 128])(
  'a platform that sends %i at a time and queues the others gets no more of them',
  (limit) => {
    expect(limitAfter(rounds(20, (position) => 150 * Math.ceil((position + 1) / limit)))).toBe(256);
  },
);

test('handshakes, and the first burst, are no distance', () => {
  expect(limitAfter([...rounds(1, () => 400), ...rounds(10, () => 20)])).toBe(256);
});

test('where no calls wait it stays', () => {
  const limiter = new ConcurrencyLimiter(256);
  const growth = new FetchGrowth(limiter);
  for (const latencyMs of rounds(4, () => 150)) growth.onResponse(latencyMs);
  expect(limiter.limit).toBe(256);
});
