import { afterEach, expect, test, vi } from 'vitest';
import { fleetRateLimiter } from './fleet-rate-limiter.js';
import { memoryRateLimiter } from './memory-rate-limiter.js';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  ['as in Node', globalThis.setImmediate],
  ['of jsdom under Jest, which has no setImmediate', undefined],
])(
  'a store that does not respond is replaced by memory after a second, with globals %s',
  async (_, immediate) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
    vi.stubGlobal('setImmediate', immediate);
    const onFallback = vi.fn();
    const limits = { app: { requests: 1, perMs: 100 } };
    const exchange = () => new Promise<never>(() => {});
    const limiter = fleetRateLimiter({ limits, exchange, onFallback });
    const acquired = vi.fn();
    const acquiring = limiter.acquire('app').then(acquired);
    await vi.advanceTimersByTimeAsync(990);
    expect(acquired).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(20);
    await acquiring;
    expect(onFallback).toHaveBeenCalledExactlyOnceWith(new Error('no response within 1000 ms'));
  },
);

test('a store whose function throws is replaced by memory at once, and nothing rejects later', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
  const onFallback = vi.fn();
  const exchange = () => {
    throw new Error('no store');
  };
  const limiter = fleetRateLimiter({ limits: { app: { requests: 1, perMs: 100 } }, exchange, onFallback });
  await limiter.acquire('app');
  expect(onFallback).toHaveBeenCalledExactlyOnceWith(new Error('no store'));
  await vi.advanceTimersByTimeAsync(2000);
});

test.each(['memory', 'fleet'])(
  'a signal without throwIfAborted, as of jsdom under Jest, is enough: %s',
  async (which) => {
    const limits = { app: { requests: 1, perMs: 100 } };
    const limiter =
      which === 'memory'
        ? memoryRateLimiter(limits)
        : fleetRateLimiter({ limits, exchange: () => new Promise<never>(() => {}), onFallback() {} });
    const signal = { aborted: true, reason: 'before', addEventListener() {}, removeEventListener() {} };
    await expect(limiter.acquire('app', signal as never)).rejects.toBe('before');
  },
);
