import { expect, test } from 'vitest';
import { ConcurrencyLimiter } from './concurrency-limiter.js';

/** Starts numbered pieces of work, and tells which have started. */
function workers(limiter: ConcurrencyLimiter) {
  const started: number[] = [];
  const cancelled = new Set<number>();
  const start = (n: number) => {
    if (cancelled.has(n)) return false;
    started.push(n);
    return true;
  };
  const add = (n: number) => {
    if (limiter.tryAcquire()) start(n);
    else limiter.wait(() => start(n));
  };
  return { started, cancelled, add };
}

test('so many start at once, the others as places come back, in order', () => {
  const limiter = new ConcurrencyLimiter(2);
  const { started, add } = workers(limiter);
  for (let n = 0; n < 6; n++) add(n);
  expect(started).toEqual([0, 1]);
  for (let n = 2; n < 6; n++) {
    limiter.release();
    expect(started).toEqual([0, 1, 2, 3, 4, 5].slice(0, n + 1));
  }
  limiter.release();
  limiter.release();
  for (let n = 6; n < 9; n++) add(n);
  expect(started.slice(6)).toEqual([6, 7]);
});

test('one that was cancelled while it waited is passed over', () => {
  const limiter = new ConcurrencyLimiter(1);
  const { started, cancelled, add } = workers(limiter);
  for (let n = 0; n < 4; n++) add(n);
  cancelled.add(1).add(2);
  limiter.release();
  expect(started).toEqual([0, 3]);
  limiter.release();
  add(4);
  expect(started).toEqual([0, 3, 4]);
});

test('a hundred thousand that were cancelled are passed over at once', () => {
  const limiter = new ConcurrencyLimiter(1);
  const { started, cancelled, add } = workers(limiter);
  for (let n = 0; n < 100_000; n++) add(n);
  for (let n = 1; n < 99_999; n++) cancelled.add(n);
  limiter.release();
  expect(started).toEqual([0, 99_999]);
});

test('Infinity is no limit', () => {
  const limiter = new ConcurrencyLimiter(Number.POSITIVE_INFINITY);
  const { started, add } = workers(limiter);
  for (let n = 0; n < 1000; n++) add(n);
  limiter.release();
  expect(started).toHaveLength(1000);
});
