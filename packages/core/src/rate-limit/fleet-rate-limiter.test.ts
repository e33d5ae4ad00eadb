import { afterEach, expect, test, vi } from 'vitest';
import { fleetRateLimiter } from './fleet-rate-limiter.js';

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
